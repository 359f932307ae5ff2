"""A server of one's own: what a push may do, which installed program builds it, and what is served of it.

In: the folder that `deploy/install.sh` made, and what git tells its hooks. Out: a release that is served, or problems.
Runs nothing that was pushed: a commit is data for a program that an administrator installed.
"""

from build_tools.server.building import NotBuilt, built
from build_tools.server.place import PUSH, Place, borrowing, turn
from build_tools.server.pushes import PUBLISHED, noted_as_refused, push_problems
from build_tools.server.serving import changed, put_right, seen, serve, status

__all__ = [
    "NotBuilt",
    "PUBLISHED",
    "PUSH",
    "Place",
    "borrowing",
    "built",
    "changed",
    "noted_as_refused",
    "push_problems",
    "put_right",
    "seen",
    "serve",
    "status",
    "turn",
]
