"""What a field of a model says of its values beside its type: rules of ``validate.generic`` hold the content to it.

The annotation of a list is of each of its entries, that of a mapping of each of its keys.
"""

from dataclasses import dataclass
from functools import partial

from pydantic import Field

Internal = partial(Field, exclude=True)
"""Marks a field that is for maintainers and may stand in no file of the site: nothing writes it."""


@dataclass(frozen=True, slots=True)
class Codes:
    """Marks a field whose values are codes of the named list of the vocabulary. Where something must be ``stated``,
    the code for what is not is none of them."""

    list: str
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks names of a list: of that name in the nearest record around, or in the one of a ``file``; without a name it
    is the list that the record itself is in. Nothing names what it lies in. Lists of the whole content are these:
    ``pages`` and ``situations`` are the pages of the site and those of help, ``ledgers`` what has numbers, ``counted
    places`` the places that have a page."""

    list: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Unique:
    """Marks names of which no two in the whole content are the same, whatever capitals and stroke at the end they have;
    what lies in one ``space`` is compared. The fields ``beside`` it count too, and where one of them says nothing,
    nothing is compared; ``within`` names the kind of record in which alone they differ. What is ``reserved`` has
    another meaning. Of a list it is ``each`` entry, or the whole; of texts that of each language."""

    space: str
    beside: tuple[str, ...] = ()
    within: str = ""
    reserved: tuple[str, ...] = ()
    each: bool = False


@dataclass(frozen=True, slots=True)
class NotBefore:
    """Marks a day that is not before that of another field of the record, nor more than so many ``days`` after it."""

    other: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class NotAfter:
    """Marks a day that is not after that of another field, of the nearest record around that has it."""

    other: str


@dataclass(frozen=True, slots=True)
class MayLieAhead:
    """Marks a day on which something ends or begins to apply; any other day is ``Past``."""


@dataclass(frozen=True, slots=True)
class Past:
    """Marks a day on which somebody did or counted something; models need not write it."""


Annotation = Codes | Ref | Unique | NotBefore | NotAfter | Past
