"""The pages that lead to the lists of cases: of those that are real, and in a preview of the invented ones."""

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.localize import alphabet_key
from build_tools.models import Case, CaseList, Fragment, Page, PublicCases
from build_tools.problems import N_
from build_tools.render.authored import page_of_words
from build_tools.render.context import INVENTED, Context
from build_tools.render.help.contacts import invented_organisations
from build_tools.render.pages.case_list_pages import CaseLine, line_writer
from build_tools.render.pages.case_lists import (
    EXAMPLE_CONTACTS,
    EXAMPLES,
    SECTION,
    Fold,
    ListLink,
    folds,
    link_to_list,
    register_page,
)
from build_tools.render.pages.case_titles import PLACE, field_name

_SHOWN = 10
"""So many cases stand on the page itself: the first of the newest."""


@dataclass(frozen=True, slots=True)
class RegionTile:
    """A region on the map: ``place`` is the class of its row and column, ``list`` its cases or nothing."""

    name: str
    place: str
    list: ListLink | None


@dataclass(frozen=True, slots=True)
class CaseLists:
    """The ways into the lists of a register. ``mark`` begins each heading where all is invented, and ``word`` stands
    beside the rest; ``count`` is how many cases there are."""

    mark: str
    word: str
    count: str
    map_title: str
    tiles: tuple[RegionTile, ...]
    places: Fold
    folds: list[Fold]
    lines: list[CaseLine]


@dataclass(frozen=True, slots=True)
class CasesHome:
    """What the page of all cases places; ``examples`` is the address of the page of invented ones, if there is one."""

    lists: CaseLists | None
    examples: str


@dataclass(frozen=True, slots=True)
class ExamplesHome:
    """What the page of the invented cases places; ``contacts`` is the address of that of invented contacts, if there
    is one."""

    lists: CaseLists
    contacts: str


def cases_home_page(context: Context) -> Iterator[Page]:
    """Yield the page of all cases."""
    yield page_of_words(SECTION, "cases.html", context, _ways_in, parts=["names"])


def _ways_in(context: Context) -> CasesHome:
    """Return what the page of all cases places."""
    register = context.published
    lists = _case_lists(register, context) if register.cases else None
    return CasesHome(lists, EXAMPLES if context.examples.cases else "")


def example_cases_page(context: Context) -> Iterator[Page]:
    """Yield the page of the invented cases, which stand apart from the real ones."""
    register, say = context.examples, context.locale.translate
    if register.cases:
        body = Fragment("cases-examples.html", lambda: _examples(context))
        title, about = say(N_("Invented cases")), say(INVENTED)
        yield register_page(register, context, f"cases/{EXAMPLES}", title, about, body, context.parts("names"))


def _examples(context: Context) -> tuple[ExamplesHome]:
    """Return what the page of the invented cases places."""
    contacts = EXAMPLE_CONTACTS if invented_organisations(context) else ""
    return (ExamplesHome(_case_lists(context.examples, context), contacts),)


def _case_lists(register: PublicCases, context: Context) -> CaseLists:
    """Return the ways into the lists of a register."""
    invented, division = context.is_invented(register), context.site.vocabulary.divisions[-1]
    regions = {code for code, region in context.site.vocabulary.regions.items() if region.division == division.id}
    # What is no region of today stands beside the map, below those that are.
    places = sorted((one for one in register.lists if one.field == PLACE), key=lambda one: one.code not in regions)
    write = line_writer(register, context)
    return CaseLists(
        mark=context.mark(invented),
        word=context.example_word(invented),
        count=context.locale.count(len(register.cases), "case"),
        map_title=division.label[context.language],
        tiles=_tiles(division.id, places, context),
        places=Fold(field_name(PLACE, context), [link_to_list(shown, context) for shown in places]),
        folds=folds([shown for shown in register.lists if shown.field != PLACE], context),
        lines=[write(case) for case in _newest(register)],
    )


def _newest(register: PublicCases) -> list[Case]:
    """Return the first stories of the newest times."""
    return sorted(register.cases, key=lambda case: case.period or "", reverse=True)[:_SHOWN]


def _tiles(division: str, places: list[CaseList], context: Context) -> tuple[RegionTile, ...]:
    """Return the regions of a division in alphabetical order, with the list of each that has one."""
    found = {shown.code: link_to_list(shown, context) for shown in places}
    made = (
        RegionTile(region.name[context.language], "t-r{}c{}".format(*region.tile), found.get(code))
        for code, region in context.site.vocabulary.regions.items()
        if region.division == division
    )
    return tuple(sorted(made, key=lambda tile: alphabet_key(tile.name)))
