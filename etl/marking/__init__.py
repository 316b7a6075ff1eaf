"""How does the sender's own workbook come back with its problems marked, and nothing else changed?"""
