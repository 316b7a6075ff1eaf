"""Where does a figure come from? From any figure of any view down to the cells that cities sent."""
