"""Findings and statements: their words, where they are from, how well they are known, what replaced them.

In: the words of a briefing and its statements. Out: the same in one language, with links from the folder of the
language. A finding is a numbered item of the words, and has no words of its own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.models import NOT_FOUND, Cited, OthersFigures, Statement, Statements, Values, anchor_of
from build_tools.paths import BRIEFINGS, statements_file
from build_tools.problems import N_
from build_tools.render import words
from build_tools.render.citing import Citation, citation, remark_on
from build_tools.render.context import Context, Link
from build_tools.render.tables import FiguresTable, TableLine, bar_width
from build_tools.render.words import link_to, tied_text

_FINDING = re.compile(r'([a-z0-9-]+)">\s*(?:<p>)?<a class="anchor"[^<>]*>(\d+)</a> ')
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
    """One finding of a briefing: its anchor there, its number, its words, and where its record stands."""

    anchor: str
    number: str
    text: Markup
    href: str

    @property
    def plain(self) -> str:
        """Its words without marks, with plain spaces."""
        return " ".join(self.text.striptags().split())


def findings_in(name: str, context: Context) -> list[BriefingFinding]:
    """Return the findings of the briefing that has the words ``name``, in their order."""
    html = "".join(words.html_halves(context.words(name), context))
    items = [piece.rpartition('<li id="')[2] for piece in html.split("</li>")[:-1]]
    found = [(match, item) for item in items if (match := _FINDING.match(item))]
    return [
        BriefingFinding(
            match[1],
            match[2],
            Markup(item[match.end() :].strip().removesuffix("</p>").strip()),
            _finding_address(name, match[1], context),
        )
        for match, item in found
    ]


def _finding_address(name: str, anchor: str, context: Context) -> str:
    """Return where the record of a finding stands, or the finding itself where it has none."""
    briefing = name.removeprefix(BRIEFINGS)
    file = context.site.statements.get(statements_file(briefing))
    code = file.by_finding.get(anchor) if file else None
    return f"{name}.html#{anchor}" if code is None else record_address(briefing, code)


def record_address(briefing: str, code: str) -> str:
    """Return where the record of a statement stands."""
    return f"statements/{briefing}.html#{anchor_of(code)}"


def all_statements(context: Context) -> _Index:
    """Return all statements of the site by their full names."""
    files = context.site.statements.values()
    return {f"{file.id}/{code}": (file, code, one) for file in files for code, one in file.statements.items()}


def texts_of_statements(context: Context) -> dict[str, str]:
    """Return the words of each statement in the language, on one line, by its full name."""
    found = {}
    for file in context.site.statements.values():
        findings = {one.anchor: one.plain for one in findings_in(f"{BRIEFINGS}{file.id}", context)}
        for code, one in file.statements.items():
            text = findings[one.finding] if one.finding else (one.text or {})[context.language]
            found[f"{file.id}/{code}"] = " ".join(text.split())
    return found


def statement_values(file: Statements, context: Context) -> dict[str, Values]:
    """Return the statements of a briefing by code, as templates place them."""
    index = all_statements(context)
    findings = {one.anchor: one for one in findings_in(f"{BRIEFINGS}{file.id}", context)} if file.by_finding else {}
    return {code: _values(file, code, findings, index, context) for code in file.statements}


def _values(
    file: Statements, code: str, findings: Mapping[str, BriefingFinding], index: _Index, context: Context
) -> Values:
    """Return one statement with what stands beside it. ``name`` is empty of all but findings; ``history`` are the
    statements before and after it, each with its day and status; ``later`` are those that speak of it."""
    one, language = file.statements[code], context.language
    finding = findings[one.finding] if one.finding else None
    paragraphs = [finding.text] if finding else [*map(tied_text, (one.text or {})[language].split("\n"))]
    paragraphs = [text for text in paragraphs if text]
    later = [(name, other) for name, other in file.statements.items() if code in other.about]
    about = [findings[anchor] for name in one.about if (anchor := file.statements[name].finding)]
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
        "about": [Link(_finding_name(one, context), one.href) for one in about],
        "later": [
            Link(shortened((other.text or {}).get(language, "")), record_address(file.id, name))
            for name, other in later
        ],
        "see": [link_to(name, context) for name in one.see],
        "sources": [*([_origin(file, context)] if finding else []), *one.sources],
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


def _origin(file: Statements, context: Context) -> Cited:
    """Return the source of a finding: the briefing, where it was published."""
    text = {context.language: link_to(f"{BRIEFINGS}{file.id}", context).title}
    return Cited(text=text, address=context.ledger(file.id).source)


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
    chain = [other for other in index if _last(other, index) == last]
    found = [index[other] for other in sorted(chain, key=lambda other: (index[other][2].as_of, other))]
    return found if len(found) > 1 else []


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
