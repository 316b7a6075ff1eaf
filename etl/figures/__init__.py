"""Context figures, which no city reports: the organizers hand them in, in a workbook of their own."""
