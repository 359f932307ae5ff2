"""Findings and statements: their words, where they are from, how well they are known, what replaced them.

In: the words of a briefing and its statements. Out: the same in one language, with links from the folder of the
language. A finding is a numbered item of the words, and has no words of its own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.files.paths import BRIEFINGS, statements_file
from build_tools.models import NOT_FOUND, Cited, OthersFigures, Statement, Statements, Values, anchor_of
from build_tools.problems import N_
from build_tools.render import words
from build_tools.render.authored import Citation, citation, remark_on
from build_tools.render.context import Context, Link
from build_tools.render.tables import FiguresTable, TableLine, bar_width
from build_tools.render.words import link_to, tied_text

_FINDING = re.compile(
    r'<li id="([a-z0-9-]+)">\s*(?:<p>)?<a class="anchor"[^<>]*>(\d+)</a>((?:(?!<li id=|</li>).)*+)</li>', re.DOTALL
)
_STATUS = {
    "open": N_("No full answer"),
    "stands": N_("Partly confirmed since"),
    "answered": N_("Answered"),
    "overtaken": N_("Changed since"),
}
_QUOTED_SIGNS = 90
"""So many characters of a statement name it where it is quoted."""

_Entry = tuple[Statements, str, Statement]
"""A statement with the file and the code under which it stands."""

_Index = Mapping[str, _Entry]
"""All statements of the site by their full names."""


@dataclass(frozen=True, slots=True)
class BriefingFinding:
    """One finding of a briefing: its number, its words, and where its record stands."""

    number: str
    text: Markup
    href: str


_Findings = Mapping[str | None, BriefingFinding]


def findings_in(briefing: str, context: Context) -> _Findings:
    """Return the findings of a briefing in their order by their anchors, each with the address of its record, or its
    own where it has none."""
    name, known = f"{BRIEFINGS}{briefing}", known_now(briefing, context)
    found = _FINDING.findall("".join(words.html_halves(context.words(name), context)))
    return {
        anchor: BriefingFinding(
            number,
            Markup(text.strip().removesuffix("</p>").strip()),
            known.get(anchor, {"href": f"{name}.html#{anchor}"})["href"],
        )
        for anchor, number, text in found
    }


def known_now(briefing: str, context: Context) -> dict[str, Values]:
    """Return by its anchor how each finding of a briefing stands that has a record."""
    file = context.site.statements.get(statements_file(briefing))
    return {
        one.finding: {"one": one, "status": _status(one, context), "href": record_address(briefing, code)}
        for code, one in (file.statements.items() if file else ())
        if one.finding
    }


def record_address(briefing: str, code: str) -> str:
    """Return where the record of a statement stands."""
    return f"statements/{briefing}.html#{anchor_of(code)}"


def all_statements(context: Context) -> _Index:
    """Return all statements of the site by their full names."""
    files = context.site.statements.values()
    return {f"{file.id}/{code}": (file, code, one) for file in files for code, one in file.statements.items()}


def _paragraphs(one: Statement, findings: _Findings, context: Context) -> list[Markup]:
    """Return the words of a statement: those of its finding, or its own."""
    if one.finding:
        return [findings[one.finding].text]
    return [tied_text(text) for text in (one.text or {})[context.language].split("\n") if text]


def texts_of_statements(context: Context) -> dict[str, str]:
    """Return the words of each statement in the language, on one line, by its full name."""
    findings = {file.id: findings_in(file.id, context) for file in context.site.statements.values()}
    return {
        name: " ".join(text.striptags() for text in _paragraphs(one, findings[file.id], context))
        for name, (file, _, one) in all_statements(context).items()
    }


def statement_values(file: Statements, context: Context) -> dict[str, Values]:
    """Return the statements of a briefing by code, as templates place them."""
    index, findings = all_statements(context), findings_in(file.id, context)
    return {code: _values(file, code, findings, index, context) for code in file.statements}


def _values(file: Statements, code: str, findings: _Findings, index: _Index, context: Context) -> Values:
    """Return one statement with what stands beside it. ``name`` is empty of all but findings; ``history`` are the
    statements before and after it, each with its day and status; ``later`` are those that speak of it."""
    one, every = file.statements[code], file.statements.items()
    finding, paragraphs = findings.get(one.finding), _paragraphs(one, findings, context)
    later = [(name, (other.text or {}).get(context.language, "")) for name, other in every if code in other.about]
    # A finding is from the briefing, where it was published.
    briefing, address = link_to(f"{BRIEFINGS}{file.id}", context), context.ledger(file.id).source
    origin = Cited(text={context.language: briefing.title}, address=address)
    about = [found for name in one.about if (found := findings.get(file.statements[name].finding))]
    return {
        "one": one,
        "id": anchor_of(code),
        "href": record_address(file.id, code),
        "name": _finding_name(finding, context) if finding else "",
        "paragraphs": paragraphs,
        "series": _table_of_others(code, one.series, context) if one.series else None,
        "status": _status(one, context) if one.today or finding else "",
        "replaced_by": _dated_link(index[file.full_name(one.replaced_by)], context) if one.replaced_by else None,
        "history": [_dated_link(found, context, True) for found in _chain(f"{file.id}/{code}", index)],
        "about": [Link(_finding_name(found, context), found.href) for found in about],
        "later": [Link(shortened(text), record_address(file.id, name)) for name, text in later],
        "see": [link_to(name, context) for name in one.see],
        "sources": [*([origin] if finding else []), *one.sources],
        "cite": _citation(file, code, paragraphs[0], context),
    }


def _status(one: Statement, context: Context) -> str:
    """Return how a statement stands: as it was said, or as a review found it."""
    if one.today is None:
        return context.say(N_("Said on {date}; not reviewed since"), date=context.locale.date(one.as_of))
    date = context.locale.date(one.today.reviewed_on)
    status = _STATUS[one.status] if one.finding or one.status != "open" else N_("More on this")
    return context.say(N_("{status} (looked at on {date})"), status=context.say(status), date=date)


def _finding_name(finding: BriefingFinding, context: Context) -> str:
    return context.say(N_("Finding {number}"), number=finding.number)


def shortened(text: str) -> str:
    """Return the first words of a text, cut between words."""
    whole = " ".join(text.split())
    return whole if len(whole) <= _QUOTED_SIGNS else f"{whole[:_QUOTED_SIGNS].rpartition(' ')[0].rstrip(',;:–')} …"


def _table_of_others(code: str, series: OthersFigures, context: Context) -> FiguresTable:
    """Return numbers that others have counted, which add up to nothing."""
    number, language, largest = context.locale.number, context.language, max(series.steps.values())
    steps = sorted(series.steps.items())
    return FiguresTable(
        name=f"{code}_by_year",
        title=context.mark(context.site.settings.invented) + series.title[language],
        rows=context.say(N_("Year")),
        head=series.unit[language],
        lines=tuple(TableLine(year, number(value), bar_width(value, largest)) for year, value in steps),
        total="",
        note=series.note[language] if series.note else "",
    )


def _dated_link(found: _Entry, context: Context, with_status: bool = False) -> Link:
    """Return a link to a statement, named by its day."""
    file, code, one = found
    day = context.locale.as_of(one.as_of)
    status = f" · {_status(one, context)}" if with_status and one.today else ""
    return Link(day + status, record_address(file.id, code))


def _chain(name: str, index: _Index) -> list[_Entry]:
    """Return a statement with all that it replaced and that replaced it, by day; nothing where that is it alone."""
    last = _last(name, index)
    chain = sorted((entry[2].as_of, other) for other, entry in index.items() if _last(other, index) == last)
    return [index[other] for _, other in chain] if len(chain) > 1 else []


def _last(name: str, index: _Index) -> str:
    """Return what stands today in the place of a statement: each is replaced by a later one."""
    file, _, one = index[name]
    return _last(file.full_name(one.replaced_by), index) if one.replaced_by else name


def _citation(file: Statements, code: str, first: Markup, context: Context) -> Citation:
    """Return how to quote a statement: by its first words, as of its day. That something was not found is said by who
    looked, not by the Coalition."""
    one = file.statements[code]
    title = context.say(N_("“{text}”"), text=shortened(first.striptags()))
    path, date = f"{context.language}/{record_address(file.id, code)}", context.locale.as_of(one.as_of)
    author = context.locale.label("source_kinds", one.source_kind) if one.evidence == NOT_FOUND else ""
    return citation(title, path, context, date, one.as_of, remark_on(file.review, context), author)
