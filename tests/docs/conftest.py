"""Commands are called here by the dozen, nearly all on the guidance as it ships."""

from tests.once import _each_release_once

__all__ = ["_each_release_once"]
