"""What may stand in a file by right although it looks personal: contacts where the project keeps them, names of towns.

In: the path of a file in the project and its text. Out: whether a finding is one of these. By the fields of the record;
in a file that cannot be read as YAML, by its lines, for what is wrong with it is said elsewhere.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from build_tools import paths
from build_tools.personal_data import Category, Finding
from build_tools.problems import Field
from build_tools.screening.lines import Lines
from build_tools.screening.masks import PUBLISHED

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
_WRITTEN = re.compile(r"^[ ]*(?:- )?(value|source|sources|exit_address|name|id):.*$", re.MULTILINE)

Place = tuple[int, int]
"""Where a stretch of a text begins and ends."""


def by_right(path: str, text: str) -> Callable[[Finding], bool]:
    """Return what tells of a finding whether it may stand there."""
    path = path.removeprefix(_EXAMPLE)
    if not path.startswith(PUBLISHED) or not path.endswith((".yml", ".md")):
        return lambda _: False

    def stands_by_right(one: Finding) -> bool:
        here, rights = _rights(path, text)
        on_its_line = rights.get(here.at(one.start)[0], ())
        return any(
            start <= one.start and one.end <= end and one.category in kinds for (start, end), kinds in on_its_line
        )

    return stands_by_right


@lru_cache(maxsize=4)
def _rights(path: str, text: str) -> tuple[Lines, Mapping[int, list[tuple[Place, Kinds]]]]:
    """Return the lines of a file, and what may stand where in each."""
    text = text.replace("\r\n", " \n").replace("\r", "\n") + "\n"  # every sign keeps its place
    here = Lines(text)
    starts, found = here.starts, dict[int, list[tuple[Place, Kinds]]]()
    for line, kinds in _by_fields(path, text) if path.endswith(".yml") else _of_page(path, text):
        whole = (starts[line - 1], starts[line])
        places = _addresses(text, whole) if kinds == _SOURCE else [whole]
        found.setdefault(line, []).extend((place, kinds) for place in places)
    return here, found


def _addresses(text: str, line: Place) -> Iterator[Place]:
    return (found.span() for found in _ADDRESS.finditer(text, *line))


def _of_page(path: str, text: str) -> Iterator[tuple[int, Kinds]]:
    """Yield the lines of the front matter of a page that name its sources."""
    from build_tools.load import front_matter  # takes long to load, and most files hold nothing to ask about

    return ((line, _SOURCE) for line in front_matter.lines_of(text, ("sources",)))


def _by_fields(path: str, text: str) -> Iterator[tuple[int, Kinds]]:
    from build_tools.load import strict_yaml, yaml_lines

    data, _ = strict_yaml.parse(text, path)
    if data is None:
        yield from _by_lines(path, text)
        return
    for place, around in _values(data):
        kinds = _right_of(path, place, around)
        if kinds and (line := yaml_lines.line_of(text, place)):
            yield line, kinds


def _values(value: Any, place: Field = (), around: Any = None) -> Iterator[tuple[Field, Any]]:
    """Yield the way to each key and entry, and the nearest mapping around it."""
    yield place, around
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _values(part, (*place, key), value)
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from _values(part, (*place, position), around)


def _right_of(path: str, place: Field, around: Any) -> Kinds:
    """Return what the value of a field may hold."""
    if any(step in _SOURCES for step in place[-2:]):
        return _SOURCE
    if path in (paths.ORGANISATIONS, paths.EXAMPLE_ORGANISATIONS):
        return _of_channel(place, around)
    if path == paths.SETTINGS and place[:1] in (("security",), ("errors_to",), ("signing_key",)):
        return _KEY if place[0] == "signing_key" else _CONTACTS
    if path == paths.VOCABULARY and {"name", "former", "aliases"} & set(place):
        return _NAMES
    if path == paths.VOCABULARY and place[:1] in _TOWNS and len(place) == 2:
        return _CODES
    if place[-1:] != ("id",):
        return _NOTHING
    return _CODES if path == paths.LAW else _DRAWN if path.startswith(paths.CASES) else _NOTHING


def _of_channel(place: Field, around: Any) -> Kinds:
    """Return what a field of an organisation may hold: in the value of a channel, that by which it is reached."""
    if "value" not in place[-2:] or "channels" not in place:
        return _NOTHING
    from build_tools.models import IN_WORDS

    kind = around.get("kind") if place[-1] == "value" else ""
    return _CONTACTS if kind and kind not in IN_WORDS else _WHERE_TO_GO


def _by_lines(path: str, text: str) -> Iterator[tuple[int, Kinds]]:
    """Yield what the lines may hold of a file that cannot be read: more than those of one that can."""
    here = Lines(text)
    for found in _WRITTEN.finditer(text):
        kinds = _right_of(path, ("channels", found[1]), {"kind": "phone"})
        if kinds:
            yield here.at(found.start())[0], kinds
