"""What the page *Tanımlar* is made of: one chapter a file, each drawn from definition/."""
