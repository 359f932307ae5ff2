"""One page for each story: what it is called, its words, the codes that they tell in groups, ways to lists."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from markupsafe import Markup, escape

from build_tools.models import Case, Fragment, Page, Period, PublicCases, Reviewed, fact_fields
from build_tools.plain_words import small
from build_tools.problems import N_, fill
from build_tools.render.context import Context
from build_tools.render.pages.case_lists import ListLink, link_to_list, register_folder, register_page, registers
from build_tools.render.pages.case_titles import titles

_FACT = Markup("<dt>{}</dt><dd>{}</dd>\n")
_STAGES = Markup('<ol class="steps">{}</ol>')
_STAGE, _PRESENT = Markup("<li>{}</li>"), Markup('<li aria-current="step"><strong>{}</strong></li>')

_WHERE, _WHAT = N_("When and where"), N_("Who and what was reported")
_ACCESS, _AFTER = N_("Who was let in"), N_("What happened after")
_GROUPS = {
    **dict.fromkeys(("period", "place", "detention_place", "authority"), _WHERE),
    **dict.fromkeys(("access_lawyer", "access_doctor", "access_family"), _ACCESS),
    **dict.fromkeys(("complaint", "assistance"), _AFTER),
}
"""Under which heading a field stands; one that is not named here tells who it was and what was reported."""

_WAY = ("filed", "under_investigation")
_WAYS = (
    (*_WAY, "in_court"),
    (*_WAY, "discontinued"),
    (*_WAY, "in_court", "conviction"),
)
"""The stages of a complaint that was filed; the first way with the present stage is shown."""

WriteFact = Callable[[str, tuple[str, ...]], Markup]
"""Writes the codes of a field as a line of the list of facts."""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts that belong together, under their heading."""

    title: str
    facts: Markup


@dataclass(frozen=True, slots=True)
class CasePage:
    """What the page of a story places: its words, the codes that they tell, ways back."""

    groups: list[FactGroup]
    summary: str
    not_translated: bool
    lists: list[ListLink]
    word: str


def case_pages(context: Context) -> Iterator[Page]:
    """Yield one page for each case."""
    write, title_of = cache(partial(_fact_html, context)), titles(context)  # most cases share most of their facts
    for register in registers(context):
        lists = _lists_by_case(register, context)
        for case in register.cases:
            values = partial(_case_values, case, register, context, write, lists)
            yield _case_page(case, title_of(case), register, context, values)


def _case_page(
    case: Case, title: str, register: PublicCases, context: Context, values: Callable[[], tuple[CasePage]]
) -> Page:
    """Return the page of one case; the code stands above the title, which others may share."""
    say = context.locale.translate
    description = fill(say(N_("Anonymised description of a case: {title}.")), title=title)
    subpath = f"{register_folder(register)}/{case.id}.html"
    parts = {**context.parts("names"), "summary": _reviews_of(case, context.language)}
    code = context.mark(context.is_invented(register)) + fill(say(N_("code {id}")), id=case.id)
    return register_page(
        register, context, subpath, title, description, Fragment("case.html", values), parts, kicker=code
    )


def _reviews_of(case: Case, language: str) -> list[Reviewed]:
    """Return the review of the words in a language; nothing where they are not translated."""
    return [case.review[language]] if language in case.summary else []


def _case_values(
    case: Case, register: PublicCases, context: Context, write: WriteFact, lists: Mapping[str, list[ListLink]]
) -> tuple[CasePage]:
    """Return what the page of a case places."""
    page = CasePage(
        groups=_fact_groups(case, context, write),
        summary=case.summary.get(context.language, ""),
        not_translated=context.language in case.not_translated,
        lists=lists[case.id],
        word=context.example_word(context.is_invented(register)),
    )
    return (page,)


def _fact_groups(case: Case, context: Context, write: WriteFact) -> list[FactGroup]:
    """Return the codes that a story tells under their headings."""
    lines = defaultdict[str, list[Markup]](list)
    for name, codes in case.told.items():
        lines[_GROUPS.get(name, _WHAT)].append(write(name, codes))
    say, titles = context.locale.translate, (_WHERE, _WHAT, _ACCESS, _AFTER)
    return [FactGroup(say(title), Markup("").join(lines[title])) for title in titles if title in lines]


def _fact_html(context: Context, name: str, codes: tuple[str, ...]) -> Markup:
    """Return a field that a story tells: what it is called, and the names of its codes."""
    said = _stages(codes[0], context) if name == "complaint" else ", ".join(_names_of(codes, name, context))
    return _FACT.format(context.locale.label("fields", name), said)


def _stages(code: str, context: Context) -> str:
    """Return the way of a complaint with the present stage set off; one that went no way stands alone."""
    known = context.site.vocabulary.complaints
    way = next((way for way in _WAYS if code in way), None)
    if way is None:
        return escape(context.locale.label("complaints", code))
    labels = {stage: context.locale.label("complaints", stage) for stage in way if stage in known}
    lines = (_PRESENT.format(name) if stage == code else _STAGE.format(name) for stage, name in labels.items())
    return _STAGES.format(Markup("").join(lines))


def _names_of(codes: tuple[str, ...], name: str, context: Context) -> list[str]:
    """Return the names of codes that stand in one field."""
    if name == "period":
        return [context.locale.period(Period(code)) for code in codes]
    first, *others = (context.locale.label(fact_fields()[name], code) for code in codes)
    return [first, *map(small, others)]


def _lists_by_case(register: PublicCases, context: Context) -> Mapping[str, list[ListLink]]:
    """Return by id the links to the lists of one field that a case stands in, which are the same for many."""
    found = defaultdict[str, list[ListLink]](list)
    for shown in register.lists:
        link = link_to_list(shown, context)
        for case in shown.cases:
            found[case.id].append(link)
    return found
