"""Campaigns and peak times: what a year asks for, who prepares what by when, who was reached, what it cost."""
