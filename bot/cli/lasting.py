"""What a program reads in first and keeps until it ends: its modules, a release."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """Keep the collector of rubbish away from what is read in here, now and later.

    It would look through all of it again and again, a tenth of a second at a time, and find none.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
