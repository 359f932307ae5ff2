"""What may stand in a file by right although it looks personal: contacts where the project keeps them, names of towns.

In: the path of a file in the project and its text. Out: whether a finding is one of these, by the field in which it
stands. Where a file cannot be read, nothing may.
"""

import re

from build_tools import paths
from build_tools.personal_data import Category, Finding
from build_tools.problems import Field
from build_tools.screening.data import PUBLISHED, data_of, values_of

_EXAMPLE = "tests/example/"
"""A project of its own, with content of its own."""

Kinds = frozenset[Category]
_NOTHING: Kinds = frozenset()
_CONTACTS: Kinds = frozenset(("PHONE", "EMAIL", "HANDLE", "NUMBER"))
_WHERE_TO_GO: Kinds = frozenset(("ADDRESS",))
_CODES: Kinds = frozenset(("HANDLE",))
_NAMES: Kinds = frozenset(("PERSON",))
_DRAWN: Kinds = frozenset(("PLATE", "PERSON", "DOC"))
"""What the id of a case may look like by chance: it is drawn, and is the name of its file."""

_KEY: Kinds = _CONTACTS | _DRAWN | {"CARD", "IBAN", "HYGIENE"}
"""What the letters of a key may look like by chance."""

_SOURCE: Kinds = frozenset(("HANDLE", "PHONE", "NUMBER"))
"""Where a datum was found may be any page on any host, whatever the numbers in its address; of the field nothing else
may be a contact."""

_SOURCES = ("source", "sources", "exit_address")
_TOWNS = (("cities",), ("towns",))
"""Their codes are made of their names, which may be those of persons."""

_ADDRESS = re.compile(r"https?://[^\s<>()\"']+")


def stands_by_right(path: str, text: str, one: Finding) -> bool:
    """Tell whether a finding may stand where it does."""
    path = path.removeprefix(_EXAMPLE)
    data = data_of(path, text) if path.startswith(PUBLISHED) else ""
    value = values_of(data).around(one) if data else None
    if value is None:
        return False
    kinds = _right_of(path, value.field, values_of(data).by_field.get((*value.field[:-1], "kind")))
    if kinds == _SOURCE:
        addresses = (found.span() for found in _ADDRESS.finditer(text, value.start, value.end))
        return one.category in kinds and any(start <= one.start and one.end <= end for start, end in addresses)
    return one.category in kinds


def _right_of(path: str, place: Field, kind: str | None) -> Kinds:
    """Return what the value of a field may hold."""
    if any(step in _SOURCES for step in place[-2:]):
        return _SOURCE
    if path in (paths.ORGANISATIONS, paths.EXAMPLE_ORGANISATIONS):
        return _of_channel(place, kind)
    if path == paths.SETTINGS and place[:1] in (("security",), ("errors_to",), ("signing_key",)):
        return _KEY if place[0] == "signing_key" else _CONTACTS
    if path == paths.VOCABULARY and {"name", "former", "aliases"} & set(place):
        return _NAMES
    if path == paths.VOCABULARY and place[:1] in _TOWNS and len(place) == 2:
        return _CODES
    if place[-1:] != ("id",):
        return _NOTHING
    return _CODES if path == paths.LAW else _DRAWN if path.startswith(paths.CASES) else _NOTHING


def _of_channel(place: Field, kind: str | None) -> Kinds:
    """Return what a field of an organisation may hold: in the value of a channel, that by which it is reached."""
    if "value" not in place[-2:] or "channels" not in place:
        return _NOTHING
    from build_tools.models import IN_WORDS

    of_kind = place[-1] == "value" and kind
    return _CONTACTS if of_kind and kind not in IN_WORDS else _WHERE_TO_GO
