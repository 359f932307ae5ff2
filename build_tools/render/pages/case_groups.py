"""The groups that cases are listed by, with their place in the site and on the tile map, and the page of them all."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from build_tools.localize import alphabet_key
from build_tools.models import NOT_STATED, Case, Page, PublicCases
from build_tools.render.authored import page_of_words
from build_tools.render.context import Context

SECTION = "cases/index"


@dataclass(frozen=True, slots=True)
class Group:
    """One list of cases; ``subpath`` is where its first page lies in the folder of a language."""

    title: str
    subpath: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A region on the map: ``place`` is the class of its row and column, ``group`` its cases or nothing."""

    name: str
    place: str
    group: Group | None


@dataclass(frozen=True, slots=True)
class Map:
    """The regions of one administrative division."""

    title: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """The ways into the lists of a register; ``mark`` begins each heading where all is invented."""

    mark: str
    maps: list[Map]
    places: list[Group]
    periods: list[Group]


@dataclass(frozen=True, slots=True)
class CasesHome:
    """What the entry page of all cases places; a register without cases has no lists."""

    mark: str
    published: Lists | None
    examples: Lists | None


def folder(shown: PublicCases) -> str:
    """Return the folder of a register in the folder of a language."""
    return "cases/examples" if shown.example else "cases"


def groups(shown: PublicCases, context: Context) -> list[Group]:
    """Return every list of a register: by region, then by time."""
    return [*by_region(shown, context).values(), *by_period(shown, context)]


def by_region(shown: PublicCases, context: Context) -> dict[str, Group]:
    """Return the lists by code of the region, or of the coarser place where no region is stated."""
    return {
        code: Group(context.locale.label("places", code), f"{folder(shown)}/region/{code}.html", cases)
        for code, cases in shown.by_region.items()
    }


def by_period(shown: PublicCases, context: Context) -> list[Group]:
    """Return the lists by time, newest first, what is not stated last."""
    found = shown.by_period
    return [
        Group(context.locale.period(code), f"{folder(shown)}/period/{code}.html", found[code])
        for code in sorted(found, key=lambda code: (code != NOT_STATED, code), reverse=True)
    ]


def maps(shown: PublicCases, context: Context) -> list[Map]:
    """Return a map of each division that has cases, the newest first, with all its regions by name."""
    found = by_region(shown, context)
    divisions = reversed(context.site.vocabulary.divisions)
    made = (Map(d.label[context.language], tiles(d.id, found, context)) for d in divisions)
    return [one for one in made if any(tile.group for tile in one.tiles)]


def tiles(division: str, found: dict[str, Group], context: Context) -> tuple[Tile, ...]:
    """Return the regions of a division in alphabetical order, which is their order on a phone."""
    regions = context.site.vocabulary.regions.items()
    made = (
        Tile(region.name[context.language], "t-r{}c{}".format(*region.tile), found.get(code))
        for code, region in regions
        if region.division == division
    )
    return tuple(sorted(made, key=lambda tile: alphabet_key(tile.name)))


def beside_the_map(shown: PublicCases, context: Context) -> list[Group]:
    """Return the lists of places coarser than a region."""
    regions = context.site.vocabulary.regions
    found = by_region(shown, context).items()
    return sorted((group for code, group in found if code not in regions), key=attrgetter("title"))


def pieces(cases: tuple[Case, ...], size: int) -> list[tuple[Case, ...]]:
    """Cut a list into pages of ``size`` cases."""
    return [cases[start : start + size] for start in range(0, len(cases), size)]


def cases_home(context: Context) -> Iterator[Page]:
    """Yield the entry page of all cases; invented ones stand apart."""
    yield page_of_words(SECTION, "cases.html", context, ways_in, parts=["names"], noindex=not context.release)


def ways_in(context: Context) -> CasesHome:
    """Return what the entry page of all cases places."""
    mark = context.mark(context.is_invented(context.published))
    return CasesHome(mark, lists(context.published, context), lists(context.examples, context))


def lists(register: PublicCases, context: Context) -> Lists | None:
    """Return the ways into the lists of a register; nothing where it has no cases."""
    if not register.cases:
        return None
    return Lists(
        mark=context.mark(context.is_invented(register)),
        maps=maps(register, context),
        places=beside_the_map(register, context),
        periods=by_period(register, context),
    )
