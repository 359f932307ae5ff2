"""Cases: an entry page, lists by region and by time, one page for each case. None is in the navigation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from markupsafe import Markup

from build_tools.models import NOT_STATED, UNASKED, Case, Fragment, Page, PublicCases, Reviewed, fact_fields
from build_tools.problems import N_, fill
from build_tools.render.context import Context, ReviewsByPart, review_notes
from build_tools.render.pages.case_groups import SECTION, CaseGroup, case_pieces, groups_of, register_folder
from build_tools.render.words import Link

_FACT = Markup("<dt>{}</dt><dd>{}</dd>\n")

FieldValue = str | tuple[str, ...]
WriteFact = Callable[[str, FieldValue], Markup]
"""Writes the value of a field as a line of the list of facts."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of a list of cases."""

    id: str
    meta: str


@dataclass(frozen=True, slots=True)
class PieceLink:
    """A link to one piece of a list."""

    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class CaseList:
    """What one piece of a list places, and where its other pieces are."""

    lines: list[CaseLine]
    pages: list[PieceLink]


@dataclass(frozen=True, slots=True)
class CasePage:
    """What the page of a case places: coded fields, words where consent allows, ways back."""

    facts: Markup
    summary: str
    not_translated: bool
    lists: list[Link]


def _registers(context: Context) -> tuple[PublicCases, ...]:
    """Return the registers that have cases."""
    return tuple(register for register in (context.published, context.examples) if register.cases)


def case_list_pages(context: Context) -> Iterator[Page]:
    """Yield the lists by region and by time, in pieces of a bearable length."""
    for register in _registers(context):
        for group in groups_of(register, context):
            yield from _list_pages(group, register, context)


def _list_pages(group: CaseGroup, register: PublicCases, context: Context) -> Iterator[Page]:
    """Yield the pages of one list."""
    parts = case_pieces(group.cases, context.site.settings.cases_per_page)
    names = [piece_name(group.subpath, number) for number in range(1, len(parts) + 1)]
    title = fill(context.locale.translate(N_("Cases: {group}")), group=group.title)
    about = fill(context.locale.translate(N_("Anonymised descriptions of cases: {group}.")), group=group.title)
    for name, part in zip(names, parts, strict=True):
        body = Fragment("case-list.html", partial(_list_values, part, name, names, context))
        yield _register_page(register, context, name, title, about, body, context.parts("names"))


def piece_name(subpath: str, number: int) -> str:
    """Return where a piece of a list lies, from 1; no code has a dot, so no other list can lie there."""
    return subpath if number == 1 else subpath.replace(".html", f".{number}.html")


def _list_values(part: tuple[Case, ...], name: str, names: list[str], context: Context) -> tuple[CaseList]:
    """Return what one piece of a list places."""
    pieces = [PieceLink(other.rsplit("/", 1)[1], other == name) for other in names]
    return (CaseList([_case_line(case, context) for case in part], pieces),)


def case_pages(context: Context) -> Iterator[Page]:
    """Yield one page for each case."""
    write = cache(partial(_fact_html, context))  # most cases share most of their facts
    for register in _registers(context):
        for case in register.cases:
            yield _case_page(case, register, context, write)


def _case_page(case: Case, register: PublicCases, context: Context, write: WriteFact) -> Page:
    """Return the page of one case."""
    title = fill(context.locale.translate(N_("Case {id}")), id=case.id)
    about = context.locale.translate(N_("Anonymised description of case {id}: {place}, {period}."))
    place, period = context.locale.label("places", case.place), context.locale.period(case.period)
    description = fill(about, id=case.id, place=place, period=period)
    subpath = f"{register_folder(register)}/{case.id}.html"
    body = Fragment("case.html", partial(_case_values, case, context, write))
    parts = {**context.parts("names"), "summary": _reviews_of(case, context.language)}
    return _register_page(register, context, subpath, title, description, body, parts)


def _reviews_of(case: Case, language: str) -> list[Reviewed]:
    """Return the review of a description in a language; nothing where there is no description."""
    return [case.review[language]] if language in case.summary else []


def _case_values(case: Case, context: Context, write: WriteFact) -> tuple[CasePage]:
    """Return what the page of a case places."""
    page = CasePage(
        facts=Markup("".join(write(name, getattr(case, name)) for name in fact_fields())),
        summary=case.summary.get(context.language, ""),
        not_translated=context.language in case.not_translated,
        lists=_links_to_lists(case, context),
    )
    return (page,)


def _register_page(
    register: PublicCases,
    context: Context,
    subpath: str,
    title: str,
    description: str,
    body: Fragment,
    parts: ReviewsByPart,
) -> Page:
    """Return a page of a register; what is invented says so in its title and is not for search engines."""
    mark = context.mark(context.is_invented(register))
    return Page(
        language=context.language,
        subpath=subpath,
        title=mark + title,
        description=mark + description,
        body=body,
        section=SECTION,
        notes=tuple(review_notes((), parts, context.locale)),
        example=register.example,
        noindex=register.example,
    )


def _fact_html(context: Context, name: str, value: FieldValue) -> Markup:
    """Return a coded field of a case: what it is called, and the names of its codes."""
    return _FACT.format(context.locale.label("fields", name), ", ".join(_names_of(value, name, context)))


def _names_in_field(case: Case, name: str, context: Context) -> list[str]:
    """Return the names of the codes of one field."""
    return _names_of(getattr(case, name), name, context)


def _names_of(value: FieldValue, name: str, context: Context) -> list[str]:
    """Return the names of codes that stand in one field."""
    codes = value if isinstance(value, tuple) else (value,)
    return [context.locale.label(fact_fields()[name], code) for code in codes]


def _case_line(case: Case, context: Context) -> CaseLine:
    """Return one line of a list of cases."""
    stated = [
        _names_in_field(case, name, context) for name in ("period", "place", "treatment") if _stated_in(case, name)
    ]
    return CaseLine(case.id, " · ".join(", ".join(names) for names in stated))


def _stated_in(case: Case, name: str) -> bool:
    """Whether a field says anything."""
    return getattr(case, name) not in (NOT_STATED, (NOT_STATED,), *UNASKED)


def _links_to_lists(case: Case, context: Context) -> list[Link]:
    """Return the two lists that a case stands in; links are relative to the folder of the case."""
    region = context.site.vocabulary.region_of_case(case)
    return [
        Link(context.locale.label("places", region), f"region/{region}.html"),
        Link(context.locale.period(case.period), f"period/{case.period}.html"),
    ]
