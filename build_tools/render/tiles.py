"""The country as a map of tiles: each region of the day in its place, and in it the reports that a ledger counts there.

In: a ledger and the positions of the vocabulary. Out: tiles in the order of their names. An empty one is no zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.localize import alphabet_key
from build_tools.models import Ledger, place_page
from build_tools.render import figures
from build_tools.render.context import Context
from build_tools.render.tables import TableLine


@dataclass(frozen=True, slots=True)
class Tile:
    """A region on the map: its row from the north, its column from the west, and a line for each place that is counted
    there, which leads to the page of the place."""

    row: int
    column: int
    lines: tuple[TableLine, ...]


def map_of_tiles(ledger: Ledger, context: Context) -> list[Tile]:
    """Return the map of a ledger; nothing where it counts no place, or regions have no positions."""
    words = context.site.vocabulary
    today = words.division_on(context.site.day).id
    found: dict[str, list[TableLine]] = {}
    for place, line in _lines(ledger, context):
        [*around] = words.regions_around(place, today)
        found.setdefault(around[0] if len(around) == 1 else "", []).append(line)
    regions = {code: one.tile for code, one in words.regions.items() if one.division == today and one.tile}
    tiles = [Tile(*place, tuple(found.get(code, ()))) for code, place in regions.items()]
    tiles.sort(key=lambda tile: [alphabet_key(line.name) for line in tile.lines])
    return tiles if any(tile.lines for tile in tiles) else []


def _lines(ledger: Ledger, context: Context) -> Iterator[tuple[str, TableLine]]:
    """Yield each place that has a page and of which a ledger counts the reports, with its line."""
    pages = {place: page for page, shown in reversed(context.site.counted_places.items()) for place in shown}
    for name, figure in ledger.figures.items():
        if len(figure.codes) == 1 and figure.place in pages:
            large = figures.key_figure(name, ledger, context)
            href = f"{place_page(pages[figure.place])}.html"
            title = context.locale.label("places", figure.place)
            yield figure.place, TableLine(title, large.number, 0, mark=large.mark, href=href)
