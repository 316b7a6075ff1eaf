"""What did the organizers accept of a report, and what is to be corrected?"""
