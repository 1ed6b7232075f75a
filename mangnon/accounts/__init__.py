"""People, their assignments (role × place × period), sign-in and second factor; builds the Actor."""
