"""How long an audit may take."""

import time

from build_tools.disclosure.audit.errors import TOO_LONG, NotDecided


class Clock:
    """The CPU time that is left, so that a busy machine decides as a free one does."""

    def __init__(self, limit: float):
        self._end = time.process_time() + limit

    def left(self) -> float:
        """Return the seconds that are left; raises ``NotDecided`` if there are none."""
        left = self._end - time.process_time()
        if left <= 0:
            raise NotDecided(TOO_LONG)
        return left
