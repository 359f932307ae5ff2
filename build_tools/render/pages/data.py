"""The page that leads to every file of data, to what it holds, and says on which terms it may be used; and the page of
the codebook, on which every column and every code of these files has an address of its own."""

from collections.abc import Iterator
from functools import partial

from build_tools.models import Page, Values, coded_fields
from build_tools.problems import N_
from build_tools.render import citing
from build_tools.render.authored import page_of_words
from build_tools.render.context import Context, Link
from build_tools.render.data.kinds import CODE_LISTS, FIGURES, FROZEN, code_entries, file_kinds
from build_tools.render.data.sets import COMMA, JSON, SEMICOLON, data_sets, frozen_name
from build_tools.render.pages.briefings import newest_first

_FORMS = {
    COMMA: ("CSV", N_("{name}: CSV")),
    SEMICOLON: ("CSV (;)", N_("{name}: CSV with semicolons, for Excel in Kazakh or Russian")),
    JSON: ("JSON", N_("{name}: JSON")),
}
"""What the link to a form of a set says, beside the name of the set and read alone."""

_TYPES = {
    "string": N_("text"),
    "integer": N_("whole number"),
    "date": N_("date"),
    "boolean": N_("yes or no"),
    "array": N_("list"),
    "object": N_("group of values"),
}
_OF_NO_FIELD = {
    "units": N_("Units"),
    "fields": N_("Fields of a case"),
    "source_kinds": N_("Kind of source"),
    "evidence": N_("How it is known"),
    "outcomes": N_("What became of it"),
}
"""What lists are called whose codes no field of a case takes."""


def data_page(context: Context) -> Iterator[Page]:
    """Yield the page that leads to every file of data."""
    linked = partial(citing.of_data, context.words("data"), newest_first(context.site.briefings, context))
    yield page_of_words("data", "data.html", context, _data, linked, noindex=not context.release)


def _data(context: Context) -> Values:
    """Return the sets of data, the newest briefing first, each with its copy for good, and the licence if it is
    decided."""
    sets, licence = list(data_sets([context], context)), context.site.settings.licence
    figures = sorted((one for one in sets if one.kind.name == FIGURES), key=lambda one: one.name, reverse=True)
    others = [one for one in sets if one.kind.name not in (FIGURES, FROZEN)]
    frozen = {one.name for one in sets if one.kind.name == FROZEN}
    copies = {one.name: name for one in figures if (name := frozen_name(one.name)) in frozen}
    return {
        "sets": [*figures, *others],
        "copies": copies,
        "forms": _FORMS,
        "licence": Link(licence.name, licence.address) if licence else None,
    }


def codebook_page(context: Context) -> Iterator[Page]:
    """Yield the page of every column and every code."""
    yield page_of_words("codebook", "codebook.html", context, _codebook, parts=("names",))


def _codebook(context: Context) -> Values:
    """Return the kinds of files with their columns, and the lists with what their codes mean and lie in."""
    titles = {codes: _list_title(codes, context) for codes in CODE_LISTS}
    lists = {codes: list(_codes_of(codes, context)) for codes in CODE_LISTS}
    return {"files": file_kinds(context).values(), "types": _TYPES, "titles": titles, "lists": lists}


def _list_title(codes: str, context: Context) -> str:
    """Return what a list is called: after the fields that take its codes."""
    if codes in _OF_NO_FIELD:
        return context.say(_OF_NO_FIELD[codes])
    return ", ".join(context.locale.label("fields", field) for field, name in coded_fields().items() if name == codes)


def _codes_of(codes: str, context: Context) -> Iterator[Values]:
    """Yield what each code of a list is called and means, and links to the broader ones."""
    vocabulary, language = context.site.vocabulary, context.language
    labels = {code: texts[language] for code, texts in vocabulary.labels(codes).items()}
    names = context.locale.names.get(codes, labels)
    for code, _, definition, broader in code_entries(codes, vocabulary):
        links = [Link(names[one], f"#{codes}-{one}") for one in broader]
        yield {"code": code, "name": names[code], "about": definition.get(language, ""), "broader": links}
