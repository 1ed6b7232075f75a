"""The append-only book of acts and sensitive reads, its seal, and the @action decorator. No screens."""
