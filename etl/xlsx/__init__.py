"""Which cells does the file hold, and is it safe to look? Bytes in, etl.cells out."""
