"""Pictures to take away: each table of a briefing as PNG. Tables of releases have none: their lines are many.

In: ledgers. Out: files, made when they are written, and all that they say, for nobody can read it in what is drawn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from build_tools.models import Download, Ledger, Values
from build_tools.pdf import Unset, png
from build_tools.problems import N_, Problem, Refused
from build_tools.render import figures, tables
from build_tools.render.citing import remark_on, sentences
from build_tools.render.context import COALITION, INVENTED, Context
from build_tools.render.help.kit import all_texts

_NOT_ALL = N_("What was reported is not all that happened.")


def picture_files(contexts: Sequence[Context], folder: Path) -> Iterator[Download]:
    """Yield every picture; ``folder`` holds the Typst templates."""
    for path, values in _pictures(contexts):
        yield Download(path, partial(_drawn, folder / "chart.typ", values))


def words_of_pictures(contexts: Sequence[Context]) -> dict[str, str]:
    """Return all that the pictures say, by their path in the site."""
    return {path: all_texts(values) for path, values in _pictures(contexts)}


def _pictures(contexts: Sequence[Context]) -> Iterator[tuple[str, Values]]:
    for context in contexts:
        for ledger in context.site.briefings.values():
            for table in tables.ledger_tables(ledger, context):
                yield table.picture, chart(table, ledger, context)


def chart(table: tables.FiguresTable, ledger: Ledger, context: Context) -> Values:
    """Return what the picture of a table says: what its page shows, and whence it is, for it is read alone."""
    part = context.say(N_("of these"))
    lines = [{**asdict(line), "name": f"{part}: {line.name}" if line.within else line.name} for line in table.lines]
    legend = [f"{sign} {meaning}" for sign, meaning in table.legend]
    notes = (table.why, *legend, figures.covers(ledger, context), context.say(_NOT_ALL))
    return {
        "language": context.language,
        "title": table.title,
        "head": f"{table.as_of} · {table.head}",
        "lines": lines,
        "total": table.total,
        "total_name": context.say(N_("Total")),
        "notes": list(filter(None, notes)),
        "source": _source(ledger, context),
        "invented": context.say(INVENTED) if context.site.settings.invented else "",
    }


def _source(ledger: Ledger, context: Context) -> list[str]:
    """Return who says it and when, whether it is a translation, and the address of the page, once it is decided."""
    settings, own = context.site.settings, f"{context.language}/figures/{ledger.id}.html"
    said = context.say(N_("Briefing of {date}"), date=figures.briefing_date(ledger, context))
    line = sentences((context.say(COALITION), said, remark_on(ledger.review, context)))
    return [line, *([] if settings.address_is_placeholder else [settings.url(own)])]


def _drawn(template: Path, values: Values) -> bytes:
    """Return a picture. Raises ``Refused`` where its template fails."""
    try:
        return png(template, values)
    except Unset as unset:
        path = f"{template.parent.parent.name}/{template.parent.name}/{template.name}"
        raise Refused([Problem(path, unset.message, values={"reason": unset.reason})]) from None
