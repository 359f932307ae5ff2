"""The pages of the lists of stories, by one field. None is in the navigation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from build_tools.models import Case, CaseList, Fragment, Page, PublicCases
from build_tools.problems import N_, fill
from build_tools.render.context import Context
from build_tools.render.pages.case_lists import (
    address,
    register_folder,
    register_page,
    registers,
)
from build_tools.render.pages.case_titles import list_title, said, titles

_SAID_BESIDE = ("access_lawyer", "complaint")
"""The fields that a line of a list says beside the title, where they are told."""


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
    """What one piece of a list places: its stories and its other pieces; ``word`` stands above the list where all is
    invented."""

    word: str
    lines: list[CaseLine]
    pages: list[PieceLink]


WriteLine = Callable[[Case], CaseLine]


def case_list_pages(context: Context) -> Iterator[Page]:
    """Yield the lists, in pieces of a bearable length."""
    for register in registers(context):
        write = line_writer(register, context)
        for shown in register.lists:
            yield from _list_pages(shown, register, write, context)


def _list_pages(shown: CaseList, register: PublicCases, write: WriteLine, context: Context) -> Iterator[Page]:
    """Yield the pages of one list."""
    size = context.site.settings.cases_per_page
    parts = [shown.cases[start : start + size] for start in range(0, len(shown.cases), size)]
    subpath = f"{register_folder(register)}/{address(shown)}"
    names = [piece_name(subpath, number) for number in range(1, len(parts) + 1)]
    title = list_title(shown, context)
    about = fill(context.locale.translate(N_("Anonymised descriptions of cases: {group}.")), group=title)
    word = context.example_word(context.is_invented(register))
    for name, part in zip(names, parts, strict=True):
        values = partial(_list_values, word, part, name, names, write)
        body, reviews = Fragment("case-list.html", values), context.parts("names")
        yield register_page(register, context, name, title, about, body, reviews)


def piece_name(subpath: str, number: int) -> str:
    """Return where a piece of a list lies, from 1; no code has a dot and no field is a number, so no other list can
    lie there."""
    return subpath if number == 1 else f"{subpath.removesuffix('.html')}.{number}.html"


def _list_values(
    word: str, part: tuple[Case, ...], name: str, names: list[str], write: WriteLine
) -> tuple[CaseListPage]:
    """Return what one piece of a list places."""
    pieces = [PieceLink(other.rsplit("/", 1)[1], other == name) for other in names]
    return (CaseListPage(word, [write(case) for case in part], pieces),)


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


def _beside(context: Context, *codes: str | None) -> str:
    """Return what is said beside the title of a story."""
    told = zip(_SAID_BESIDE, codes, strict=True)
    return " · ".join(said(context, name, code) for name, code in told if code)
