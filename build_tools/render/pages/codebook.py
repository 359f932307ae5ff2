"""The page that says what every column and every code of the files of data means, each with an address of its own.

In: the content in one language. Out: one page. ``render.codebook`` gives the addresses of its entries.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.models import Page, coded_fields
from build_tools.problems import N_
from build_tools.render import codebook
from build_tools.render.authored import page_of_words
from build_tools.render.context import Context
from build_tools.render.data.codes import LISTS, broader, definition_of, terms_of
from build_tools.render.data.columns import Column
from build_tools.render.data.kinds import FileKind, file_kinds
from build_tools.render.words import Link

_TYPES = {
    "string": N_("text"),
    "integer": N_("whole number"),
    "date": N_("date"),
    "boolean": N_("yes or no"),
    "array": N_("list"),
    "object": N_("group of values"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One column or one code: its name, what it means, and in ``links`` the list of its codes or the broader ones."""

    anchor: str
    code: str
    name: str
    about: str
    links: tuple[Link, ...]
    type: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The entries of one kind of file, or of one list."""

    anchor: str
    title: str
    about: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class CodebookPage:
    """What the page of the codebook places."""

    files: list[Part]
    lists: list[Part]


def codebook_page(context: Context) -> Iterator[Page]:
    """Yield the page of every column and every code."""
    yield page_of_words("codebook", "codebook.html", context, _codebook, parts=("names",))


def _codebook(context: Context) -> CodebookPage:
    """Return what the page of the codebook places."""
    files = [_file(kind, context) for kind in file_kinds(context).values()]
    return CodebookPage(files, [_list(codes, context) for codes in LISTS])


def _file(kind: FileKind, context: Context) -> Part:
    """Return what the columns of a kind of file mean."""
    entries = tuple(_column(kind.name, column, context) for column in kind.columns)
    return Part(codebook.file_anchor(kind.name), kind.title, kind.about, entries)


def _column(kind: str, column: Column, context: Context) -> Entry:
    """Return what a column means."""
    title = _list_title(column.codes, context) if column.codes else ""
    links = (Link(title, f"#{codebook.list_anchor(column.codes)}"),) if column.codes else ()
    anchor, kind_of_value = codebook.column_anchor(kind, column.name), context.locale.translate(_TYPES[column.kind])
    return Entry(anchor, column.name, column.title, column.about, links, kind_of_value)


def _list(codes: str, context: Context) -> Part:
    """Return what the codes of a list mean."""
    entries = tuple(_code(codes, code, context) for code in context.site.vocabulary.labels(codes))
    return Part(codebook.list_anchor(codes), _list_title(codes, context), "", entries)


def _list_title(codes: str, context: Context) -> str:
    """Name a list by the fields that take its codes."""
    own = {
        "units": N_("Units"),
        "fields": N_("Fields of a case"),
        "source_kinds": N_("Kind of source"),
        "evidence": N_("Grade of evidence"),
        "outcomes": N_("What became of it"),
    }
    if codes in own:
        return context.locale.translate(own[codes])
    return ", ".join(context.locale.label("fields", field) for field, name in coded_fields().items() if name == codes)


def _code(codes: str, code: str, context: Context) -> Entry:
    """Return what a code means, and where it leads in the coarsening ladder."""
    term = terms_of(codes, context.site.vocabulary)[code]
    wider = broader(term)
    links = tuple(Link(_name(codes, one, context), f"#{codebook.code_anchor(codes, one)}") for one in wider)
    about = definition_of(term, context.language)
    return Entry(codebook.code_anchor(codes, code), code, _name(codes, code, context), about, links)


def _name(codes: str, code: str, context: Context) -> str:
    """Return what the pages call a code."""
    if codes == "units":
        return context.site.vocabulary.units[code].label[context.language]
    return context.locale.label(codes, code)
