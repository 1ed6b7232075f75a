"""Maps without outside help: cells around published points, or the borders that a province loaded itself."""
