"""The parts of Genel Bakış: headline figures, what needs attention, progress per city."""
