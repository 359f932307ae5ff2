"""Every set of data that the site offers: its kind, its rows, and the facts of the same for programs.

In: the content in every language, and of stories what may be shown. Out: sets, whose rows are made when asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from build_tools.models import (
    SEVERAL_ANSWERS,
    Case,
    City,
    Ledger,
    Region,
    Site,
    Statement,
    Texts,
    Vocabulary,
    coded_fields,
    public,
    release_order,
)
from build_tools.render.context import Context
from build_tools.render.data import columns
from build_tools.render.data.columns import file_kinds
from build_tools.render.data.kinds import INVENTED_ROW, FileKind
from build_tools.render.figures import LocalLedger
from build_tools.render.statements import all_statements, texts_of_statements

_Row = dict[str, Any]
"""What is known for a line, by column; more than the columns of its file is not written."""

COMMA, SEMICOLON, JSON = ".csv", ".semicolon.csv", ".json"
FILE_FORMS = (COMMA, SEMICOLON, JSON)
"""How the names of the files of one set end."""

_CALLED_IN_JSON = {columns.EXAMPLE_CASES_FILE.name: "cases", columns.CODEBOOK_FILE.name: "codes"}
"""What JSON calls the rows of a set, where not by the name of its kind."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """One set of data. ``make_facts`` tells programs more than the rows, ``copy`` is the name of the set that keeps
    these figures as first published."""

    name: str
    title: str
    kind: FileKind
    rows: Callable[[], Iterable[_Row]]
    make_facts: Callable[[], _Row] | None = None
    forms: tuple[str, ...] = FILE_FORMS
    copy: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it has no row."""
        return next(iter(self.rows()), None) is None

    def records(self) -> Iterator[_Row]:
        """Yield each row as it is written: with what has a column, and nothing else; it says itself whether it is
        invented."""
        for row in self.rows():
            yield {name: name == INVENTED_ROW or row.get(name) for name in self.kind.names}

    def facts(self) -> _Row:
        """Return the same for programs, and whether nothing of it is real."""
        key = _CALLED_IN_JSON.get(self.kind.name, self.kind.name)
        facts = self.make_facts() if self.make_facts else {key: list(self.records())}
        return {"invented": self.kind.is_invented, **facts}


def data_sets(contexts: Sequence[Context], context: Context) -> Iterator[DataSet]:
    """Yield every set of data, as the language of ``context`` calls it; invented stories only in one of their own."""
    site, known = context.site, file_kinds(context)
    figures, frozen = known[columns.FIGURES_FILE.name], known[columns.FROZEN_FILE.name]
    for ledger in site.ledgers.values():
        name, title = f"figures-{ledger.id}", context.mark(figures.is_invented) + LocalLedger(ledger, context).title
        copy = f"{frozen.name}/{name}" if site.published.keeps(ledger) else ""
        rows, facts = partial(_figures, ledger, contexts), partial(_ledger_facts, ledger, contexts)
        yield DataSet(name, title, figures, rows, facts, copy=copy)
        if copy:
            yield DataSet(copy, title, frozen, partial(_frozen, ledger, contexts), forms=(COMMA,))
    others: dict[FileKind, Callable[[], Iterable[_Row]]] = {
        columns.CORRECTIONS_FILE: partial(_changes, site),
        columns.STATEMENTS_FILE: partial(_statements, contexts),
        columns.CASES_FILE: partial(_stories, context.published.cases),
        columns.EXAMPLE_CASES_FILE: partial(_stories, context.examples.cases),
        columns.RELEASES_FILE: partial(_releases, site),
        columns.CODEBOOK_FILE: partial(_codes, site),
    }
    for one, make in others.items():
        kind = known.get(one.name)
        if kind and (one != columns.STATEMENTS_FILE or site.statements):
            yield DataSet(kind.name, context.mark(kind.is_invented) + kind.title, kind, make)


def _figures(ledger: Ledger, contexts: Sequence[Context]) -> Iterator[_Row]:
    """Yield one row for each figure of a ledger, with what it is a part of, as of when and from where it is; then one
    without a number for each that it does not give."""
    about, site = {"as_of": ledger.as_of.isoformat(), "source": ledger.source}, contexts[0].site
    for name, figure in ledger.figures.items():
        labels = _in_each("label", _names(name, ledger, contexts))
        own = {"figure": name, "unit": ledger.unit, **public(figure)}
        yield {**own, **about, **_status(name, ledger, site), **labels}
    for name, missing in ledger.not_given.items():
        yield {"figure": name, **about, **_status(name, ledger, site), **_in_each("label", missing.label)}


def _frozen(ledger: Ledger, contexts: Sequence[Context]) -> Iterator[_Row]:
    """Yield one row for each figure of a ledger as it was published, in an order that no edit changes; what was
    corrected since is not."""
    numbers = contexts[0].site.published.first_numbers(ledger)
    for row in sorted(_figures(ledger, contexts), key=lambda row: row["figure"]):
        if row["figure"] in ledger.figures:
            yield {**row, "value": numbers.get(row["figure"], row["value"])}


def _status(name: str, ledger: Ledger, site: Site) -> _Row:
    """Return what became of a number since it was published."""
    changed = site.corrections.of_figure(ledger.id, name)
    return {
        "mark": site.corrections.mark(name, ledger),
        "first_value": site.published.first_numbers(ledger).get(name) if changed else None,
        "changed_on": changed[-1].change.on.isoformat() if changed else None,
    }


def _in_each(name: str, texts: Mapping[str, str | None]) -> _Row:
    """Return a text in each language in columns of its own."""
    return {f"{name}_{language}": text for language, text in texts.items()}


def _names(name: str, ledger: Ledger, contexts: Sequence[Context]) -> dict[str, str]:
    """Return by language what the pages call a figure."""
    return {context.language: LocalLedger(ledger, context).figure(name).name() for context in contexts}


def _ledger_facts(ledger: Ledger, contexts: Sequence[Context]) -> _Row:
    """Return a ledger with what it counts, what it cannot answer, and the names of its figures."""
    facts = public(ledger)
    for name in ledger.figures:
        own = {**_status(name, ledger, contexts[0].site), "label": _names(name, ledger, contexts)}
        facts["figures"][name] |= own
    return facts


def _changes(site: Site) -> Iterator[_Row]:
    """Yield one row for each correction and planned revision, the oldest first."""
    for part, id_, change in site.corrections.changes():
        yield {"id": id_, "kind": part.removesuffix("s"), **public(change), **_in_each("what", change.what)}


def _statements(contexts: Sequence[Context]) -> Iterator[_Row]:
    """Yield one row for each statement, with its words in each language."""
    texts = {context.language: texts_of_statements(context) for context in contexts}
    for name, (file, _, one) in all_statements(contexts[0]).items():
        today = one.today
        origin = [contexts[0].ledger(file.id).source] if one.finding else []
        cited = (*one.sources, *(today.sources if today else ()))
        yield {
            **public(one),
            "statement": name,
            "briefing": file.id,
            "kind": one.kind,
            "reviewed_on": today.reviewed_on.isoformat() if today else None,
            "replaced_by": file.full_name(one.replaced_by) if one.replaced_by else None,
            "sources": [*origin, *(source.address for source in cited if source.address)],
            **_in_each("text", {language: found[name] for language, found in texts.items()}),
            **_in_each("today", today.text if today else {}),
            **_in_each("searched", one.searched or {}),
        }


def _stories(cases: Iterable[Case]) -> Iterator[_Row]:
    """Yield one row for each story: the codes that it tells; what it does not tell is empty."""
    for case in cases:
        codes = {name: found if name in SEVERAL_ANSWERS else found[0] for name, found in case.stated_codes.items()}
        yield {"id": case.id, "release": case.release, **codes}


def _releases(site: Site) -> Iterator[_Row]:
    """Yield which days each release of tables counts, the oldest first."""
    for one in sorted(site.releases.values(), key=lambda release: release_order(release.id)):
        yield {**public(one.counts), "release": one.id, "total": one.total, "k": site.settings.k}


CODE_LISTS = tuple(sorted({*coded_fields().values(), *coded_fields(Statement).values(), "fields", "units"}))
"""Every list whose codes stand in files of data."""


def code_entries(codes: str, vocabulary: Vocabulary) -> Iterator[tuple[str, Texts, Mapping[str, str], list[str]]]:
    """Yield each code of a list with its label, its definition where it says more, and the next coarser codes: of a
    city its region in each division."""
    places = {**vocabulary.cities, **vocabulary.regions, **vocabulary.parts}
    known: Mapping[str, Any] = places if codes == "places" else getattr(vocabulary, codes)
    for code, label in vocabulary.labels(codes).items():
        match known[code]:
            case City(regions=regions):
                yield code, label, {}, list(dict.fromkeys(regions.values()))
            case Region(part=part):
                yield code, label, {}, [part]
            case term:
                yield code, label, term.definition or {}, [one for one in [getattr(term, "broader", None)] if one]


def _codes(site: Site) -> Iterator[_Row]:
    """Yield one row for each code of each list, with its label and, where it has one, definition in each language."""
    for codes in CODE_LISTS:
        for code, label, definition, broader in code_entries(codes, site.vocabulary):
            defined = {language: definition.get(language, "") for language in label}
            row = {"list": codes, "code": code, "broader": " ".join(broader)}
            yield {**row, **_in_each("label", label), **_in_each("definition", defined)}
