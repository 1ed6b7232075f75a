"""The stock way: what an ordinary Django project would do for the same list, nothing tuned and nothing crippled."""
