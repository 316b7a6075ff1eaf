"""The parts of Göstergeler: one indicator, where each city stands on it and where its figures come from."""
