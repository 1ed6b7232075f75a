"""A named cast, factories, a sample root to prove the house with. Only tests and benchmarks use this room."""
