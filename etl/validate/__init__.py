"""May this submission be counted, and what is wrong with it?"""
