"""The description of all tables for programs: ``datapackage.json``, after the Data Package standard.

In: the sets of data and the content. Out: one file. It says what ``kinds`` says, and nothing of its own; no address of
the site stands in it, so that a copy describes itself.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from build_tools.models import LAST_STEP, Ledger, Vocabulary
from build_tools.problems import N_, fill
from build_tools.render.context import COALITION, INVENTED, Context
from build_tools.render.data.cells import SEPARATORS
from build_tools.render.data.columns import Column
from build_tools.render.data.kinds import CODEBOOK, FileKind
from build_tools.render.data.sets import DataSet

Facts = dict[str, Any]

_NAME = "figures-and-cases"


def as_package(sets: Sequence[DataSet], context: Context) -> str:
    """Describe tables in the words of one language; the standard knows no more, and the codebook has the others."""
    return json.dumps(_package(sets, context), ensure_ascii=False, indent=1) + "\n"


def _package(sets: Sequence[DataSet], context: Context) -> Facts:
    """Return the description of the whole."""
    say, site = context.locale.translate, context.site
    invented, licence = site.settings.invented, site.settings.licence
    return {
        "profile": "tabular-data-package",
        "name": _NAME,
        "title": context.mark(invented) + say(N_("Figures and published cases")),
        "description": say(INVENTED) if invented else say(_ABOUT),
        "invented": invented,
        "languages": list(site.settings.codes),
        **({"licenses": [{"title": licence.name, "path": licence.address}]} if licence else {}),
        "contributors": [{"title": say(COALITION), "role": "publisher"}],
        "sources": [_source(ledger, context) for ledger in site.briefings.values()],
        "resources": [resource for data in sets for resource in _resources(data, context)],
    }


_ABOUT = N_(
    "What the Coalition reported and published, as its site shows it. Figures of briefings count reports; do not add "
    "them to cases."
)


def _source(ledger: Ledger, context: Context) -> Facts:
    """Return where the figures of a briefing come from."""
    date = context.locale.date(ledger.days["briefing"])
    return {"title": fill(context.locale.translate(N_("Briefing of {date}")), date=date), "path": ledger.source}


def _resources(data: DataSet, context: Context) -> Iterator[Facts]:
    """Yield the description of each table of a set."""
    schema = _schema(data.kind, context.site.vocabulary)
    for form in data.forms:
        if form in SEPARATORS:
            yield {
                "profile": "tabular-data-resource",
                "name": (data.name + form.removesuffix(".csv")).replace("/", "-").replace(".", "-"),
                "path": f"{data.name}{form}",
                "title": data.title,
                "description": data.kind.about,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": SEPARATORS[form], "lineTerminator": "\n"},
                "schema": schema,
            }


def _schema(kind: FileKind, words: Vocabulary) -> Facts:
    """Return what the columns of a kind of file hold."""
    keys = [key for column in kind.columns for key in _foreign_keys(column)]
    return {
        "fields": [_field(column, words) for column in kind.columns],
        "missingValues": [""],
        "primaryKey": list(kind.key),
        **({"foreignKeys": keys} if keys else {}),
    }


def _foreign_keys(column: Column) -> Iterator[Facts]:
    """Yield where a column leads: one code of a list to the codebook, the name of a figure to its own table. Several
    codes in a cell are no entry there, and the last step of tables is none."""
    if column.codes and not (column.several or column.or_rest):
        yield {"fields": column.name, "reference": {"resource": CODEBOOK, "fields": "code"}}
    if column.refers:
        yield {"fields": column.name, "reference": {"resource": "", "fields": column.refers}}


def _field(column: Column, words: Vocabulary) -> Facts:
    """Return what one column holds."""
    own = {"name": column.name, "type": column.kind, "title": column.title, "description": column.about}
    values = {"trueValues": ["true"], "falseValues": ["false"]} if column.kind == "boolean" else {}
    return {**own, **values, "constraints": {"required": column.required, **_limits(column, words)}}


def _limits(column: Column, words: Vocabulary) -> Facts:
    """Return which values a column may have: the codes of its list, or texts of a form."""
    codes = [*words.labels(column.codes), *([LAST_STEP] if column.or_rest else [])] if column.codes else []
    if codes and column.several:
        one = "|".join(map(re.escape, codes))
        return {"pattern": f"^({one})( ({one}))*$"}
    return {"enum": codes} if codes else {"pattern": column.pattern} if column.pattern else {}
