"""The pages of the lists of cases: by one field, or by a place and another field. None is in the navigation."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from build_tools.models import NOT_ASKED, NOT_STATED, Case, CaseList, Fragment, Page, PublicCases
from build_tools.problems import N_, fill
from build_tools.render.case_tables import said
from build_tools.render.context import Context
from build_tools.render.pages.case_lists import (
    Fold,
    ListLink,
    address,
    folds,
    link_to_list,
    register_folder,
    register_page,
    registers,
)
from build_tools.render.pages.case_titles import PLACE, field_name, list_title, place_name, titles

_SAID_BESIDE = ("access_lawyer", "complaint")
"""The fields that a line of a list says beside the title, where they are stated."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of a list of cases: ``beside`` is what it says beside the title, ``code`` the code of the case."""

    id: str
    title: str
    beside: str
    code: str


@dataclass(frozen=True, slots=True)
class PieceLink:
    """A link to one piece of a list."""

    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class CaseListPage:
    """What one piece of a list places: its cases, its other pieces, narrower lists and the two wider ones; ``word``
    stands above the list where all is invented."""

    word: str
    lines: list[CaseLine]
    pages: list[PieceLink]
    folds: list[Fold]
    wider: list[ListLink]


WriteLine = Callable[[Case], CaseLine]
Key = tuple[str, str]
"""A field of lists, and the first code of a list."""


@dataclass(frozen=True, slots=True)
class Near:
    """The lists of a register by what they are of: those of one field, and those that are of a place besides."""

    of_one: Mapping[Key, CaseList]
    of_two: Mapping[Key, list[CaseList]]


def case_list_pages(context: Context) -> Iterator[Page]:
    """Yield the lists, in pieces of a bearable length."""
    for register in registers(context):
        near, write = _near(register), line_writer(register, context)
        for shown in register.lists:
            yield from _list_pages(shown, register, near, write, context)


def _near(register: PublicCases) -> Near:
    """Return the lists of a register by field and code; one of two fields stands under both."""
    of_two = defaultdict[Key, list[CaseList]](list)
    for shown in register.lists:
        if shown.place:
            of_two[PLACE, shown.place].append(shown)
            of_two[shown.field, shown.codes[0]].append(shown)
    return Near({(shown.field, shown.codes[0]): shown for shown in register.lists if not shown.place}, of_two)


def _list_pages(
    shown: CaseList, register: PublicCases, near: Near, write: WriteLine, context: Context
) -> Iterator[Page]:
    """Yield the pages of one list."""
    size = context.site.settings.cases_per_page
    parts = [shown.cases[start : start + size] for start in range(0, len(shown.cases), size)]
    subpath = f"{register_folder(register)}/{address(shown)}"
    names = [piece_name(subpath, number) for number in range(1, len(parts) + 1)]
    title = list_title(shown, context)
    about = fill(context.locale.translate(N_("Anonymised descriptions of cases: {group}.")), group=title)
    word = context.example_word(context.is_invented(register))
    for name, part in zip(names, parts, strict=True):
        values = partial(_list_values, word, part, name, names, shown, near, write, context)
        body, reviews = Fragment("case-list.html", values), context.parts("names")
        yield register_page(register, context, name, title, about, body, reviews)


def piece_name(subpath: str, number: int) -> str:
    """Return where a piece of a list lies, from 1; no code has a dot and no field is a number, so no other list can
    lie there."""
    return subpath if number == 1 else f"{subpath.removesuffix('.html')}.{number}.html"


def _list_values(
    word: str,
    part: tuple[Case, ...],
    name: str,
    names: list[str],
    shown: CaseList,
    near: Near,
    write: WriteLine,
    context: Context,
) -> tuple[CaseListPage]:
    """Return what one piece of a list places."""
    pieces = [PieceLink(other.rsplit("/", 1)[1], other == name) for other in names]
    wider, narrower = _wider(shown, near, context), _narrower(shown, near, context)
    return (CaseListPage(word, [write(case) for case in part], pieces, narrower, wider),)


def _narrower(shown: CaseList, near: Near, context: Context) -> list[Fold]:
    """Return links to lists that hold a part of this one: of a place by the other field, of that by the place."""
    beside = [] if shown.place else near.of_two.get((shown.field, shown.codes[0]), [])
    found = [one for one in beside if len(one.cases) < len(shown.cases)]
    if shown.field == PLACE:
        return folds(found, context)
    links = [ListLink(place_name(one.place, context), address(one), _number(one, context)) for one in found]
    return [Fold(field_name(PLACE, context), links)] if links else []


def _wider(shown: CaseList, near: Near, context: Context) -> list[ListLink]:
    """Return links to the two lists that a list of two fields is a part of."""
    keys = ((PLACE, shown.place), (shown.field, shown.codes[0])) if shown.place else ()
    return [link_to_list(near.of_one[key], context) for key in keys if key in near.of_one]


def _number(shown: CaseList, context: Context) -> str:
    return context.locale.number(len(shown.cases))


def line_writer(register: PublicCases, context: Context) -> WriteLine:
    """Return what makes the line of a case, which stands in several lists."""
    title_of, beside = titles(context), cache(partial(_beside, context))
    invented = context.is_invented(register)
    mark, word = context.mark(invented), context.example_word(invented)
    written: dict[str, CaseLine] = {}

    def line_of(case: Case) -> CaseLine:
        code = fill(context.locale.translate(N_("code {id}")), id=f"{word} {case.id}".strip())
        return CaseLine(case.id, mark + title_of(case), beside(*(getattr(case, name) for name in _SAID_BESIDE)), code)

    def write(case: Case) -> CaseLine:
        if case.id not in written:
            written[case.id] = line_of(case)
        return written[case.id]

    return write


def _beside(context: Context, *codes: str) -> str:
    """Return what is said beside the title of a case."""
    stated = zip(_SAID_BESIDE, codes, strict=True)
    return " · ".join(said(context, name, code) for name, code in stated if code not in (NOT_STATED, NOT_ASKED))
