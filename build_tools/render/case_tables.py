"""Tables of case counts made ready to show: named lines, years without gaps, a reason where nothing adds up."""

from collections.abc import Iterator, Sequence

from build_tools.models import NOT_STATED, Period, PublicTable, Row, fact_fields
from build_tools.plain_words import capital, small
from build_tools.problems import N_, fill
from build_tools.render.context import Context
from build_tools.render.tables import ShownTable, TableLine, bar_width, name_of, rows_are, unit_label

_FIELDS = {"region": "place", "year": "period"}
"""By which field of a case a table counts, where it has another name."""

_LADDERS = ("places", "age_bands", "complaints")
"""Lists in which a wider code holds the finer ones; in others it is a rest, such as *other authority*."""


def case_table(table: PublicTable, invented: bool, context: Context) -> ShownTable:
    """Return one table of case counts."""
    cases = context.locale.count(table.total, "case")
    why = N_("One case can stand in several lines, so they do not add up to the cases that are counted: {cases}.")
    return ShownTable(
        name=table.name,
        title=context.mark(invented) + context.locale.translate(table.title),
        rows=rows_are(_FIELDS.get(table.name, table.name), context),
        head=unit_label("case", context),
        lines=tuple(_lines(table, context)),
        total=context.locale.number(table.total) if table.exclusive else "",
        why="" if table.exclusive else fill(context.locale.translate(why), cases=cases),
        invented=invented,
        note=_not_asked(table, context),
    )


def _lines(table: PublicTable, context: Context) -> Iterator[TableLine]:
    """Yield the lines of a table, in a table of years also those of which no case is published."""
    largest = max((row.value for row in table.rows), default=0)
    lines = [
        (
            row,
            TableLine(_line_name(row, table, context), context.locale.number(row.value), bar_width(row.value, largest)),
        )
        for row in table.rows
    ]
    return _without_gaps(lines, context) if table.name == "year" else (line for _, line in lines)


def _without_gaps(lines: list[tuple[Row, TableLine]], context: Context) -> Iterator[TableLine]:
    """Yield the lines of years with one of 0 for each year between the first and the last that has none."""
    last = 0
    for row, line in lines:
        years = sorted(int(code) for code in (row.code, *row.joined) if code.isdecimal())
        for year in range(last + 1, years[0]) if last and years else ():
            yield TableLine(context.locale.period(Period(str(year))), context.locale.number(0), 0)
        yield line
        last = max((last, *years))


def _line_name(row: Row, table: PublicTable, context: Context) -> str:
    """Name a line by all codes that are counted in it, and what is left of a code by what it is beside finer ones."""
    first, *others = (_code_name(row.codes, code, table, context) for code in (row.code, *row.joined))
    name = context.locale.either([first, *map(small, others)])
    return named_as_rest(name, row.codes, (row.code, *row.joined), context)


def _code_name(codes: str, code: str, table: PublicTable, context: Context) -> str:
    """Name a code as lists of cases do, where the codebook has words for it that stand alone."""
    field = context.site.vocabulary.fields.get(table.name)
    return capital(said(context, table.name, code)) if field and code in field.says else name_of(codes, code, context)


def said(context: Context, field: str, code: str) -> str:
    """Return how titles, lists and lines say a code of a field, within a sentence."""
    texts = context.site.vocabulary.fields[field].says.get(code)
    return texts[context.language] if texts else small(context.locale.label(fact_fields()[field], code))


def named_as_rest(name: str, codes: str, counted: Sequence[str], context: Context) -> str:
    """Say of a line that is counted by one code that it is what is left of it, where finer codes hold the others."""
    is_rest = codes in _LADDERS and len(counted) == 1 and counted[0] in _wider_codes(codes, context)
    return fill(context.locale.translate(N_("{name}, not stated more exactly")), name=name) if is_rest else name


def _wider_codes(codes: str, context: Context) -> frozenset[str]:
    """Return the codes of a list that hold finer ones; of places the parts of the country, which hold regions."""
    vocabulary = context.site.vocabulary
    if codes == "places":
        return frozenset(region.part for region in vocabulary.regions.values())
    return frozenset(term.broader for term in getattr(vocabulary, codes).values() if term.broader) - {NOT_STATED}


def _not_asked(table: PublicTable, context: Context) -> str:
    """Say how many cases were never asked what a table counts; nothing where all were."""
    said = context.locale.translate(N_("Not counted here, because they were never asked about this: {cases}."))
    return fill(said, cases=context.locale.count(table.not_asked, "case")) if table.not_asked else ""
