"""What the reader asks: one question and one render() each; importing a page does nothing."""
