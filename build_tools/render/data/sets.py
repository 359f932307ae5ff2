"""Every set of data that the site offers: its kind, its rows, and the facts of the same for programs.

In: the content in every language, and of stories what may be shown. Out: sets, whose rows are made when asked for.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from build_tools.models import (
    SEVERAL_ANSWERS,
    Figure,
    Ledger,
    PublicCases,
    Site,
    fact_fields,
    figure_fields,
    public,
    release_order,
)
from build_tools.render.codebook import LISTS, broader_codes, definition_of, entries_of
from build_tools.render.context import Context
from build_tools.render.data import columns
from build_tools.render.data.columns import FileKind, file_kinds
from build_tools.render.data.tables import (
    FROZEN_FIELDS,
    CodeOfList,
    ColumnOfFile,
    CountedRelease,
    FigureOfLedger,
    FrozenFigure,
    LoggedChange,
    StatementOfBriefing,
    Story,
)
from build_tools.render.figures import figure_name, ledger_title
from build_tools.render.statements import all_statements, texts_of_statements

Row = dict[str, Any]
Facts = Mapping[str, Any]
COMMA, SEMICOLON, JSON = ".csv", ".semicolon.csv", ".json"
FORMS = (COMMA, SEMICOLON, JSON)
"""How the names of the files of one set end."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """One set of data. ``facts`` are its rows for programs, with what else is said of them; ``invented`` says that
    nothing of it is real, and the title does so too."""

    name: str
    title: str
    kind: FileKind
    records: Callable[[], Iterable[Any]]
    facts: Callable[[], Facts]
    invented: bool
    forms: tuple[str, ...] = FORMS

    def rows(self) -> Iterator[Row]:
        """Yield each row by the names of its columns; an invented one says so itself."""
        mark = {"invented": "true"} if self.invented else {}
        return ({**mark, **row_of(record)} for record in self.records())


def row_of(record: Any) -> Row:
    """Return the values of a row, with a column for each text of several languages and each field of a case."""
    row: Row = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in ("parts", "codes"):
            row |= value
        elif isinstance(value, Mapping):
            row |= {f"{field.name}_{language}": text for language, text in value.items()}
        else:
            row[field.name.rstrip("_")] = _plain(value)
    return row


def _plain(value: object) -> object:
    """Return a value as both forms of files have it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else value


def data_sets(contexts: Sequence[Context], context: Context) -> Iterator[DataSet]:
    """Yield every set of data, as the language of ``context`` calls it; invented stories only in one of their own."""
    kinds, invented = file_kinds(context), context.site.settings.invented

    def of_kind(name: str, key: str, records: Callable[[], Iterable[Any]], marked: bool = invented) -> DataSet:
        title = context.mark(marked) + kinds[name].title
        return DataSet(name, title, kinds[name], records, partial(_listed, key, records), marked)

    for ledger in context.site.ledgers.values():
        yield from _of_ledger(ledger, contexts, context, kinds)
    yield of_kind(columns.CORRECTIONS, "corrections", partial(_changes, context.site))
    if context.site.statements:
        yield of_kind(columns.STATEMENTS, "statements", partial(_statements, contexts))
    marked = context.is_invented(context.published)
    yield of_kind(columns.CASES, "cases", partial(_stories, context.published), marked)
    if context.examples.cases:
        yield of_kind(columns.EXAMPLE_CASES, "cases", partial(_stories, context.examples), True)
    yield of_kind(columns.RELEASES, "releases", partial(_releases, context.site))
    yield of_kind(columns.CODEBOOK, "codes", partial(_codes, context.site))
    yield of_kind(columns.COLUMNS, "columns", partial(_columns, contexts))


def _listed(key: str, records: Callable[[], Iterable[Any]]) -> Facts:
    return {key: [row_of(record) for record in records()]}


def _of_ledger(
    ledger: Ledger, contexts: Sequence[Context], context: Context, kinds: Mapping[str, FileKind]
) -> Iterator[DataSet]:
    """Yield the figures of a ledger, and the copy of them that never changes."""
    invented, name = context.site.settings.invented, f"figures-{ledger.id}"
    title = context.mark(invented) + ledger_title(ledger, context)
    records, facts = partial(_figures, ledger, contexts), partial(_ledger_facts, ledger, contexts)
    yield DataSet(name, title, kinds[columns.FIGURES], records, facts, invented)
    if context.site.published.keeps(ledger):
        frozen = partial(_frozen, ledger, context.site)
        yield DataSet(frozen_name(name), title, kinds[columns.FROZEN], frozen, dict, invented, (COMMA,))


def frozen_name(name: str) -> str:
    """Return the name of the copy of a set that never changes."""
    return f"{columns.FROZEN}/{name}"


def _figures(ledger: Ledger, contexts: Sequence[Context]) -> Iterator[FigureOfLedger]:
    """Yield each figure of a ledger, then, without a number, each that it does not give."""
    site = contexts[0].site
    for name, figure in ledger.figures.items():
        unit, label = figure.unit or ledger.unit, _names(name, ledger, contexts)
        yield FigureOfLedger(
            name,
            figure.value,
            unit,
            **_place(figure, figure_fields(), ledger),
            **_status(name, ledger, site),
            label=label,
        )
    nothing = Figure.model_construct()
    for name, missing in ledger.not_given.items():
        yield FigureOfLedger(
            name,
            None,
            None,
            **_place(nothing, figure_fields(), ledger),
            **_status(name, ledger, site),
            label={context.language: missing.label[context.language] for context in contexts},
        )


def _frozen(ledger: Ledger, site: Site) -> Iterator[FrozenFigure]:
    """Yield each figure of a ledger as it was published, in an order that no edit changes; what was corrected since is
    not."""
    numbers = site.published.first_numbers(ledger)
    for name, figure in sorted(ledger.figures.items()):
        value, unit = numbers.get(name, figure.value), figure.unit or ledger.unit
        yield FrozenFigure(name, value, unit, **_place(figure, FROZEN_FIELDS, ledger))


def _place(figure: Figure, names: Iterable[str], ledger: Ledger) -> dict[str, Any]:
    """Return what a figure is a part of, and as of when and from where it is; fields that it lacks are empty."""
    parts = {field: getattr(figure, field, None) for field in names}
    return {"parts": parts, "within": figure.within, "as_of": ledger.as_of, "source": ledger.source}


def _status(name: str, ledger: Ledger, site: Site) -> dict[str, Any]:
    """Return what became of a number since it was published."""
    changed = site.corrections.of_figure(ledger.id, name)
    return {
        "mark": site.corrections.mark(name, ledger),
        "first_value": site.published.first_numbers(ledger).get(name) if changed else None,
        "changed_on": changed[-1].change.on if changed else None,
    }


def _names(name: str, ledger: Ledger, contexts: Sequence[Context]) -> dict[str, str]:
    """Return by language what the pages call a figure."""
    return {context.language: figure_name(name, ledger, context) for context in contexts}


def _ledger_facts(ledger: Ledger, contexts: Sequence[Context]) -> Facts:
    """Return a ledger with what it counts, what it cannot answer, and the names of its figures."""
    facts, site = public(ledger), contexts[0].site
    for name in ledger.figures:
        status = _status(name, ledger, site)
        day = status["changed_on"]
        facts["figures"][name] |= {**status, "changed_on": day and day.isoformat()}
        facts["figures"][name]["label"] = _names(name, ledger, contexts)
    return facts


def _changes(site: Site) -> Iterator[LoggedChange]:
    """Yield each correction and planned revision, the oldest first."""
    of_what = ("since", "briefing", "figure", "statement", "page", "was", "now")
    for part, id_, change in site.corrections.changes():
        own = {name: getattr(change, name, None) for name in of_what}
        what = {language: change.what[language] for language in site.settings.codes}
        yield LoggedChange(id=id_, kind=part.removesuffix("s"), on=change.on, **own, what=what)


def _statements(contexts: Sequence[Context]) -> Iterator[StatementOfBriefing]:
    """Yield each statement, with its words in each language."""
    texts = {context.language: texts_of_statements(context) for context in contexts}
    for name, (file, _, one) in all_statements(contexts[0]).items():
        origin = [contexts[0].ledger(file.id).source] if one.finding else []
        cited = (*one.sources, *(one.today.sources if one.today else ()))
        yield StatementOfBriefing(
            statement=name,
            briefing=datetime.date.fromisoformat(file.id),
            kind=one.kind,
            as_of=one.as_of,
            outcome_of=one.outcome_of,
            source_kind=one.source_kind,
            evidence=one.evidence,
            status=one.status,
            reviewed_on=one.today.reviewed_on if one.today else None,
            replaced_by=file.full_name(one.replaced_by) if one.replaced_by else None,
            sources=[*origin, *(source.address for source in cited if source.address)],
            text={language: found[name] for language, found in texts.items()},
            today={language: one.today.text[language] if one.today else None for language in texts},
            searched={language: (one.searched or {}).get(language) for language in texts},
        )


def _stories(register: PublicCases) -> Iterator[Story]:
    """Yield the codes that each story tells; what it does not tell is empty."""
    for case in register.cases:
        codes = {name: found if name in SEVERAL_ANSWERS else found[0] for name, found in case.told.items()}
        yield Story({"id": case.id, "release": case.release, **{name: codes.get(name) for name in fact_fields()}})


def _releases(site: Site) -> Iterator[CountedRelease]:
    """Yield which days each release of tables counts, the oldest first."""
    for one in sorted(site.releases.values(), key=lambda release: release_order(release.id)):
        yield CountedRelease(one.id, str(one.counts.since), one.counts.until, one.total, site.settings.k)


def _codes(site: Site) -> Iterator[CodeOfList]:
    """Yield each code of each list, with its label and, where it has one, definition in each language."""
    for codes in LISTS:
        entries = entries_of(codes, site.vocabulary)
        for code, texts in site.vocabulary.labels(codes).items():
            label = {language: texts[language] for language in site.settings.codes}
            definition = {language: definition_of(entries[code], language) for language in label}
            yield CodeOfList(codes, code, " ".join(broader_codes(entries[code])), label, definition)


def _columns(contexts: Sequence[Context]) -> Iterator[ColumnOfFile]:
    """Yield each column of each kind of file, with its name and definition in each language."""
    kinds = {context.language: file_kinds(context) for context in contexts}
    for name, kind in kinds[contexts[0].language].items():
        for place, column in enumerate(kind.columns):
            words = {language: found[name].columns[place] for language, found in kinds.items()}
            yield ColumnOfFile(
                file=name,
                column=column.name,
                type=column.kind,
                required=column.required,
                list=column.codes,
                label={language: one.title for language, one in words.items()},
                definition={language: one.about for language, one in words.items()},
            )
