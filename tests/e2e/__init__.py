"""What only a browser can see: few journeys, on a cold server."""
