"""What Typst draws: the bytes of a tagged PDF or of a picture, from a template of ours and its data; and of figures and
briefings each table, each key figure over several briefings, the map, the card that messengers show beside a link, and
each briefing as a PDF. Tables of releases have no picture, for their lines are many.

In: the content in every language. Out: files, made when they are written, and all that they say, for nobody can read it
in what is drawn; always the same bytes: only the fonts that Typst itself carries, no clock, nothing from the network.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache, partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.files.paths import BRIEFINGS
from build_tools.git import result_cache
from build_tools.models import Download, Values
from build_tools.problems import N_
from build_tools.render import tables, words
from build_tools.render.authored import page_citation, remark_on
from build_tools.render.context import COALITION, INVENTED, Context
from build_tools.render.figures import LocalLedger, legend, newest_first
from build_tools.render.statements import known_now
from build_tools.text.markdown import blocks, sentences

if TYPE_CHECKING:
    import typst

_DOTS = 96
"""In an inch: more of them make a picture too heavy for a slow network."""


def typeset(template: Path, values: Values, is_pdf: bool = True) -> bytes:
    """Return the PDF of a template, or its picture of one page; other files it may name lie in its folder.

    Raises ``ValueError`` with what Typst says of it, on one line.
    """
    data, folder = json.dumps(values, ensure_ascii=False, sort_keys=True), template.parent
    files = (text for file in sorted(folder.rglob("*")) for text in (str(file.relative_to(folder)), _digest(file)))
    try:
        found = result_cache.made(
            lambda: _compiled(is_pdf, template, data), "typst", str(is_pdf), template.name, data, *files
        )
    except OSError as error:  # of the moment, not of what is drawn
        found = _reason(error, template)
    if isinstance(found, str):
        raise ValueError(found)
    return found


def _digest(file: Path) -> str:
    """Return a digest of a file that a template may name; nothing of what is none, or cannot be read."""
    try:
        return sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
    except OSError:
        return ""


def _compiled(is_pdf: bool, template: Path, data: str) -> bytes | str:
    """Return what is made of a template, or what Typst says of it."""
    import typst

    try:
        return typst.compile(
            str(template),
            root=str(template.parent),
            format="pdf" if is_pdf else "png",
            font_paths=_fonts(),
            sys_inputs={"data": data},
            ppi=_DOTS,
            pdf_standards="ua-1" if is_pdf else None,
            timestamp=0,
        )
    except (ValueError, RuntimeError) as error:
        return _reason(error, template)


def _reason(error: Exception, template: Path) -> str:
    reason = " ".join(str(error).replace(f"{template.parent}/", "").split())
    return f"{'/'.join(template.parts[-3:])}: {reason}"


@cache
def _fonts() -> "typst.Fonts":
    """Return the fonts that Typst itself carries, read once."""
    import typst

    return typst.Fonts(include_system_fonts=False)


def all_texts(value: object) -> str:
    """Return each text in plain data on a line."""
    if isinstance(value, str):
        return value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return "\n".join(filter(None, map(all_texts, parts)))


PLACEHOLDER = re.compile(r"\[[^\[\]\n]+\](?![(\[:])")
"""Words in square brackets that are no link: what a briefing left to be filled in."""

_Drawing = tuple[str, str, Values]
"""The path in the site, the name of the template, and all that is drawn."""


def drawn_files(contexts: Iterable[Context], folder: Path) -> Iterator[Download]:
    """Yield every picture and paper; ``folder`` holds the templates."""
    for context in contexts:
        about = {
            "language": context.language,
            "coalition": context.say(COALITION),
            "invented": context.say(INVENTED) if context.site.settings.invented else "",
            "of_these": context.say(N_("of these")),
            "total_name": context.say(N_("Total")),
        }
        briefings = newest_first(context)
        for path, template, own in chain(_of_newest(briefings[0]), *map(_of_briefing, briefings)):
            make = partial(typeset, folder / template, {**about, **own}, path.endswith(".pdf"))
            yield Download(path, make, all_texts({**about, **own}))


def _of_briefing(local: LocalLedger) -> Iterator[_Drawing]:
    """Yield each table of a briefing, its first number as a card, where pages name it, and its words."""
    for table in tables.ledger_tables(local):
        yield _chart(table, [local.covers], local, local.href)
    if card_of(local):
        large = local.key_figures[0]
        number = f"{large.number} {large.mark}".strip()
        yield local.picture(large.id), "card.typ", {**_alone(large.name(), [], local, ""), "number": number}
    yield paper_of(local), "briefing.typ", _paper(local)


def _of_newest(newest: LocalLedger) -> Iterator[_Drawing]:
    """Yield each key figure over several briefings, where no line joins the steps, for nobody counted in between; and
    the map of the newest, if it has one."""
    context = newest.context
    for series in tables.key_series(context):
        yield _chart(series, [], newest, "statistics.html")
    if tiles := tables.map_of_tiles(newest):
        found, marks = map_picture(newest), legend([line.mark for one in tiles for line in one["lines"]], context)
        about = _alone(found["title"], [newest.covers], newest, "statistics.html")
        drawn = [{**tile, "lines": [asdict(line) for line in tile["lines"]]} for tile in tiles]
        note = N_(
            "Each tile is a region of today, in its place. In an empty one no city was named; that is not a zero."
        )
        own = {"tiles": drawn, "legend": marks, "about_tiles": context.say(note)}
        yield found["picture"], "map.typ", {**about, **own}


def _chart(table: tables.FiguresTable, notes: list[str], local: LocalLedger, page: str) -> _Drawing:
    return table.picture, "chart.typ", {**_alone(table.title, notes, local, page), "table": asdict(table)}


def map_picture(newest: LocalLedger) -> Values:
    """Return where the picture of the map lies, what it is called, with the number of all, and its day."""
    first, mark = newest.key_figures[0], newest.context.mark(newest.context.site.settings.invented)
    title = f"{mark}{first.name()}: {first.number}"
    return {"picture": newest.picture("map"), "title": title, "as_of": newest.as_of}


def card_of(local: LocalLedger) -> str:
    """Return the public address of the card of a briefing, once the site has one. A copy elsewhere would lead whoever
    shares it back here, so a site with copies has no cards."""
    settings = local.context.site.settings
    is_alone = not (settings.address_is_placeholder or settings.mirrors or settings.onion_address)
    return settings.url(local.picture(local.ledger.key_figures[0])) if is_alone else ""


def _alone(title: str, notes: Iterable[str], local: LocalLedger, page: str) -> Values:
    """Return what a picture says around its numbers, for it is seen alone: its day, who says it, whether it is a
    translation, and the address of its page, once that is decided."""
    context = local.context
    briefing = context.say(N_("Briefing of {date}"), date=local.date)
    reported = N_("What was reported is not all that happened.")
    claimed = N_("A report is an allegation, not a court finding.")
    source = sentences((context.say(COALITION), briefing, remark_on(local.ledger.review, context)))
    return {
        "title": title,
        "as_of": local.as_of,
        "notes": [*notes, context.say(claimed), context.say(reported)],
        "source": [source, *_address_of(page, context)],
    }


def _address_of(subpath: str, context: Context) -> list[str]:
    """Return the public address of a page of the language, once it is decided."""
    settings = context.site.settings
    return [] if settings.address_is_placeholder else [settings.url(f"{context.language}/{subpath}")]


def paper_of(local: LocalLedger) -> str:
    """Return where the PDF of a briefing lies, by a name that says what it is when it was saved."""
    return f"{BRIEFINGS}{local.id}-{local.context.language}.pdf"


def _paper(local: LocalLedger) -> Values:
    context, own = local.context, local.context.words(f"{BRIEFINGS}{local.id}")
    version = context.say(N_("Version: {day}"), day=context.site.day.isoformat())
    gap = N_("The words in square brackets are a gap of the briefing itself: it gives no contacts.")
    to_whom = context.say(N_("How to report today, and to whom"))
    today = [f"{to_whom}: {one}" for one in _address_of("report.html", context)]
    cited = page_citation(own, context, local.date, local.ledger.days["briefing"])
    return {
        "title": words.title_of(own, context),
        "about": sentences((local.as_of, *context.notes_on(own.about, "figures", "names"))),
        "blocks": list(_blocks(local)),
        "voice": context.say(N_("Note of this site")),
        "gap": " ".join([context.say(gap), *today]),
        "tables": [asdict(table) for table in tables.ledger_tables(local)],
        "covers": local.covers,
        "cannot_title": context.say(N_("What these figures cannot answer")),
        "cannot": local.cannot_answer,
        "imprint": [cited.text, f"{context.say(N_('Source:'))} {local.ledger.source}"],
        "footer": f"{words.headline_of(own, context)} · {version}",
    }


def _blocks(local: LocalLedger) -> Iterator[Values]:
    """Yield the words of a briefing in blocks. Steps are numbered findings; ``now`` is what is known of one today."""
    context, number = local.context, 0
    known = known_now(local.id, context)
    for block in blocks(words.in_markdown(context.words(f"{BRIEFINGS}{local.id}"), context)):
        number = number + 1 if block.kind == "step" else 0
        found = known.get(block.id, {})
        today = found and found["one"].today
        yield {
            "kind": block.kind,
            "text": block.text,
            "number": context.locale.number(number),
            "gap": bool(PLACEHOLDER.search(block.text)),
            "now": [sentences([found["status"]]), today.text[context.language]] if today else [],
        }
