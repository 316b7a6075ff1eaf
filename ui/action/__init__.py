"""The parts of Eylemler: which actions of all plans need a look, as a list, on a time line and by city."""
