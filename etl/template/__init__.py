"""The workbook a city receives."""
