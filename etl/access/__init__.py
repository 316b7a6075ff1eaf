"""Who may do what, who is a member, and what was done."""
