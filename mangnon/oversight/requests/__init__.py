"""Rights requests about personal data: received, answered in time, fulfilled toward the right person, closed."""
