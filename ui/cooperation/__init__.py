"""The parts of İş birliği: matches, good practices, challenges, networks, partner countries."""
