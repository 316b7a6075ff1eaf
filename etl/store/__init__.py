"""What was sent and what was decided about it: durable, immutable, the truth."""
