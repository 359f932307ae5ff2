"""What Typst draws of figures and briefings to take away: each table, each key figure over several briefings, the map,
the card that messengers show beside a link, and each briefing as a PDF. Tables of releases have no picture, for their
lines are many.

In: the content in every language. Out: files, made when they are written, and all that they say, for nobody can read it
in what is drawn. The template of each lies in ``site_src/drawn``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from functools import partial
from itertools import chain
from pathlib import Path

from build_tools.models import NEWEST, Download, Values
from build_tools.paths import BRIEFINGS, statements_file
from build_tools.pdf import pdf, png
from build_tools.plain_words import blocks
from build_tools.problems import N_
from build_tools.render import tables, words
from build_tools.render.citing import page_citation, remark_on, sentences
from build_tools.render.context import COALITION, INVENTED, Context
from build_tools.render.figures import ShownLedger, legend
from build_tools.render.help.paper import all_texts, typeset
from build_tools.render.statements import statement_values

PLACEHOLDER = re.compile(r"\[[^\[\]\n]+\](?![(\[:])")
"""Words in square brackets that are no link: what a briefing left to be filled in."""

_REPORTED = N_("What was reported is not all that happened.")
_CLAIMED = N_("A report is an allegation, not a court finding.")
_TILES = N_("Each tile is a region of today, in its place. In an empty one no city was named; that is not a zero.")
_APART = N_(
    "Where nothing is said to be added, the briefings count reports of different times, or the difference is not spelt "
    "out: compare them with care."
)

_Drawing = tuple[str, str, Values]
"""The path in the site, the name of the template, and all that is drawn."""


def drawn_files(contexts: Iterable[Context], folder: Path) -> Iterator[Download]:
    """Yield every picture and paper; ``folder`` holds the templates."""
    for path, template, values in chain.from_iterable(kind(context) for context in contexts for kind in _KINDS):
        make = partial(typeset, pdf if path.endswith(".pdf") else png, folder / template, values)
        yield Download(path, make, all_texts(values))


def _briefings(context: Context) -> list[ShownLedger]:
    return [ShownLedger(ledger, context) for ledger in context.site.briefings.values()]


def _charts(context: Context) -> Iterator[_Drawing]:
    """Yield each table of each briefing."""
    for shown in _briefings(context):
        for table in tables.ledger_tables(shown):
            about = _alone(table.title, [*_notes_on(table), shown.covers], shown, shown.href)
            yield table.picture, "chart.typ", {**about, **_bars(table, context)}


def _series_charts(context: Context) -> Iterator[_Drawing]:
    """Yield each key figure over several briefings; no line joins its steps, for nobody counted in between."""
    for one in tables.key_series(context):
        notes = [*_meanings(one["legend"]), *([context.say(_APART)] * one["apart"])]
        about = _alone(one["title"], notes, ShownLedger(context.ledger(NEWEST), context), "statistics.html")
        lines = tuple(_step_line(line, context) for line in one["lines"])
        table = tables.FiguresTable(one["name"], one["title"], "", one["head"], lines, total="")
        yield one["picture"], "chart.typ", {**about, **_bars(table, context)}


def _step_line(step: Values, context: Context) -> tables.TableLine:
    """Return a step of a series as a line, which says of which time its briefing counted."""
    names = (step["as_of"], step["label"], context.say(N_("counted: {time}"), time=step["counted"]))
    return tables.TableLine(" · ".join(filter(None, names)), step["number"], step["width"], mark=step["mark"])


def _maps(context: Context) -> Iterator[_Drawing]:
    """Yield the map of the newest briefing, if it has one."""
    newest = ShownLedger(context.ledger(NEWEST), context)
    if tiles := tables.map_of_tiles(newest):
        marks = legend([line.mark for tile in tiles for line in tile.lines], context)
        notes, found = [context.say(_TILES), *_meanings(marks), newest.covers], map_picture(context)
        about = _alone(found["title"], notes, newest, "statistics.html")
        yield found["picture"], "map.typ", {**about, "tiles": [asdict(tile) for tile in tiles]}


def map_picture(context: Context) -> Values:
    """Return where the picture of the map lies, what it is called, with the number of all, and its day."""
    newest = ShownLedger(context.ledger(NEWEST), context)
    first, mark = newest.key_figures[0], context.mark(context.site.settings.invented)
    title = f"{mark}{first.name()}: {first.number}"
    return {"picture": newest.picture("map"), "title": title, "as_of": newest.as_of}


def _cards(context: Context) -> Iterator[_Drawing]:
    """Yield the first number of each briefing as a card, where pages name it."""
    for shown in _briefings(context):
        if card_of(shown):
            large = shown.key_figures[0]
            number = f"{large.number} {large.mark}".strip()
            yield shown.picture(large.id), "card.typ", {**_alone(large.name(), [], shown, ""), "number": number}


def card_of(shown: ShownLedger) -> str:
    """Return the public address of the card of a briefing, once the site has one. A copy elsewhere would lead whoever
    shares it back here, so a site with copies has no cards."""
    settings = shown.context.site.settings
    is_alone = not (settings.address_is_placeholder or settings.mirrors or settings.onion_address)
    return settings.url(shown.picture(shown.ledger.key_figures[0])) if is_alone else ""


def _about(context: Context) -> Values:
    """Return what each template must know: the language, who speaks, and what is said of what is invented."""
    invented = context.say(INVENTED) if context.site.settings.invented else ""
    return {"language": context.language, "coalition": context.say(COALITION), "invented": invented}


def _alone(title: str, notes: Iterable[str], shown: ShownLedger, page: str) -> Values:
    """Return what a picture says around its numbers, for it is seen alone: its day, who says it, whether it is a
    translation, and the address of its page, once that is decided."""
    context = shown.context
    said = context.say(N_("Briefing of {date}"), date=shown.date)
    source = sentences((context.say(COALITION), said, remark_on(shown.ledger.review, context)))
    return {
        **_about(context),
        "title": title,
        "as_of": shown.as_of,
        "notes": [*notes, context.say(_CLAIMED), context.say(_REPORTED)],
        "source": [source, *_address_of(page, context)],
    }


def _bars(table: tables.FiguresTable, context: Context) -> Values:
    """Return the lines of a table as they are drawn."""
    part = context.say(N_("of these"))
    lines = [{**asdict(line), "name": f"{part}: {line.name}" if line.within else line.name} for line in table.lines]
    return {"unit": table.head, "lines": lines, "total": table.total, "total_name": context.say(N_("Total"))}


def _notes_on(table: tables.FiguresTable) -> list[str]:
    """Return what stands below a table."""
    return [*filter(None, [table.why]), *_meanings(table.legend)]


def _meanings(marks: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{sign} {meaning}" for sign, meaning in marks]


def _address_of(subpath: str, context: Context) -> list[str]:
    """Return the public address of a page of the language, once it is decided."""
    settings = context.site.settings
    return [] if settings.address_is_placeholder else [settings.url(f"{context.language}/{subpath}")]


def paper_of(shown: ShownLedger) -> str:
    """Return where the PDF of a briefing lies, by a name that says what it is when it was saved."""
    return f"{BRIEFINGS}{shown.id}-{shown.context.language}.pdf"


def _papers(context: Context) -> Iterator[_Drawing]:
    """Yield each briefing: its words, what is known now of a finding, its tables, its source."""
    for shown in _briefings(context):
        yield paper_of(shown), "briefing.typ", {**_paper(shown), **_about(context)}


def _paper(shown: ShownLedger) -> Values:
    context, own = shown.context, shown.context.words(f"{BRIEFINGS}{shown.id}")
    version = context.say(N_("Version: {day}"), day=context.site.day.isoformat())
    cited = page_citation(own, context, shown.date, shown.ledger.days["briefing"])
    return {
        "title": words.title_of(own, context),
        "about": sentences((shown.as_of, *context.notes_on(own.about, "figures", "names"))),
        "blocks": list(_blocks(shown)),
        "voice": context.say(N_("Note of this site")),
        "gap": _gap(context),
        "tables": [
            {"title": table.title, "notes": _notes_on(table), **_bars(table, context)}
            for table in tables.ledger_tables(shown)
        ],
        "covers": shown.covers,
        "cannot_title": context.say(N_("What these figures cannot answer")),
        "cannot": shown.cannot_answer,
        "imprint": [cited.text, f"{context.say(N_('Source:'))} {shown.ledger.source}"],
        "footer": f"{words.headline_of(own, context)} · {version}",
    }


def _gap(context: Context) -> str:
    """Return what to say of what a briefing left to be filled in, and where help is found today."""
    gap = context.say(N_("The words in square brackets are a gap of the briefing itself: it gives no contacts."))
    today = context.say(N_("How to report today, and to whom"))
    return " ".join([gap, *(f"{today}: {one}" for one in _address_of("report.html", context))])


def _blocks(shown: ShownLedger) -> Iterator[Values]:
    """Yield the words of a briefing in blocks. Steps are numbered findings; ``now`` is what is known of one today."""
    context, number = shown.context, 0
    file = context.site.statements.get(statements_file(shown.id))
    found = statement_values(file, context) if file else {}
    for block in blocks(words.in_markdown(context.words(f"{BRIEFINGS}{shown.id}"), context)):
        number = number + 1 if block.kind == "step" else 0
        code = file.by_finding.get(block.id, "") if file else ""
        today = file.statements[code].today if file and code else None
        yield {
            "kind": block.kind,
            "text": block.text,
            "number": context.locale.number(number),
            "gap": bool(PLACEHOLDER.search(block.text)),
            "now": [sentences([found[code]["status"]]), today.text[context.language]] if today else [],
        }


_KINDS: tuple[Callable[[Context], Iterator[_Drawing]], ...] = (_charts, _series_charts, _maps, _cards, _papers)
"""Each yields what it draws of one language."""
