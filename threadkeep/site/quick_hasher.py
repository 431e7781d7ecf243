"""Argon2 at its lowest cost, for the test suite only (settings.py chooses it under pytest)."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    time_cost = 1
    memory_cost = 8
    parallelism = 1
