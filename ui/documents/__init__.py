"""Documents to take away: PDF made from the same words and figures as the screen."""
