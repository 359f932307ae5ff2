"""What may stand in a file by right although it looks personal: contacts where the project keeps them, names of towns.

In: the path of a file in the project and its text. Out: whether a finding is one of these. By lines and not by records,
so that a text that cannot be read as YAML is judged too.
"""

import re
from collections.abc import Callable, Mapping

from build_tools import paths
from build_tools.personal_data import Category, Finding

_EXAMPLE = "tests/example/"
"""A project of its own, with content of its own."""

_CONTACTS: frozenset[Category] = frozenset(("PHONE", "EMAIL", "HANDLE", "NUMBER"))

_VALUE = re.compile(r"^[ ]*(?:- )?value:.*$", re.MULTILINE)
_SOURCE = re.compile(r"^[ ]*(?:- )?(?:source|sources|exit_address):.*(?:\n[ ]*- \"?https://.*)*$", re.MULTILINE)
_NAMES = re.compile(r"^[ ]*(?:- )?(?:name|former|aliases):.*$", re.MULTILINE)
_IDS = re.compile(r"^[ ]*(?:- )?id: [a-z0-9_]+$", re.MULTILINE)
_SECURITY = re.compile(r"^(?:security:|signing_key:).*(?:\n[ ].*)*", re.MULTILINE)

Right = tuple[re.Pattern[str], frozenset[Category]]
"""Where in a file contacts of some kinds may stand."""

_OF_SOURCES: Right = (_SOURCE, frozenset(("HANDLE",)))
"""Where a datum was found may be any host."""

_OF_FILES: Mapping[str, Right] = {
    paths.ORGANISATIONS: (_VALUE, _CONTACTS),
    paths.EXAMPLE_ORGANISATIONS: (_VALUE, _CONTACTS),
    paths.SETTINGS: (_SECURITY, _CONTACTS),
    paths.VOCABULARY: (_NAMES, frozenset(("PERSON",))),
    paths.LAW: (_IDS, frozenset(("HANDLE",))),
}
"""The channels of organisations, the contact for weaknesses of the site, towns that are called after persons, and the
ids of provisions."""


def by_right(path: str, text: str) -> Callable[[Finding], bool]:
    """Return what tells of a finding whether it is a contact that may stand there."""
    if not path.removeprefix(_EXAMPLE).startswith(f"{paths.CONTENT}/") or not path.endswith(".yml"):
        return lambda _: False
    path = path.removeprefix(_EXAMPLE)
    rights = [_OF_SOURCES, *([_OF_FILES[path]] if path in _OF_FILES else [])]
    spans = [(found.span(), kinds) for where, kinds in rights for found in where.finditer(text)]
    return lambda one: any(
        start <= one.start and one.end <= end and one.category in kinds for (start, end), kinds in spans
    )
