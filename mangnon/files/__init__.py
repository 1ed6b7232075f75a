"""Stored bytes: sniffed, made harmless, hashed, checked for malware, served only through their owner."""
