"""For all tests."""

from hypothesis import settings

# No test is a race: machines stumble, and a benchmark is the place to measure.
settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")
