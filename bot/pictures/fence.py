"""What the child may not do, set by itself before it touches a picture, and kept by the kernel.

A picture is written by a stranger, and decoders have had holes. So the process that decodes has a
bounded memory and time, no network, and, once its models are loaded, cannot open a file, a socket
or a process: it can only answer through the pipe it was given.
"""

import ctypes
import os
import resource
import sys
from contextlib import suppress

ADDRESS_SPACE = 1536 * 1024 * 1024  # bytes; 1.1 GB are reserved, 0.5 resident at the peak
CPU_SECONDS = 15  # of one picture; the slowest honest one takes 4
NOBODY = 65534
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES, _NOT_DUMPABLE = 38, 4


def before_loading() -> None:
    """Bound memory and time, cut the network; the libraries and models can still be opened."""
    if sys.platform == "linux":  # elsewhere the kernel does not know this limit
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core would hold the picture
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    own = ctypes.CDLL(None, use_errno=True)
    with suppress(AttributeError):  # not on Linux
        own.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        own.prctl(_NOT_DUMPABLE, 0, 0, 0, 0)
        # A network of its own, with nothing in it. Where that is not allowed, what follows is
        # enough: without descriptors there is no socket.
        if own.unshare(_NEW_NET) != 0:
            own.unshare(_NEW_USER | _NEW_NET)


def after_loading() -> None:
    """Take away files, sockets, processes and, from root, its powers: for good."""
    with suppress(OSError):
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def allow(seconds: int = CPU_SECONDS) -> None:
    """Give the next picture its time; past it the kernel ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds + 1, hard))
