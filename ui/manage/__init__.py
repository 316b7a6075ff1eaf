"""What the page *Yönetim* is made of: one question a file."""
