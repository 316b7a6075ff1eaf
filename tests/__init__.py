"""Tests, named as sentences about the user's world."""
