"""Keys of sealed values: a new one while everything runs, every value sealed again, old ones taken away."""
