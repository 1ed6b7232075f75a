"""Password hashing with modest memory, so that ten people signing in at once don't fill a small server."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class ModestArgon2(Argon2PasswordHasher):
    """Argon2id: 3 passes over 46 MiB, one lane (OWASP's first choice is 46 MiB with one pass)."""

    time_cost = 3
    memory_cost = 46 * 1024
    parallelism = 1
