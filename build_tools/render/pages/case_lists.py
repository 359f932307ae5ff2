"""Lists of stories: what stories and lists are called, where lists lie, and the pages that lead to them.

In: published stories, or invented ones, with the lists of those that tell the same code. Out: pages; none of a list is
in the navigation.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from build_tools.aggregate import CaseList, PublicCases
from build_tools.localize import alphabet_key
from build_tools.models import Case, Fragment, Page, Period, Values, fact_fields
from build_tools.plain_words import capital, small
from build_tools.problems import N_
from build_tools.render.authored import page_of_words
from build_tools.render.context import INVENTED, Context, ReviewsByPart, review_notes
from build_tools.render.help.contacts import invented_organisations

_SECTION = "cases/index"
_EXAMPLES = "examples/index.html"
"""The page of the invented cases, as seen from the page of all cases."""

EXAMPLE_CONTACTS = "contacts-examples.html"
"""The page of the invented contacts, in the folder of a language."""

_PLACE, _DENIED = "place", "denied"
_ACCESS = ("access_lawyer", "access_doctor", "access_family")
_BESIDE_TITLE = ("access_lawyer", "complaint")
"""The fields that a line of a list says beside the title, where they are told."""

_FOLDERS = {"access_lawyer": "lawyer"}
"""Fields whose lists lie in a folder of another name."""

_NEWEST = 10
"""So many stories stand on the page that leads to the lists: the first of the newest times."""

Lines = Callable[[], Mapping[str, Values]]
"""Makes the line of each story of a register by its id, once: a story stands in several lists."""


def case_title(case: Case, context: Context) -> str:
    """Return a title such as *Man, Karaganda, May 2023: beatings, threats*."""
    label, about = context.locale.label, ", ".join(_who_where_when(case, context))
    if case.treatment:
        return f"{about}: {', '.join(small(label('treatments', code)) for code in case.treatment)}"
    refused = next((field for field in _ACCESS if getattr(case, field) == _DENIED), "")
    general = context.say(N_("torture or other ill-treatment"))
    return f"{about}: {_within_sentence(refused, _DENIED, context) if refused else general}"


def _who_where_when(case: Case, context: Context) -> Iterator[str]:
    """Yield who it was, where and when, as far as it is told."""
    words, language = context.site.vocabulary, context.language
    if case.gender:
        gender = words.genders[case.gender]
        yield (gender.person or gender.label)[language]
    else:
        yield context.say(N_("Person"))
    if case.age_band and (person := words.age_bands[case.age_band].person):
        yield person[language]
    if case.place:
        yield context.locale.label("places", case.place)
    if case.period:
        yield context.locale.period(case.period)


def _within_sentence(field: str, code: str, context: Context) -> str:
    """Return how titles, lists and lines say a code of a field, within a sentence."""
    texts = context.site.vocabulary.fields[field].says.get(code)
    return texts[context.language] if texts else small(context.locale.label(fact_fields()[field], code))


def _list_name(one: CaseList, context: Context) -> str:
    """Return what the stories of a list share, such as *Lawyer refused*, to stand alone."""
    if one.field == "period":
        return context.locale.period(Period(one.code))
    if one.field == _PLACE:
        return context.locale.label("places", one.code)
    return capital(_within_sentence(one.field, one.code, context))


def registers(context: Context) -> tuple[PublicCases, ...]:
    """Return the stories of real people and the invented ones, where there are some."""
    return tuple(register for register in (context.published, context.examples) if register.cases)


def register_folder(register: PublicCases) -> str:
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
    """Yield the lists, in pieces of a bearable length."""
    for register in registers(context):
        lines = cache(partial(_lines_by_id, register, context))
        for one in register.lists:
            yield from _list_pages(one, register, lines, context)


def _list_pages(one: CaseList, register: PublicCases, lines: Lines, context: Context) -> Iterator[Page]:
    """Yield the pages of one list."""
    size = context.site.settings.cases_per_page
    pieces = [one.cases[start : start + size] for start in range(0, len(one.cases), size)]
    paths = [piece_path(f"{register_folder(register)}/{_address(one)}", at) for at in range(1, len(pieces) + 1)]
    title = f"{_list_name(one, context)} – {context.locale.count(len(one.cases), 'case')}"
    about = context.say(N_("Anonymised descriptions of cases: {group}."), group=title)
    for path, piece in zip(paths, pieces, strict=True):
        body = Fragment("case-list.html", partial(_list_values, path, paths, piece, lines, register, context))
        yield register_page(register, context, path, title, about, body, context.parts("names"))


def _list_values(
    path: str, paths: Iterable[str], piece: Iterable[Case], lines: Lines, register: PublicCases, context: Context
) -> Values:
    """Return the stories of one piece of a list, and the links to all pieces."""
    return {
        "word": context.example_word(context.is_invented(register)),
        "lines": [lines()[case.id] for case in piece],
        "pages": [{"href": other.rpartition("/")[2], "current": other == path} for other in paths],
    }


def piece_path(path: str, number: int) -> str:
    """Return where a piece of a list lies, from 1; no code has a dot and no field is a number, so no other list can
    lie there."""
    return path if number == 1 else f"{path.removesuffix('.html')}.{number}.html"


def _address(one: CaseList) -> str:
    """Return where a list lies in the folder of its register."""
    return f"{_FOLDERS.get(one.field, one.field)}/{one.code}.html"


def _lines_by_id(register: PublicCases, context: Context) -> Mapping[str, Values]:
    return {case.id: _line(case, register, context) for case in register.cases}


def _line(case: Case, register: PublicCases, context: Context) -> Values:
    """Return the line of a story: its title, what is said beside it, and its code."""
    invented = context.is_invented(register)
    codes = ((field, getattr(case, field)) for field in _BESIDE_TITLE)
    return {
        "id": case.id,
        "title": context.mark(invented) + case_title(case, context),
        "beside": " · ".join(_within_sentence(field, code, context) for field, code in codes if code),
        "code": context.say(N_("code {id}"), id=f"{context.example_word(invented)} {case.id}".strip()),
    }


def list_link(one: CaseList, context: Context) -> Values:
    """Return a link to a list as seen from the folder of its register, and how many stories it has."""
    number = context.locale.number(len(one.cases))
    return {"title": _list_name(one, context), "href": _address(one), "number": number}


def cases_home_page(context: Context) -> Iterator[Page]:
    """Yield the page of all cases."""
    yield page_of_words(_SECTION, "cases.html", context, _cases_home, parts=["names"])


def _cases_home(context: Context) -> Values:
    """Return the ways to the published stories, and the address of the page of invented ones, if there is one."""
    lists = _ways_to_lists(context.published, context) if context.published.cases else None
    return {"lists": lists, "examples": _EXAMPLES if context.examples.cases else ""}


def example_cases_page(context: Context) -> Iterator[Page]:
    """Yield the page of the invented cases, which stand apart from the real ones."""
    register = context.examples
    if register.cases:
        body = Fragment("cases-examples.html", partial(_examples, context))
        title, about = context.say(N_("Invented cases")), context.say(INVENTED)
        yield register_page(register, context, f"cases/{_EXAMPLES}", title, about, body, context.parts("names"))


def _examples(context: Context) -> Values:
    """Return the ways to the invented stories, and the address of the invented contacts, if there are some."""
    contacts = EXAMPLE_CONTACTS if invented_organisations(context) else ""
    return {"lists": _ways_to_lists(context.examples, context), "contacts": contacts}


def _ways_to_lists(register: PublicCases, context: Context) -> Values:
    """Return the ways into the lists of a register. ``mark`` begins each heading where all is invented, and ``word``
    stands beside the rest."""
    words, invented = context.site.vocabulary, context.is_invented(register)
    division = words.divisions[-1]
    regions = {code for code, region in words.regions.items() if region.division == division.id}
    links = defaultdict[str, dict[str, Values]](dict)
    for one in register.lists:
        links[one.field][one.code] = list_link(one, context)
    # What is no region of today stands beside the map, below those that are.
    places = sorted(links[_PLACE], key=lambda code: code not in regions)
    newest = sorted(register.cases, key=lambda case: case.period or "", reverse=True)[:_NEWEST]
    return {
        "mark": context.mark(invented),
        "word": context.example_word(invented),
        "count": context.locale.count(len(register.cases), "case"),
        "map_title": division.label[context.language],
        "tiles": _tiles(regions, links[_PLACE], context),
        "places": [links[_PLACE][code] for code in places],
        "folds": [
            (context.locale.label("fields", field), found.values()) for field, found in links.items() if field != _PLACE
        ],
        "lines": [_line(case, register, context) for case in newest],
    }


def _tiles(regions: Iterable[str], links: Mapping[str, Values], context: Context) -> list[Values]:
    """Return regions on the map in alphabetical order: the class of its row and column, and its list, if it has one."""
    found = ((code, context.site.vocabulary.regions[code]) for code in regions)
    tiles = (
        {"name": one.name[context.language], "place": "t-r{}c{}".format(*one.tile), "list": links.get(code)}
        for code, one in found
    )
    return sorted(tiles, key=lambda tile: alphabet_key(str(tile["name"])))
