"""Pure nouns: names, dates, periods, numbers, ids, sealed values, refusals. Imports nothing of ours."""
