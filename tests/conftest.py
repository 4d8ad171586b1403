"""What every test shares."""

from hypothesis import settings

# No test asserts a time, so no example has a deadline; failing examples are reported, not kept.
settings.register_profile("unhurried", deadline=None, database=None)
settings.load_profile("unhurried")
