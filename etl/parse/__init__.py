"""Where does each sheet, row and column of the definition stand in this workbook?"""
