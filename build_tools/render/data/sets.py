"""Every set of data that the site offers: its kind, its rows, and the facts of the same for programs.

In: the content in every language, and of stories what may be shown. Out: sets, whose rows are made when asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from build_tools.aggregate import PublicCases
from build_tools.models import SEVERAL_ANSWERS, Figure, Ledger, Site, public, release_order
from build_tools.render.context import Context
from build_tools.render.data.kinds import (
    CASES,
    CODE_LISTS,
    CODEBOOK,
    CORRECTIONS,
    EXAMPLE_CASES,
    FIGURES,
    FROZEN,
    RELEASES,
    STATEMENTS,
    FileKind,
    code_entries,
    file_kinds,
)
from build_tools.render.figures import ShownLedger
from build_tools.render.statements import all_statements, texts_of_statements

_Row = dict[str, Any]
"""What is known for a line, by column; more than the columns of its file is not written."""

_MakeRows = Callable[[], Iterable[_Row]]
COMMA, SEMICOLON, JSON = ".csv", ".semicolon.csv", ".json"
FILE_FORMS = (COMMA, SEMICOLON, JSON)
"""How the names of the files of one set end."""

_CALLED_IN_JSON = {EXAMPLE_CASES: "cases", CODEBOOK: "codes"}
"""What JSON calls the rows of a set, where not by the name of its kind."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """One set of data. ``facts`` are its rows for programs, with what else is said of them; ``invented`` says that
    nothing of it is real, and the title does so too."""

    name: str
    title: str
    kind: FileKind
    rows: _MakeRows
    invented: bool
    make_facts: Callable[[], _Row] | None = None
    forms: tuple[str, ...] = FILE_FORMS

    @property
    def is_empty(self) -> bool:
        """Whether it has no row."""
        return next(iter(self.rows()), None) is None

    def written_rows(self) -> Iterator[_Row]:
        """Yield each row as it is written: with what has a column, and nothing else; it says itself whether it is
        invented."""
        for row in self.rows():
            yield {name: "true" if name == "invented" else row.get(name) for name in self.kind.names}

    def facts(self) -> _Row:
        """Return the same for programs."""
        if self.make_facts:
            return self.make_facts()
        names = [name for name in self.kind.names if name != "invented"]
        key = _CALLED_IN_JSON.get(self.kind.name, self.kind.name)
        return {key: [{name: row.get(name) for name in names} for row in self.rows()]}


def data_sets(contexts: Sequence[Context], context: Context) -> Iterator[DataSet]:
    """Yield every set of data, as the language of ``context`` calls it; invented stories only in one of their own."""
    site, kinds = context.site, file_kinds(context)
    rows: dict[str, _MakeRows] = {
        CORRECTIONS: partial(_changes, site),
        STATEMENTS: partial(_statements, contexts),
        CASES: partial(_stories, context.published),
        EXAMPLE_CASES: partial(_stories, context.examples),
        RELEASES: partial(_releases, site),
        CODEBOOK: partial(_codes, site),
    }
    invented = dict.fromkeys(rows, site.settings.invented) | {
        CASES: context.is_invented(context.published),
        EXAMPLE_CASES: True,
    }
    for ledger in site.ledgers.values():
        yield from _of_ledger(ledger, contexts, context, kinds)
    for name, make in rows.items():
        if name in kinds and (name != STATEMENTS or site.statements):
            title = context.mark(invented[name]) + kinds[name].title
            yield DataSet(name, title, kinds[name], make, invented[name])


def _of_ledger(
    ledger: Ledger, contexts: Sequence[Context], context: Context, kinds: Mapping[str, FileKind]
) -> Iterator[DataSet]:
    """Yield the figures of a ledger, and the copy of them that never changes."""
    invented, name = context.site.settings.invented, f"figures-{ledger.id}"
    title = context.mark(invented) + ShownLedger(ledger, context).title
    rows, facts = partial(_figures, ledger, contexts), partial(_ledger_facts, ledger, contexts)
    yield DataSet(name, title, kinds[FIGURES], rows, invented, facts)
    if context.site.published.keeps(ledger):
        frozen = partial(_frozen, ledger, context.site)
        yield DataSet(frozen_name(name), title, kinds[FROZEN], frozen, invented, forms=(COMMA,))


def frozen_name(name: str) -> str:
    """Return the name of the copy of a set that never changes."""
    return f"{FROZEN}/{name}"


def _figures(ledger: Ledger, contexts: Sequence[Context]) -> Iterator[_Row]:
    """Yield one row for each figure of a ledger, then one without a number for each that it does not give."""
    site = contexts[0].site
    for name, figure in ledger.figures.items():
        labels = _in_each("label", _names(name, ledger, contexts))
        yield {**_row_of_figure(name, figure, ledger), **_status(name, ledger, site), **labels}
    for name, missing in ledger.not_given.items():
        about = {"figure": name, **_origin(ledger), **_status(name, ledger, site)}
        yield {**about, **_in_each("label", missing.label)}


def _in_each(name: str, texts: Mapping[str, str | None]) -> _Row:
    """Return a text in each language in columns of its own."""
    return {f"{name}_{language}": text for language, text in texts.items()}


def _frozen(ledger: Ledger, site: Site) -> Iterator[_Row]:
    """Yield one row for each figure of a ledger as it was published, in an order that no edit changes; what was
    corrected since is not."""
    numbers = site.published.first_numbers(ledger)
    for name, figure in sorted(ledger.figures.items()):
        yield {**_row_of_figure(name, figure, ledger), "value": numbers.get(name, figure.value)}


def _row_of_figure(name: str, figure: Figure, ledger: Ledger) -> _Row:
    """Return a number with what it is a part of, and as of when and from where it is."""
    return {"figure": name, "unit": ledger.unit, **public(figure), **_origin(ledger)}


def _origin(ledger: Ledger) -> _Row:
    return {"as_of": ledger.as_of.isoformat(), "source": ledger.source}


def _status(name: str, ledger: Ledger, site: Site) -> _Row:
    """Return what became of a number since it was published."""
    changed = site.corrections.of_figure(ledger.id, name)
    return {
        "mark": site.corrections.mark(name, ledger),
        "first_value": site.published.first_numbers(ledger).get(name) if changed else None,
        "changed_on": changed[-1].change.on.isoformat() if changed else None,
    }


def _names(name: str, ledger: Ledger, contexts: Sequence[Context]) -> dict[str, str]:
    """Return by language what the pages call a figure."""
    return {context.language: ShownLedger(ledger, context).figure(name).name() for context in contexts}


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


def _stories(register: PublicCases) -> Iterator[_Row]:
    """Yield one row for each story: the codes that it tells; what it does not tell is empty."""
    for case in register.cases:
        codes = {name: found if name in SEVERAL_ANSWERS else found[0] for name, found in case.told.items()}
        yield {"id": case.id, "release": case.release, **codes}


def _releases(site: Site) -> Iterator[_Row]:
    """Yield which days each release of tables counts, the oldest first."""
    for one in sorted(site.releases.values(), key=lambda release: release_order(release.id)):
        yield {**public(one.counts), "release": one.id, "total": one.total, "k": site.settings.k}


def _codes(site: Site) -> Iterator[_Row]:
    """Yield one row for each code of each list, with its label and, where it has one, definition in each language."""
    for codes in CODE_LISTS:
        for code, label, definition, broader in code_entries(codes, site.vocabulary):
            defined = {language: definition.get(language, "") for language in label}
            row = {"list": codes, "code": code, "broader": " ".join(broader)}
            yield {**row, **_in_each("label", label), **_in_each("definition", defined)}
