"""What every test stands on: wild inputs are not timed, since machines have moods."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
