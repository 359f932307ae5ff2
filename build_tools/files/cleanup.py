"""A program that is ended by a signal clears away what it has begun, as one does that comes to its end; and memory."""

import atexit
import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name))


_NEW_OBJECTS = 5000
"""After so many, a program looks for what texts and pages left behind, which is most of the memory of many stories."""


@contextmanager
def little_garbage() -> Iterator[None]:
    """Look for garbage seldom, and not when the program ends: what is read is kept."""
    threshold, is_set_aside = gc.get_threshold(), gc.get_freeze_count()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        if not is_set_aside:  # what somebody put out of sight before stays there
            gc.unfreeze()
        gc.set_threshold(*threshold)


def clear_away_when_ended() -> None:
    """Let each signal that asks a program to end do what Ctrl-C does, once: what is cleared away then is not left half.

    A signal that is ignored here, or heeded by another, stays so; so do all where this is not the main thread.
    """
    with suppress(ValueError):
        for one in _ENDING:
            if signal.getsignal(one) in (signal.SIG_DFL, signal.default_int_handler):
                signal.signal(one, _end)


@contextmanager
def to_the_end() -> Iterator[None]:
    """Let no signal end what is written here, by git too: it takes a moment, and half of it would help nobody."""
    before = {}
    with suppress(ValueError):
        before = {one: signal.signal(one, signal.SIG_IGN) for one in _ENDING}
    try:
        yield
    finally:
        for one, heeded in before.items():
            signal.signal(one, heeded)


def _end(*_: object) -> None:
    for one in _ENDING:
        signal.signal(one, signal.SIG_IGN)
    raise KeyboardInterrupt
