"""Reports of harm from the first word until they are settled; who is on duty."""
