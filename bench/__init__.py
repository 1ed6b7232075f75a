"""Benchmarks: ratios between the product and a named yardstick, taken in one run (``make bench``)."""
