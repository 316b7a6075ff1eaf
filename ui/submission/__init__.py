"""What the page *Veri gönder* is made of: one question a file."""
