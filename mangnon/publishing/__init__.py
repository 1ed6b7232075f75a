"""Publishing: articles with their versions, links, pictures; what was published, signed and watched over."""
