"""The parts of Karşılaştırma: cities beside each other, two workshops, and what changed between them."""
