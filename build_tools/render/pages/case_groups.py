"""The groups that cases are listed by, with their place in the site and on the tile map, and the page of them all."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from build_tools.localize import alphabet_key
from build_tools.models import NOT_STATED, Case, Page, PublicCases
from build_tools.render.context import Context
from build_tools.render.words import page_of_words

SECTION = "cases/index"


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """One list of cases; ``subpath`` is where its first page lies in the folder of a language."""

    title: str
    subpath: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class RegionTile:
    """A region on the map: ``place`` is the class of its row and column, ``group`` its cases or nothing."""

    name: str
    place: str
    group: CaseGroup | None


@dataclass(frozen=True, slots=True)
class RegionMap:
    """The regions of one administrative division."""

    title: str
    tiles: tuple[RegionTile, ...]


@dataclass(frozen=True, slots=True)
class CaseLists:
    """The ways into the lists of a register; ``mark`` begins each heading where all is invented."""

    mark: str
    maps: list[RegionMap]
    places: list[CaseGroup]
    periods: list[CaseGroup]


@dataclass(frozen=True, slots=True)
class CasesHome:
    """What the entry page of all cases places; a register without cases has no lists."""

    mark: str
    published: CaseLists | None
    examples: CaseLists | None


def register_folder(shown: PublicCases) -> str:
    """Return the folder of a register in the folder of a language."""
    return "cases/examples" if shown.example else "cases"


def groups_of(shown: PublicCases, context: Context) -> list[CaseGroup]:
    """Return every list of a register: by region, then by time."""
    return [*_by_region(shown, context).values(), *_by_period(shown, context)]


def _by_region(shown: PublicCases, context: Context) -> dict[str, CaseGroup]:
    """Return the lists by code of the region, or of the coarser place where no region is stated."""
    return {
        code: CaseGroup(context.locale.label("places", code), f"{register_folder(shown)}/region/{code}.html", cases)
        for code, cases in shown.by_region.items()
    }


def _by_period(shown: PublicCases, context: Context) -> list[CaseGroup]:
    """Return the lists by time, newest first, what is not stated last."""
    found = shown.by_period
    return [
        CaseGroup(context.locale.period(code), f"{register_folder(shown)}/period/{code}.html", found[code])
        for code in sorted(found, key=lambda code: (code != NOT_STATED, code), reverse=True)
    ]


def _region_maps(shown: PublicCases, context: Context) -> list[RegionMap]:
    """Return a map of each division that has cases, the newest first, with all its regions by name."""
    found = _by_region(shown, context)
    divisions = reversed(context.site.vocabulary.divisions)
    made = (RegionMap(d.label[context.language], _region_tiles(d.id, found, context)) for d in divisions)
    return [one for one in made if any(tile.group for tile in one.tiles)]


def _region_tiles(division: str, found: dict[str, CaseGroup], context: Context) -> tuple[RegionTile, ...]:
    """Return the regions of a division in alphabetical order, which is their order on a phone."""
    regions = context.site.vocabulary.regions.items()
    made = (
        RegionTile(region.name[context.language], "t-r{}c{}".format(*region.tile), found.get(code))
        for code, region in regions
        if region.division == division
    )
    return tuple(sorted(made, key=lambda tile: alphabet_key(tile.name)))


def _beside_the_map(shown: PublicCases, context: Context) -> list[CaseGroup]:
    """Return the lists of places coarser than a region."""
    regions = context.site.vocabulary.regions
    found = _by_region(shown, context).items()
    return sorted((group for code, group in found if code not in regions), key=attrgetter("title"))


def case_pieces(cases: tuple[Case, ...], size: int) -> list[tuple[Case, ...]]:
    """Cut a list into pages of ``size`` cases."""
    return [cases[start : start + size] for start in range(0, len(cases), size)]


def cases_home_page(context: Context) -> Iterator[Page]:
    """Yield the entry page of all cases; invented ones stand apart."""
    yield page_of_words(SECTION, "cases.html", context, _ways_in, parts=["names"], noindex=not context.release)


def _ways_in(context: Context) -> CasesHome:
    """Return what the entry page of all cases places."""
    mark = context.mark(context.is_invented(context.published))
    return CasesHome(mark, _case_lists(context.published, context), _case_lists(context.examples, context))


def _case_lists(register: PublicCases, context: Context) -> CaseLists | None:
    """Return the ways into the lists of a register; nothing where it has no cases."""
    if not register.cases:
        return None
    return CaseLists(
        mark=context.mark(context.is_invented(register)),
        maps=_region_maps(register, context),
        places=_beside_the_map(register, context),
        periods=_by_period(register, context),
    )
