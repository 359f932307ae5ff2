"""Each briefing as a PDF to send, print and keep: its words, what is known now of a finding, its tables, its source.

In: words, ledger and statements of a briefing. Out: what is drawn.
"""

import re
from collections.abc import Iterator

from build_tools.models import Ledger, Values
from build_tools.paths import BRIEFINGS, statements_file
from build_tools.plain_words import blocks
from build_tools.problems import N_
from build_tools.render import figures, tables, words
from build_tools.render.citing import page_citation, sentences
from build_tools.render.context import Context
from build_tools.render.drawn.pictures import about_drawing, address_of, bars, notes_on
from build_tools.render.statements import statement_values

PLACEHOLDER = re.compile(r"\[[^\[\]\n]+\](?![(\[:])")
"""Words in square brackets that are no link: what a briefing left to be filled in."""


def paper_of(ledger: Ledger, context: Context) -> str:
    """Return where the PDF of a briefing lies, by a name that says what it is when it was saved."""
    return f"{BRIEFINGS}{ledger.id}-{context.language}.pdf"


def briefing_papers(context: Context) -> Iterator[tuple[str, str, Values]]:
    """Yield each briefing."""
    for ledger in context.site.briefings.values():
        yield paper_of(ledger, context), "briefing.typ", {**_paper(ledger, context), **about_drawing(context)}


def _paper(ledger: Ledger, context: Context) -> Values:
    """Return what the PDF of a briefing says."""
    name = f"{BRIEFINGS}{ledger.id}"
    own, date = context.words(name), figures.briefing_date(ledger, context)
    version = context.say(N_("Version: {day}"), day=context.site.day.isoformat())
    cited = page_citation(own, context, date, ledger.days["briefing"])
    return {
        "title": words.title_of(own, context),
        "about": sentences((figures.ledger_day(ledger, context), *context.notes_on(own.about, "figures", "names"))),
        "blocks": list(_blocks(name, ledger, context)),
        "voice": context.say(N_("Note of this site")),
        "gap": _gap(context),
        "tables": [
            {"title": table.title, "notes": notes_on(table), **bars(table, context)}
            for table in tables.ledger_tables(ledger, context)
        ],
        "covers": figures.covers(ledger, context),
        "cannot_title": context.say(N_("What these figures cannot answer")),
        "cannot": figures.cannot_answer(ledger, context),
        "imprint": [cited.text, f"{context.say(N_('Source:'))} {ledger.source}"],
        "footer": f"{words.headline_of(own, context)} · {version}",
    }


def _gap(context: Context) -> str:
    """Return what to say of what a briefing left to be filled in, and where help is found today."""
    gap = context.say(N_("The words in square brackets are a gap of the briefing itself: it gives no contacts."))
    today = context.say(N_("How to report today, and to whom"))
    return " ".join([gap, *(f"{today}: {one}" for one in address_of("report.html", context))])


def _blocks(name: str, ledger: Ledger, context: Context) -> Iterator[Values]:
    """Yield the words of a briefing in blocks. Steps are numbered findings; ``now`` is what is known of one today."""
    own, number = context.words(name), 0
    file = context.site.statements.get(statements_file(ledger.id))
    found = statement_values(file, context) if file else {}
    for block in blocks(words.in_markdown(own, context)):
        number = number + 1 if block.kind == "step" else 0
        code = file.by_finding.get(block.id, "") if file else ""
        today = file.statements[code].today if file and code else None
        now = [sentences([found[code]["status"]]), today.text[context.language]] if today else []
        yield {
            "kind": block.kind,
            "text": block.text,
            "number": context.locale.number(number),
            "gap": bool(PLACEHOLDER.search(block.text)),
            "now": now,
        }
