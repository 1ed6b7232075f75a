"""A photo of a child: only with a reason and a consent, blurred until one of the few opens it, never in lists."""
