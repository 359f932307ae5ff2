"""The page that leads to every file of data, to what it holds, and says on which terms it may be used; and the page of
the codebook, on which every column and every code of these files has an address of its own."""

from collections.abc import Iterable, Iterator
from functools import partial

from build_tools.models import Page, Values, coded_fields
from build_tools.problems import N_
from build_tools.render import codebook, linked_data
from build_tools.render.authored import page_of_words
from build_tools.render.codebook import CODEBOOK, LISTS
from build_tools.render.context import Context, Link
from build_tools.render.data.kinds import FIGURES, FROZEN, FileKind, file_kinds
from build_tools.render.data.sets import COMMA, JSON, SEMICOLON, DataSet, data_sets, frozen_name
from build_tools.render.pages.briefings import ledgers_newest_first

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
    "evidence": N_("Grade of evidence"),
    "outcomes": N_("What became of it"),
}
"""What lists are called whose codes no field of a case takes."""


def data_page(context: Context) -> Iterator[Page]:
    """Yield the page that leads to every file of data."""
    linked = partial(linked_data.of_data, context.words("data"), ledgers_newest_first(context))
    yield page_of_words("data", "data.html", context, _data, linked, noindex=not context.release)


def _data(context: Context) -> Values:
    """Return the sets of data, the newest briefing first, and the licence if it is decided."""
    sets, licence = list(data_sets([context], context)), context.site.settings.licence
    figures = sorted((one for one in sets if one.kind.name == FIGURES), key=lambda one: one.name, reverse=True)
    others = [one for one in sets if one.kind.name not in (FIGURES, FROZEN)]
    frozen = {one.name: one for one in sets if one.kind.name == FROZEN}
    return {
        "downloads": [_set_entry(one, frozen.get(frozen_name(one.name)), context) for one in (*figures, *others)],
        "licence": Link(licence.name, licence.address) if licence else None,
    }


def _set_entry(data: DataSet, frozen: DataSet | None, context: Context) -> Values:
    """Return one set: its files, whether it is there but empty, what its columns are, and its copy for good."""
    return {
        "title": data.title,
        "empty": next(iter(data.rows()), None) is None,
        "files": [_file_link(data, form, context) for form in data.forms],
        "columns": f"{CODEBOOK}#{codebook.file_anchor(data.kind.name)}",
        "frozen": [_file_link(frozen, form, context) for form in frozen.forms] if frozen else [],
    }


def _file_link(data: DataSet, form: str, context: Context) -> Values:
    """Return the link to one form of a set; ``alone`` is read without what stands around it."""
    title, alone = _FORMS[form]
    return {"title": title, "href": f"../data/{data.name}{form}", "alone": context.say(alone, name=data.title)}


def codebook_page(context: Context) -> Iterator[Page]:
    """Yield the page of every column and every code."""
    yield page_of_words("codebook", "codebook.html", context, _codebook, parts=("names",))


def _codebook(context: Context) -> Values:
    files = [_file_part(kind, context) for kind in file_kinds(context).values()]
    return {"files": files, "lists": [_list_part(codes, context) for codes in LISTS]}


def _part(anchor: str, title: str, about: str, entries: Iterable[Values]) -> Values:
    return {"anchor": anchor, "title": title, "about": about, "entries": list(entries)}


def _entry(anchor: str, code: str, name: str, about: str, links: Iterable[Link], kind: str = "") -> Values:
    return {"anchor": anchor, "code": code, "name": name, "about": about, "links": list(links), "type": kind}


def _file_part(kind: FileKind, context: Context) -> Values:
    """Return what the columns of a kind of file mean; each leads to the list of its codes."""

    def entries() -> Iterator[Values]:
        for column in kind.columns:
            anchor, held = codebook.column_anchor(kind.name, column.name), context.say(_TYPES[column.kind])
            to_list = Link(_list_title(column.codes, context), f"#{codebook.list_anchor(column.codes)}")
            links = [to_list] if column.codes else []
            yield _entry(anchor, column.name, column.title, column.about, links, held)

    return _part(codebook.file_anchor(kind.name), kind.title, kind.about, entries())


def _list_title(codes: str, context: Context) -> str:
    """Return what a list is called: after the fields that take its codes."""
    if codes in _OF_NO_FIELD:
        return context.say(_OF_NO_FIELD[codes])
    return ", ".join(context.locale.label("fields", field) for field, name in coded_fields().items() if name == codes)


def _list_part(codes: str, context: Context) -> Values:
    """Return what the codes of a list mean; each leads to the broader ones."""
    known = codebook.entries_of(codes, context.site.vocabulary)
    names = {code: texts[context.language] for code, texts in context.site.vocabulary.labels(codes).items()}
    if codes != "units":
        names = {code: context.locale.label(codes, code) for code in names}

    def entries() -> Iterator[Values]:
        for code, name in names.items():
            broader = codebook.broader_codes(known[code])
            links = [Link(names[one], f"#{codebook.code_anchor(codes, one)}") for one in broader]
            about = codebook.definition_of(known[code], context.language)
            yield _entry(codebook.code_anchor(codes, code), code, name, about, links)

    return _part(codebook.list_anchor(codes), _list_title(codes, context), "", entries())
