"""Files of data: the same figures and stories as the pages show, for spreadsheets, for programs and for checking, and
the description of all tables, ``datapackage.json``, after the Data Package standard; and what a page tells search
engines of its figures, in the words of schema.org.

In: sets of data. Out: CSV that no spreadsheet takes for formulas, JSON, in which no address of the site stands; blocks
of JSON-LD, whose addresses are relative to the page, with nothing of what is invented.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from build_tools.models import LAST_STEP, SOURCE_LANGUAGE, UNKNOWN, Download, Values, Vocabulary, Words
from build_tools.problems import N_
from build_tools.render.context import COALITION, INVENTED, Context
from build_tools.render.data.columns import CODEBOOK_FILE
from build_tools.render.data.kinds import Column
from build_tools.render.data.sets import COMMA, JSON, SEMICOLON, DataSet, data_sets
from build_tools.render.figures import LocalLedger, newest_first, unit_link
from build_tools.render.words import description_of, title_of
from build_tools.text.markdown import sentences

_Facts = dict[str, Any]
_SEPARATORS = {COMMA: ",", SEMICOLON: ";"}
"""What parts the cells of a table, by how its name ends: spreadsheets for Russian and Kazakh take semicolons."""

_UTF8_MARK = "\ufeff"
"""By this Excel sees that a file is UTF-8; programs that read UTF-8 with a mark pass over it."""

_FORMULA = re.compile("(?<![^;|\t\r\n])(?=[ \"'\u00a0\u200b\u2060\ufeff]*[-=+@\uff1d\uff0b\uff0d\uff20])")
"""Where a sign that makes a spreadsheet reckon would begin a cell: at the start, or after what some spreadsheet takes
to part cells besides the comma."""

_ABOUT = N_(
    "What the Coalition reported and published, as its site shows it. Figures of briefings count reports; do not add "
    "them to cases."
)


def downloads(contexts: Sequence[Context]) -> Iterator[Download]:
    """Yield every file of data."""
    for data in data_sets(contexts, contexts[0]):
        for form in data.forms:
            yield Download(f"data/{data.name}{form}", partial(_written, data, form))
    yield Download("data/datapackage.json", partial(_description, contexts))


def _written(data: DataSet, form: str) -> str:
    """Return a set as JSON that a person can read, or as CSV with a first line of names, each line with a line feed."""
    if form == JSON:
        return _in_json(data.facts())
    out = io.StringIO()
    writer = csv.writer(out, delimiter=_SEPARATORS[form], lineterminator="\n")
    writer.writerow(data.kind.names)
    writer.writerows(map(cell_text, row.values()) for row in data.records())
    return _UTF8_MARK + out.getvalue()


def cell_text(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe stands before the sign that would begin it.

    Numbers stay as they are; none of them is below 0. Several values of one cell are joined by a space.
    """
    if value is True:
        return "true"
    text = " ".join(value) if isinstance(value, tuple | list) else value
    return _FORMULA.sub("'", text) if isinstance(text, str) else text


def _in_json(facts: _Facts) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def _description(contexts: Sequence[Context]) -> str:
    """Describe all tables in the language of the messages, which programs of all countries show, or in the first: the
    standard knows no more, and the codebook has the others."""
    context = next((one for one in contexts if one.language == SOURCE_LANGUAGE), contexts[0])
    say, settings = context.say, context.site.settings
    licence = settings.licence
    briefings = [LocalLedger(ledger, context) for ledger in context.site.briefings.values()]
    return _in_json(
        {
            "profile": "tabular-data-package",
            "name": "figures-and-cases",
            "title": context.mark(settings.invented) + say(N_("Figures and published cases")),
            "description": say(INVENTED if settings.invented else _ABOUT),
            "invented": settings.invented,
            "languages": list(settings.codes),
            **({"licenses": [{"title": licence.name, "path": licence.address}]} if licence else {}),
            "contributors": [{"title": say(COALITION), "role": "publisher"}],
            "sources": [
                {"title": say(N_("Briefing of {date}"), date=one.date), "path": one.ledger.source} for one in briefings
            ],
            "resources": [one for data in data_sets(contexts, context) for one in _resources(data, context)],
        }
    )


def _resources(data: DataSet, context: Context) -> Iterator[_Facts]:
    """Yield the description of each table of a set, with what its columns hold."""
    words, columns = context.site.vocabulary, data.kind.columns
    keys = [key for column in columns for key in _foreign_keys(column)]
    schema = {
        "fields": [_field(column, words) for column in columns],
        "missingValues": [""],
        "primaryKey": list(data.kind.key),
        **({"foreignKeys": keys} if keys else {}),
    }
    for form in data.forms:
        if form in _SEPARATORS:
            yield {
                "profile": "tabular-data-resource",
                "name": (data.name + form.removesuffix(".csv")).replace("/", "-").replace(".", "-"),
                "path": f"{data.name}{form}",
                "title": data.title,
                "description": data.kind.about,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": _SEPARATORS[form], "lineTerminator": "\n"},
                "schema": schema,
            }


def _foreign_keys(column: Column) -> Iterator[_Facts]:
    """Yield where a column leads: one code of a list to the codebook, the name of a figure to its own table. Several
    codes in a cell are no entry there, and the last step of tables is none."""
    if column.codes and not (column.several or column.or_rest):
        yield {"fields": column.name, "reference": {"resource": CODEBOOK_FILE.name, "fields": "code"}}
    if column.repeats:
        yield {"fields": column.name, "reference": {"resource": "", "fields": column.repeats}}


def _field(column: Column, words: Vocabulary) -> _Facts:
    """Return what one column holds, with which values it may have: the codes of its list, or texts of a form."""
    facts: _Facts = {"name": column.name, "type": column.kind, "title": column.title, "description": column.about}
    facts |= {"trueValues": ["true"], "falseValues": ["false"]} if column.kind == "boolean" else {}
    codes = [*words.labels(column.codes), *([LAST_STEP] if column.or_rest else [])] if column.codes else []
    one = "|".join(map(re.escape, codes))
    form = f"^({one})( ({one}))*$" if codes and column.several else column.form
    limits: _Facts = {"pattern": form} if form else {"enum": codes} if codes else {}
    return {**facts, "constraints": {"required": column.required, **limits}}


_ESCAPED_IN_JSON = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
"""No sign of a text ends the block, or begins markup in it."""


def of_briefing(words: Words, local: LocalLedger, context: Context) -> Values:
    """Return the block of the page of a briefing: a report of one day, its source, its figures."""
    report = {
        "@type": "Report",
        **_about_words(words, context),
        "datePublished": local.ledger.days["briefing"].isoformat(),
        "isBasedOn": local.ledger.source,
    }
    # A translation says what it translates.
    if source := words.about.translates:
        url = f"../../{source.language}/{words.name}.html"
        report["translationOfWork"] = {"@type": "Report", "inLanguage": source.language, "url": url}
    facts = _about_ledgers([local], "../../data/")
    report["hasPart"] = {"@type": "Dataset", "name": local.title, "description": local.covers, **facts}
    return _block(report, context)


def of_data(context: Context) -> Values:
    """Return the block of the page of data: one set of data, with each file of figures of the briefings."""
    facts = {**_about_words(context.words("data"), context), **_about_ledgers(newest_first(context), "../data/")}
    return _block({"@type": "Dataset", **facts}, context)


def _block(facts: Values, context: Context) -> Values:
    """Return facts as a block, empty where nothing is real."""
    whole = json.dumps({"@context": "https://schema.org", **facts}, ensure_ascii=False, indent=0)
    return {"linked": Markup("" if context.site.settings.invented else whole.translate(_ESCAPED_IN_JSON))}


def _coalition(context: Context) -> Values:
    return {"@type": "Organization", "name": context.say(COALITION)}


def _about_words(words: Words, context: Context) -> Values:
    """Return what is told of words: their title, what they are, in which state, and who says them."""
    return {
        "name": title_of(words, context),
        "description": sentences((description_of(words, context), *context.notes_on(words.about))),
        "inLanguage": context.language,
        "author": _coalition(context),
        "isAccessibleForFree": True,
    }


def _about_ledgers(local: Sequence[LocalLedger], folder: str) -> Values:
    """Return what the figures of ledgers count, of which time (which ends with the day of the count), who counted, the
    licence once it is decided, and the files of them in a folder."""
    counts, context = [one.ledger.counts for one in local], local[0].context
    licence, units = context.site.settings.licence, dict.fromkeys(one.ledger.unit for one in local)
    is_known = all(one.since != UNKNOWN for one in counts)
    first = min(one.first for one in counts).isoformat() if is_known else ".."
    return {
        "creator": _coalition(context),
        "variableMeasured": [unit_link(unit, context).title for unit in units],
        "temporalCoverage": f"{first}/{max(one.until for one in counts)}",
        **({"license": licence.address} if licence else {}),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": one.title,
                "encodingFormat": media,
                "contentUrl": f"{folder}figures-{one.id}.{media.rpartition('/')[2]}",
            }
            for one in local
            for media in ("text/csv", "application/json")
        ],
    }
