"""Stories: the list of all of them by time, and one page for each; and the page of the invented contacts.

In: published stories, or invented ones, which stand apart. Out: pages; none of a story is in the navigation.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Any

from build_tools.files.paths import EXAMPLE_ORGANISATIONS
from build_tools.models import Case, Fragment, Page, Period, Values, fact_fields
from build_tools.problems import N_
from build_tools.render.aggregate import PublicCases
from build_tools.render.authored import page_of_words
from build_tools.render.context import INVENTED, Context, ReviewsByPart, review_notes
from build_tools.render.help.contacts import OrganisationEntry, by_kind, entry_of, invented_organisations
from build_tools.text.markdown import small

_SECTION = "cases/index"
_EXAMPLES = "examples/index.html"
"""The page of the invented cases, as seen from the page of all cases."""

_EXAMPLE_CONTACTS = "contacts-examples.html"
"""The page of the invented contacts, in the folder of a language."""

_DIGIT = re.compile("[0-9]")
_DENIED = "denied"
_ACCESS_FIELDS = ("access_lawyer", "access_doctor", "access_family")
_within = cache(small)  # for names of codes, which are few
_BESIDE_TITLE = ("access_lawyer", "complaint")
"""The fields that a line of the list says beside the title, where they are told."""


def _case_title(case: Case, context: Context) -> str:
    """Return a title such as *Man, Karaganda, May 2023: beatings, threats*."""
    label, about = context.locale.label, ", ".join(_who_where_when(case, context))
    if case.treatment:
        return f"{about}: {', '.join(_within(label('treatments', code)) for code in case.treatment)}"
    refused = next((field for field in _ACCESS_FIELDS if getattr(case, field) == _DENIED), "")
    general = context.say(N_("torture or other ill-treatment"))
    return f"{about}: {_within_sentence(refused, _DENIED, context) if refused else general}"


def _who_where_when(case: Case, context: Context) -> Iterator[str]:
    """Yield who it was, where and when, as far as it is told."""
    words, language = context.site.vocabulary, context.language
    gender, age = words.genders.get(case.gender or ""), words.age_bands.get(case.age_band or "")
    yield (gender.person or gender.label)[language] if gender else context.say(N_("Person"))
    if age and age.person:
        yield age.person[language]
    if case.place:
        yield context.locale.label("places", case.place)
    if case.period:
        yield context.locale.period(case.period)


def _within_sentence(field: str, code: str, context: Context) -> str:
    """Return how titles and lines say a code of a field, within a sentence."""
    texts = context.site.vocabulary.fields[field].says.get(code)
    return texts[context.language] if texts else _within(context.locale.label(fact_fields()[field], code))


def _register_folder(register: PublicCases) -> str:
    """Return the folder of a register in the folder of a language."""
    return "cases/examples" if register.example else "cases"


def register_page(
    register: PublicCases,
    context: Context,
    subpath: str,
    title: str,
    description: str,
    body: Fragment,
    parts: ReviewsByPart,
    **about: Any,
) -> Page:
    """Return a page of a register; what is invented says so in its title and is not for search engines."""
    mark = context.mark(context.is_invented(register))
    return Page(
        language=context.language,
        subpath=subpath,
        title=mark + title,
        description=mark + description,
        body=body,
        notes=tuple(review_notes((), parts, context.locale)),
        example=register.example,
        noindex=register.example,
        **{"section": _SECTION, **about},
    )


def case_list_pages(context: Context) -> Iterator[Page]:
    """Yield the list of all stories, in pieces of a bearable length, the words about them on its first page; then that
    of the invented ones, which stand apart."""
    yield page_of_words(_SECTION, "cases.html", context, _first_page, parts=["names"])
    yield from _list_pages(context.published, context.say(N_("Published cases")), 2, context)
    yield from _list_pages(context.examples, context.say(N_("Invented cases")), 1, context)


def _first_page(context: Context) -> Values:
    """Return the first stories, and the address of the page of invented ones, if there is one."""
    found = _piece(context.published, 1, context) if context.published.cases else None
    return {"list": found, "examples": _EXAMPLES if context.examples.cases else ""}


def _list_pages(register: PublicCases, name: str, first: int, context: Context) -> Iterator[Page]:
    """Yield the pages of a list from ``first`` on."""
    for number, place in enumerate(_places_of_pages(register, context)[first - 1 :], first):
        title = name if number == 1 else context.say(N_("{title}: page {number}"), title=name, number=number)
        about = context.say(N_("Anonymised descriptions of cases: {group}."), group=title)
        about = context.say(INVENTED) if register.example else about
        body = Fragment("case-list.html", partial(_list_values, register, number, context))
        path = f"{_register_folder(register)}/{place}"
        yield register_page(register, context, path, title, about, body, context.parts("names"))


def _list_values(register: PublicCases, number: int, context: Context) -> Values:
    """Return the stories of a page, and beside invented ones the address of the invented contacts, if there are
    some."""
    contacts = _EXAMPLE_CONTACTS if register.example and invented_organisations(context) else ""
    return {"list": _piece(register, number, context), "contacts": contacts}


def _places_of_pages(register: PublicCases, context: Context) -> list[str]:
    """Return where the pages of a list lie; no code of a story has a dot, so nothing else can lie there."""
    starts = range(0, len(register.cases), context.site.settings.cases_per_page)
    return [f"index.{number}.html" if number > 1 else "index.html" for number, _ in enumerate(starts, 1)]


def _piece(register: PublicCases, number: int, context: Context) -> Values:
    """Return the stories of one page of a list, the newest time first, and the links to all its pages. ``mark`` begins
    the heading and each line where all is invented, and ``word`` stands beside the rest."""
    invented, size = context.is_invented(register), context.site.settings.cases_per_page
    pages = enumerate(_places_of_pages(register, context), 1)
    return {
        "mark": context.mark(invented),
        "word": context.example_word(invented),
        "count": context.locale.count(len(register.cases), "case"),
        "lines": [_line(case, context) for case in register.newest[(number - 1) * size : number * size]],
        "pages": [{"href": href, "current": own == number} for own, href in pages],
    }


def _line(case: Case, context: Context) -> Values:
    """Return the line of a story: its code, its title, and what is said beside it."""
    codes = ((field, getattr(case, field)) for field in _BESIDE_TITLE)
    beside = " · ".join(_within_sentence(field, code, context) for field, code in codes if code)
    return {"id": case.id, "title": _case_title(case, context), "beside": beside}


def case_pages(context: Context) -> Iterator[Page]:
    """Yield one page for each story; the code stands above the title, which others may share."""
    for register in (context.published, context.examples):
        mark, about = context.mark(context.is_invented(register)), context.say(N_("Anonymised description of a case."))
        folder, alike = _register_folder(register), dict[str, Page]()
        for case in register.cases:
            reviews = [case.review[context.language]] if context.language in case.summary else []
            body = Fragment("case.html", partial(_case_values, case, register, context))
            state = reviews[0].state if reviews else ""
            if state not in alike:
                parts = {**context.parts("names"), "summary": reviews}
                alike[state] = register_page(register, context, "", "", about, body, parts)
            title, code = mark + _case_title(case, context), mark + context.say(N_("code {id}"), id=case.id)
            yield replace(alike[state], subpath=f"{folder}/{case.id}.html", title=title, body=body, kicker=code)


def _case_values(case: Case, register: PublicCases, context: Context) -> Values:
    """Return what the page of a story places: its words, and what its fields are called with the names of its codes."""
    label = context.locale.label
    facts = [(label("fields", field), _names_of(codes, field, context)) for field, codes in case.stated_codes.items()]
    return {
        "facts": facts,
        "summary": case.summary.get(context.language, ""),
        "not_translated": context.language in case.not_translated,
        "word": context.example_word(context.is_invented(register)),
    }


def _names_of(codes: Iterable[str], field: str, context: Context) -> str:
    """Return the names of codes that stand in one field."""
    label, listed = context.locale.label, fact_fields()[field]
    first, *others = (label(listed, Period(code) if field == "period" else code) for code in codes)
    return ", ".join([first, *map(_within, others)])


def example_contacts_page(context: Context) -> Iterator[Page]:
    """Yield the page of the invented contacts, which stand on no page that somebody in need opens."""
    if invented_organisations(context):
        body = Fragment("contacts-examples.html", partial(_example_contacts, context))
        title, about = context.say(N_("Invented contacts")), context.say(INVENTED)
        parts = {"organisations": [context.site.organisations[EXAMPLE_ORGANISATIONS].review[context.language]]}
        yield register_page(context.examples, context, _EXAMPLE_CONTACTS, title, about, body, parts, section="report")


def _example_contacts(context: Context) -> Values:
    """Return what the page of the invented contacts places."""
    mark = context.mark(True)
    found = by_kind(invented_organisations(context), context, lambda one, _: _example_of(entry_of(one, context), mark))
    return {"groups": found}


def _example_of(entry: OrganisationEntry, mark: str) -> OrganisationEntry:
    """Return an invented entry as nobody can take it for real: each contact marked, none to press, none to dial, each
    digit of a number an X."""
    values = [_DIGIT.sub("X", one.value) if one.is_phone else one.value for one in entry.channels]
    channels = (
        replace(one, value=mark + value, href="", outside=False, checked=mark + one.checked)
        for one, value in zip(entry.channels, values, strict=True)
    )
    return replace(entry, channels=tuple(channels))
