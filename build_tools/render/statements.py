"""Statements made ready to show: their words, where they are from, how well they are known, what replaced them.

In: the statements of a briefing. Out: the same in one language, with links that hold in any folder of the language.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from build_tools.models import NOT_FOUND, Cited, OthersFigures, Statement, Statements, anchor_of
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_, fill
from build_tools.render.citing import Citation, citation, remark_on
from build_tools.render.codebook import code_address
from build_tools.render.context import Context
from build_tools.render.findings import Finding, findings_of, record_address
from build_tools.render.tables import ShownTable, TableLine, bar_width
from build_tools.render.words import Link, link_to, tied_text

_STATUS = {"stands": N_("Still true"), "answered": N_("Answered"), "overtaken": N_("Overtaken")}
_NOT_REVIEWED = N_("Said on {date}; not reviewed since")
_REVIEWED = N_("{status}; reviewed on {date}")
_REVIEWED_LONG_AGO = N_("{status}; last reviewed on {date}")
_QUOTED = 90
"""So many characters of a statement name it where it is quoted."""

Index = Mapping[str, tuple[Statements, str, Statement]]
"""All statements of the site by their full names, each with its file and code."""


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source: what it is called, where it is, and what is said behind that."""

    title: Markup
    href: str
    rest: str


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement as templates place it. ``name`` is empty of all but findings; ``today`` is what a review found and
    where it was read, which stands before what it ``changed``; ``history`` are the statements before and after it, each
    with its day and status; ``later`` are those that speak of it."""

    id: str
    href: str
    name: str
    paragraphs: tuple[Markup, ...]
    series: ShownTable | None
    as_of: str
    source_kind: Link
    evidence: Link
    searched: Markup | None
    status: str
    today: Markup | None
    today_sources: tuple[ShownSource, ...]
    changed: bool
    replaced_by: Link | None
    history: tuple[Link, ...]
    about: tuple[Link, ...]
    later: tuple[Link, ...]
    see: tuple[Link, ...]
    sources: tuple[ShownSource, ...]
    cite: Citation


def all_statements(context: Context) -> Index:
    """Return all statements of the site by their full names."""
    files = context.site.statements.values()
    return {f"{file.id}/{code}": (file, code, one) for file in files for code, one in file.statements.items()}


def texts_of_statements(context: Context) -> dict[str, str]:
    """Return what each statement says in the language, as one line, by its full name."""
    found = {}
    for file in context.site.statements.values():
        findings = {one.anchor: one.plain for one in findings_of(f"{BRIEFINGS}{file.id}", context)}
        for code, one in file.statements.items():
            said = findings[one.finding] if one.finding else (one.text or {})[context.language]
            found[f"{file.id}/{code}"] = " ".join(said.split())
    return found


def shown_statements(file: Statements, context: Context) -> dict[str, ShownStatement]:
    """Return the statements of a briefing by code."""
    index = all_statements(context)
    findings = {one.anchor: one for one in findings_of(f"{BRIEFINGS}{file.id}", context)} if file.by_finding else {}
    return {code: _shown(file, code, findings, index, context) for code in file.statements}


def _shown(
    file: Statements, code: str, findings: Mapping[str, Finding], index: Index, context: Context
) -> ShownStatement:
    """Return one statement."""
    one, language = file.statements[code], context.language
    finding = findings[one.finding] if one.finding else None
    text = (one.text or {}).get(language, "")
    paragraphs = (finding.text,) if finding else tuple(map(tied_text, filter(None, text.split("\n"))))
    later = [name for name, other in file.statements.items() if code in other.about]
    about = [findings[anchor] for name in one.about if (anchor := file.statements[name].finding)]
    return ShownStatement(
        id=anchor_of(code),
        href=f"../{record_address(file.id, code)}",
        name=_name(finding, context) if finding else "",
        paragraphs=paragraphs,
        series=_table(code, one.series, context) if one.series else None,
        as_of=context.locale.as_of(one.as_of),
        source_kind=_code("source_kinds", one.source_kind, context),
        evidence=_code("evidence", one.evidence, context),
        searched=tied_text(one.searched[language]) if one.searched else None,
        status=_status(one, context),
        today=tied_text(one.today.text[language]) if one.today else None,
        today_sources=tuple(_source(source, context) for source in one.today.sources) if one.today else (),
        changed=one.status in ("answered", "overtaken"),
        replaced_by=_dated(index[file.full_name(one.replaced_by)], context) if one.replaced_by else None,
        history=tuple(_dated(index[name], context, True) for name in _chain(f"{file.id}/{code}", index)),
        about=tuple(Link(_name(one, context), f"../{one.href}") for one in about),
        later=tuple(
            Link(_start(file.statements[name], context), f"../{record_address(file.id, name)}") for name in later
        ),
        see=tuple(Link(link.title, f"../{link.href}") for link in (link_to(name, context) for name in one.see)),
        sources=tuple(_sources(file, one, context)),
        cite=_cited(file, code, paragraphs, context),
    )


def _status(one: Statement, context: Context) -> str:
    """Return how a statement stands: as it was said, or as a review found it."""
    say, date = context.locale.translate, context.locale.date
    if one.today is None:
        return fill(say(_NOT_REVIEWED), date=date(one.as_of))
    said = _REVIEWED_LONG_AGO if one.today.is_old(context.site.day) else _REVIEWED
    return fill(say(said), status=say(_STATUS[one.status]), date=date(one.today.reviewed_on))


def _name(finding: Finding, context: Context) -> str:
    return fill(context.locale.translate(N_("Finding {number}")), number=finding.number)


def _start(one: Statement, context: Context) -> str:
    """Return the first words of a statement, by which it is named where it is linked to."""
    return shortened((one.text or {}).get(context.language, ""))


def shortened(text: str) -> str:
    """Return the first words of a text, cut between words."""
    whole = " ".join(text.split())
    return whole if len(whole) <= _QUOTED else f"{whole[:_QUOTED].rpartition(' ')[0].rstrip(',;:–')} …"


def _code(codes: str, code: str, context: Context) -> Link:
    """Return the name of a code, with the address of what it means."""
    return Link(context.locale.label(codes, code), f"../{code_address(codes, code)}")


def _sources(file: Statements, one: Statement, context: Context) -> Iterator[ShownSource]:
    """Yield the sources; that of a finding is the briefing, where it was published."""
    if one.finding:
        ledger = context.ledger(file.id)
        yield ShownSource(escape(link_to(f"{BRIEFINGS}{file.id}", context).title), ledger.source, "")
    yield from (_source(source, context) for source in one.sources)


def _source(source: Cited, context: Context) -> ShownSource:
    date = f", {context.locale.date(source.date)}" if source.date else ""
    note = f"; {source.note[context.language]}" if source.note else ""
    return ShownSource(tied_text(source.text[context.language]), source.address or "", f"{date}{note}")


def _table(code: str, series: OthersFigures, context: Context) -> ShownTable:
    """Return numbers that others have counted, which add up to nothing."""
    locale, language, largest = context.locale, context.language, max(series.steps.values())
    lines = tuple(
        TableLine(year, locale.number(value), bar_width(value, largest)) for year, value in sorted(series.steps.items())
    )
    invented = context.site.settings.invented
    title, note = context.mark(invented) + series.title[language], series.note[language] if series.note else ""
    name, year = f"{code}_by_year", locale.translate(N_("Year"))
    return ShownTable(name, title, year, series.unit[language], lines, "", invented, note=note)


def _dated(found: tuple[Statements, str, Statement], context: Context, with_status: bool = False) -> Link:
    """Return a link to a statement, named by its day."""
    file, code, one = found
    day = context.locale.as_of(one.as_of)
    return Link(f"{day} ({_status(one, context)})" if with_status else day, f"../{record_address(file.id, code)}")


def _chain(name: str, index: Index) -> Sequence[str]:
    """Return a statement with all that it replaced and that replaced it, by day; nothing where that is it alone."""
    after = {one: file.full_name(kept.replaced_by) for one, (file, _, kept) in index.items() if kept.replaced_by}
    chain, ahead = {name}, [name]
    while ahead:
        here = ahead.pop()
        new = {*([after[here]] if here in after else []), *(one for one, then in after.items() if then == here)} - chain
        chain |= new
        ahead += new
    return sorted(chain, key=lambda one: (index[one][2].as_of, one)) if len(chain) > 1 else ()


def _cited(file: Statements, code: str, paragraphs: Sequence[Markup], context: Context) -> Citation:
    """Return how to quote a statement: by its first words, as of its day. That something was not found is said by who
    looked, not by the Coalition."""
    one, mark = file.statements[code], context.locale.translate(N_("“{text}”"))
    title = fill(mark, text=shortened(paragraphs[0].striptags()))
    path, date = f"{context.language}/{record_address(file.id, code)}", context.locale.as_of(one.as_of)
    author = context.locale.label("source_kinds", one.source_kind) if one.evidence == NOT_FOUND else ""
    return citation(title, path, context, date, one.as_of, remark_on(file.review, context), author)
