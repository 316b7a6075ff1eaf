"""What did a person mean by a cell, given what its column asks for?"""
