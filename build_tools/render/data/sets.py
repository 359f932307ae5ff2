"""Every set of data that the site offers: its kind, its rows, and the facts of the same for programs.

In: the content in every language, and of cases what may be shown. Out: sets, whose rows are made when asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from build_tools.models import (
    SEVERAL_ANSWERS,
    Case,
    Figure,
    Ledger,
    PublicCases,
    Site,
    fact_fields,
    figure_fields,
    public,
    release_order,
)
from build_tools.render.context import Context
from build_tools.render.data.cells import COMMA, SEMICOLON
from build_tools.render.data.codes import LISTS, broader, definition_of, terms_of
from build_tools.render.data.kinds import (
    CASES,
    CODEBOOK,
    COLUMNS,
    CORRECTIONS,
    EXAMPLE_CASES,
    FIGURES,
    FROZEN,
    FROZEN_FIELDS,
    RELEASES,
    STATEMENTS,
    FileKind,
    file_kinds,
)
from build_tools.render.ledgers import title_of
from build_tools.render.statements import all_statements, texts_of_statements
from build_tools.render.tables import figure_name

Row = dict[str, Any]
Rows = Callable[[], Iterable[Row]]
JSON = ".json"
FORMS = (COMMA, SEMICOLON, JSON)
"""How the names of the files of one set end."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """One set of data. ``facts`` are its rows for programs, with what else is said of them; ``invented`` says that
    nothing of it is real, and the title does so too."""

    name: str
    title: str
    kind: FileKind
    rows: Rows
    facts: Callable[[], Mapping[str, Any]]
    invented: bool
    forms: tuple[str, ...] = FORMS

    def marked_rows(self) -> Iterator[Row]:
        """Yield each row, which says itself whether it is invented."""
        mark = {"invented": "true"} if self.invented else {}
        return ({**mark, **row} for row in self.rows())


def data_sets(contexts: Sequence[Context], context: Context) -> Iterator[DataSet]:
    """Yield every set of data, as the language of ``context`` calls it; invented cases only in one of their own."""
    kinds, invented = file_kinds(context), context.site.settings.invented

    def listed(name: str, rows: Rows, key: str, marked: bool = invented) -> DataSet:
        title = context.mark(marked) + kinds[name].title
        return DataSet(name, title, kinds[name], rows, lambda: {key: list(rows())}, marked)

    for ledger in context.site.ledgers.values():
        yield from _of_ledger(ledger, contexts, context, kinds)
    yield listed(CORRECTIONS, partial(_changes, contexts), "corrections")
    if context.site.statements:
        yield listed(STATEMENTS, partial(_statements, contexts), "statements")
    yield listed(CASES, partial(_cases, context.published), "cases", context.is_invented(context.published))
    if context.examples.cases:
        yield listed(EXAMPLE_CASES, partial(_cases, context.examples), "cases", True)
    yield listed(RELEASES, partial(_releases, context), "releases")
    yield listed(CODEBOOK, partial(_codes, context), "codes")
    yield listed(COLUMNS, partial(_columns, contexts), "columns")


def _of_ledger(
    ledger: Ledger, contexts: Sequence[Context], context: Context, kinds: Mapping[str, FileKind]
) -> Iterator[DataSet]:
    """Yield the figures of a briefing, and the copy of them that never changes."""
    invented = context.site.settings.invented
    name, rows, facts = f"figures-{ledger.id}", partial(_figures, ledger, contexts), partial(_facts, ledger, contexts)
    title = context.mark(invented) + title_of(ledger, context)
    yield DataSet(name, title, kinds[FIGURES], rows, facts, invented)
    if is_frozen(ledger, context):
        frozen = partial(_frozen, ledger, context)
        yield DataSet(frozen_name(name), title, kinds[FROZEN], frozen, dict, invented, (COMMA,))


def frozen_name(name: str) -> str:
    """Return the name of the copy of a set that never changes."""
    return f"{FROZEN}/{name}"


def is_frozen(ledger: Ledger, context: Context) -> bool:
    """Whether a ledger is published for good."""
    return context.site.published.keeps(ledger)


def _figures(ledger: Ledger, contexts: Sequence[Context]) -> Iterator[Row]:
    """Yield one row for each figure of a ledger, then one without a number for each that it does not give."""
    for name, figure in ledger.figures.items():
        status = _status(name, ledger, contexts[0].site)
        yield {
            **_number(name, figure, figure_fields(), ledger),
            **status,
            **_labels(_names(name, ledger, contexts), contexts),
        }
    for name, missing in ledger.not_given.items():
        lacking = dict.fromkeys(("value", "unit", *figure_fields(), "within"), "")
        row = {"figure": name, **lacking, "as_of": ledger.as_of.isoformat(), "source": ledger.source}
        yield {**row, **_status(name, ledger, contexts[0].site), **_labels(missing.label, contexts)}


def _labels(names: Mapping[str, str], contexts: Sequence[Context]) -> Row:
    """Return the columns of a name in each language."""
    return {f"label_{context.language}": names[context.language] for context in contexts}


def _status(name: str, ledger: Ledger, site: Site) -> Row:
    """Return what became of a number since it was published."""
    changed = site.corrections.of_figure(ledger.id, name)
    return {
        "mark": site.corrections.mark(name, ledger),
        "first_value": site.published.first_numbers(ledger).get(name) if changed else None,
        "changed_on": changed[-1].change.on.isoformat() if changed else None,
    }


def _changes(contexts: Sequence[Context]) -> Iterator[Row]:
    """Yield one row for each correction and planned revision, the oldest first."""
    for part, id_, change in contexts[0].site.corrections.changes():
        facts = public(change)
        own = {
            name: facts.get(name) for name in ("on", "since", "briefing", "figure", "statement", "page", "was", "now")
        }
        what = {f"what_{context.language}": change.what[context.language] for context in contexts}
        yield {"id": id_, "kind": part.removesuffix("s"), **own, **what}


def _statements(contexts: Sequence[Context]) -> Iterator[Row]:
    """Yield one row for each statement, with its words in each language."""
    said = {context.language: texts_of_statements(context) for context in contexts}
    for name, (file, _, one) in all_statements(contexts[0]).items():
        facts = public(one)
        own = {field: facts.get(field) for field in ("as_of", "outcome_of", "source_kind", "evidence", "status")}
        origin = [contexts[0].ledger(file.id).source] if one.finding else []
        cited = (*one.sources, *(one.today.sources if one.today else ()))
        sources = [*origin, *(source.address for source in cited if source.address)]
        yield {
            "statement": name,
            "briefing": file.id,
            "kind": one.kind,
            **own,
            "reviewed_on": one.today.reviewed_on.isoformat() if one.today else None,
            "replaced_by": file.full_name(one.replaced_by) if one.replaced_by else None,
            "sources": sources,
            **{f"text_{language}": texts[name] for language, texts in said.items()},
            **{f"today_{language}": one.today.text[language] if one.today else None for language in said},
            **{f"searched_{language}": (one.searched or {}).get(language) for language in said},
        }


def _frozen(ledger: Ledger, context: Context) -> Iterator[Row]:
    """Yield one row for each figure of a ledger as it was published, in an order that no edit changes; what was
    corrected since is not."""
    numbers = context.site.published.first_numbers(ledger)
    for name, figure in sorted(ledger.figures.items()):
        yield {**_number(name, figure, FROZEN_FIELDS, ledger), "value": numbers.get(name, figure.value)}


def _number(name: str, figure: Figure, fields: Iterable[str], ledger: Ledger) -> Row:
    """Return a figure with what it inherits from its ledger; fields that it lacks are empty."""
    own = {"figure": name, "value": figure.value, "unit": figure.unit or ledger.unit}
    parts = {field: getattr(figure, field, None) for field in (*fields, "within")}
    return {**own, **parts, "as_of": ledger.as_of.isoformat(), "source": ledger.source}


def _names(name: str, ledger: Ledger, contexts: Sequence[Context]) -> dict[str, str]:
    """Return by language what the pages call a figure."""
    return {context.language: figure_name(name, ledger, context) for context in contexts}


def _facts(ledger: Ledger, contexts: Sequence[Context]) -> Mapping[str, Any]:
    """Return a ledger with what it counts, what it cannot answer, and the names of its figures."""
    facts, site = public(ledger), contexts[0].site
    named = {
        name: {**facts["figures"][name], **_status(name, ledger, site), "label": _names(name, ledger, contexts)}
        for name in ledger.figures
    }
    return {**facts, "figures": named}


def _cases(register: PublicCases) -> Iterator[Row]:
    """Yield one row for each case: its coded fields; words stay on the pages."""
    return (_case(case) for case in register.cases)


def _case(case: Case) -> Row:
    """Return the codes that a story tells; what it does not tell is empty."""
    told = {name: codes if name in SEVERAL_ANSWERS else codes[0] for name, codes in case.told.items()}
    return {"id": case.id, "release": case.release, **{name: told.get(name) for name in fact_fields()}}


def _releases(context: Context) -> Iterator[Row]:
    """Yield which days each release of tables counts, the oldest first."""
    releases, k = context.site.releases.values(), context.site.settings.k
    for one in sorted(releases, key=lambda release: release_order(release.id)):
        counts = public(one.counts)
        yield {"release": one.id, "from": counts["from"], "until": counts["until"], "total": one.total, "k": k}


def _codes(context: Context) -> Iterator[Row]:
    """Yield one row for each code of each list, with its label and, where it has one, definition in each language."""
    words, languages = context.site.vocabulary, context.site.settings.codes
    for codes in LISTS:
        terms = terms_of(codes, words)
        for code, texts in words.labels(codes).items():
            yield {
                "list": codes,
                "code": code,
                "broader": " ".join(broader(terms[code])),
                **{f"label_{language}": texts[language] for language in languages},
                **{f"definition_{language}": definition_of(terms[code], language) for language in languages},
            }


def _columns(contexts: Sequence[Context]) -> Iterator[Row]:
    """Yield one row for each column of each kind of file, with its name and definition in each language."""
    in_each = [(context.language, file_kinds(context)) for context in contexts]
    for name, kind in in_each[0][1].items():
        for place, column in enumerate(kind.columns):
            said = {language: kinds[name].columns[place] for language, kinds in in_each}
            yield {
                "file": name,
                "column": column.name,
                "type": column.kind,
                "required": "true" if column.required else "false",
                "list": column.codes,
                **{f"label_{language}": one.title for language, one in said.items()},
                **{f"definition_{language}": one.about for language, one in said.items()},
            }
