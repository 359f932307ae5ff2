"""The page that leads to every file of data, to what it holds, and says on which terms it may be used.

In: the content in one language. Out: one page; the files themselves are made elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from build_tools.models import Licence, Page
from build_tools.problems import N_, fill
from build_tools.render import linked_data
from build_tools.render.authored import page_of_words
from build_tools.render.codebook import CODEBOOK, file_anchor
from build_tools.render.context import Context
from build_tools.render.data.cells import COMMA, SEMICOLON
from build_tools.render.data.kinds import FIGURES, FROZEN
from build_tools.render.data.sets import JSON, DataSet, data_sets, frozen_name
from build_tools.render.pages.briefings import ledgers_newest_first
from build_tools.render.words import Link

_FORMS = {
    COMMA: ("CSV", N_("{name}: CSV")),
    SEMICOLON: ("CSV (;)", N_("{name}: CSV with semicolons, for Excel in Kazakh or Russian")),
    JSON: ("JSON", N_("{name}: JSON")),
}
"""What the link to a form of a set says, beside the name of the set and read alone."""


@dataclass(frozen=True, slots=True)
class FileLink:
    """A link to one file; ``alone`` is what it says to who hears it without what stands around it."""

    title: str
    href: str
    alone: str


@dataclass(frozen=True, slots=True)
class ShownSet:
    """One set of data: its files, whether it is there but ``empty``, what its columns are, and its copy for good."""

    title: str
    empty: bool
    files: list[FileLink]
    columns: str
    frozen: list[FileLink]


@dataclass(frozen=True, slots=True)
class DataPage:
    """What the page of data places."""

    downloads: list[ShownSet]
    licence: Link | None


def data_page(context: Context) -> Iterator[Page]:
    """Yield the page that leads to every file of data."""
    linked = partial(linked_data.of_data, context.words("data"), ledgers_newest_first(context))
    yield page_of_words("data", "data.html", context, _data, linked, noindex=not context.release)


def _data(context: Context) -> DataPage:
    """Return what the page of data places, the newest briefing first."""
    sets = list(data_sets([context], context))
    figures = sorted((one for one in sets if one.kind.name == FIGURES), key=lambda one: one.name, reverse=True)
    others = [one for one in sets if one.kind.name not in (FIGURES, FROZEN)]
    frozen = {one.name: one for one in sets if one.kind.name == FROZEN}
    shown = [_shown(one, frozen.get(frozen_name(one.name)), context) for one in (*figures, *others)]
    return DataPage(shown, _licence(context.site.settings.licence))


def _shown(data: DataSet, frozen: DataSet | None, context: Context) -> ShownSet:
    """Return one set of data."""
    empty = next(iter(data.rows()), None) is None
    files = [_file(data, form, context) for form in data.forms]
    copies = [_file(frozen, form, context) for form in frozen.forms] if frozen else []
    return ShownSet(data.title, empty, files, f"{CODEBOOK}#{file_anchor(data.kind.name)}", copies)


def _file(data: DataSet, form: str, context: Context) -> FileLink:
    """Return the link to one form of a set."""
    title, alone = _FORMS[form]
    return FileLink(title, f"../data/{data.name}{form}", fill(context.locale.translate(alone), name=data.title))


def _licence(licence: Licence | None) -> Link | None:
    """Return the terms of use, if they are decided."""
    return Link(licence.name, licence.address) if licence else None
