"""What the page *Çalıştay* is made of: one question a file."""
