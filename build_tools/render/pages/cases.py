"""One page for each story: its words, the codes that they tell in groups, and ways to the lists that it stands in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from build_tools.aggregate import PublicCases
from build_tools.models import Case, Fragment, Page, Period, Values, fact_fields
from build_tools.plain_words import small
from build_tools.problems import N_
from build_tools.render.context import Context
from build_tools.render.pages.case_lists import case_title, list_link, register_folder, register_page, registers

_WHERE, _WHAT = N_("When and where"), N_("Who and what was reported")
_ACCESS, _AFTER = N_("Who was let in"), N_("What happened after")
_GROUPS = {
    **dict.fromkeys(("period", "place", "detention_place", "authority"), _WHERE),
    **dict.fromkeys(("access_lawyer", "access_doctor", "access_family"), _ACCESS),
    **dict.fromkeys(("complaint", "assistance"), _AFTER),
}
"""Under which heading a field stands; one that is not named here tells who it was and what was reported."""

_FILED = ("filed", "under_investigation")
_COMPLAINT_WAYS = (
    (*_FILED, "in_court"),
    (*_FILED, "discontinued"),
    (*_FILED, "in_court", "conviction"),
)
"""The stages of a complaint that was filed; the first way with the present stage is shown."""


def case_pages(context: Context) -> Iterator[Page]:
    """Yield one page for each story."""
    for register in registers(context):
        links = _list_links_by_case(register, context)
        for case in register.cases:
            yield _case_page(case, register, links[case.id], context)


def _list_links_by_case(register: PublicCases, context: Context) -> Mapping[str, list[Values]]:
    """Return by id the links to the lists that a story stands in, which are the same for many."""
    found = defaultdict[str, list[Values]](list)
    for one in register.lists:
        link = list_link(one, context)
        for case in one.cases:
            found[case.id].append(link)
    return found


def _case_page(case: Case, register: PublicCases, lists: Sequence[Values], context: Context) -> Page:
    """Return the page of one story; the code stands above the title, which others may share."""
    title = case_title(case, context)
    about = context.say(N_("Anonymised description of a case: {title}."), title=title)
    path = f"{register_folder(register)}/{case.id}.html"
    reviews = [case.review[context.language]] if context.language in case.summary else []
    parts = {**context.parts("names"), "summary": reviews}
    code = context.mark(context.is_invented(register)) + context.say(N_("code {id}"), id=case.id)
    body = Fragment("case.html", partial(_case_values, case, register, lists, context))
    return register_page(register, context, path, title, about, body, parts, kicker=code)


def _case_values(case: Case, register: PublicCases, lists: Sequence[Values], context: Context) -> Values:
    """Return what the page of a story places."""
    return {
        "groups": list(_fact_groups(case, context)),
        "summary": case.summary.get(context.language, ""),
        "not_translated": context.language in case.not_translated,
        "lists": lists,
        "word": context.example_word(context.is_invented(register)),
    }


def _fact_groups(case: Case, context: Context) -> Iterator[tuple[str, list[Values]]]:
    """Yield the headings, each with the fields below it that a story tells."""
    for heading in (_WHERE, _WHAT, _ACCESS, _AFTER):
        facts = [(field, codes) for field, codes in case.told.items() if _GROUPS.get(field, _WHAT) == heading]
        if facts:
            yield context.say(heading), [_fact(field, codes, context) for field, codes in facts]


def _fact(field: str, codes: Sequence[str], context: Context) -> Values:
    """Return what a field is called with the names of its codes; of a complaint with the stages of its way."""
    name = context.locale.label("fields", field)
    way = next((way for way in _COMPLAINT_WAYS if codes[0] in way), ()) if field == "complaint" else ()
    return {"name": name, "text": _names_of(codes, field, context), "stages": _stages(way, codes[0], context)}


def _names_of(codes: Iterable[str], field: str, context: Context) -> str:
    """Return the names of codes that stand in one field."""
    label, listed = context.locale.label, fact_fields()[field]
    first, *others = (label(listed, Period(code) if field == "period" else code) for code in codes)
    return ", ".join([first, *map(small, others)])


def _stages(way: Iterable[str], present: str, context: Context) -> list[tuple[str, bool]]:
    """Return the stages of a way that the codebook has, each with whether it is the present one."""
    known = context.site.vocabulary.complaints
    return [(context.locale.label("complaints", stage), stage == present) for stage in way if stage in known]
