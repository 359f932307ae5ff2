"""Where the lists of cases lie and the links to them, and what all pages of a register share."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from build_tools.models import CaseList, Fragment, Page, PublicCases
from build_tools.render.context import Context, ReviewsByPart, review_notes
from build_tools.render.pages.case_titles import field_name, list_name

SECTION = "cases/index"
EXAMPLES = "examples/index.html"
"""The page of the invented cases, as seen from the page of all cases."""

EXAMPLE_CONTACTS = "contacts-examples.html"
"""The page of the invented contacts, in the folder of a language."""

_FOLDERS = {"access_lawyer": "lawyer"}
"""Fields whose lists lie in a folder of another name."""


@dataclass(frozen=True, slots=True)
class ListLink:
    """A link to a list as seen from the folder of its register, and how many cases it has."""

    title: str
    href: str
    number: str


@dataclass(frozen=True, slots=True)
class Fold:
    """Links to lists by one field."""

    title: str
    links: list[ListLink]


def registers(context: Context) -> tuple[PublicCases, ...]:
    """Return the registers that have cases."""
    return tuple(register for register in (context.published, context.examples) if register.cases)


def register_folder(shown: PublicCases) -> str:
    """Return the folder of a register in the folder of a language."""
    return "cases/examples" if shown.example else "cases"


def register_page(
    register: PublicCases,
    context: Context,
    subpath: str,
    title: str,
    description: str,
    body: Fragment,
    parts: ReviewsByPart,
    **about: Any,
) -> Page:
    """Return a page of a register; what is invented says so in its title and is not for search engines."""
    mark = context.mark(context.is_invented(register))
    return Page(
        language=context.language,
        subpath=subpath,
        title=mark + title,
        description=mark + description,
        body=body,
        notes=tuple(review_notes((), parts, context.locale)),
        example=register.example,
        noindex=register.example,
        **{"section": SECTION, **about},
    )


def address(shown: CaseList) -> str:
    """Return where a list lies in the folder of its register; no code has a dot."""
    return f"{_FOLDERS.get(shown.field, shown.field)}/{shown.code}.html"


def link_to_list(shown: CaseList, context: Context) -> ListLink:
    """Return a link to a list, named by what its stories share."""
    return ListLink(list_name(shown, context), address(shown), context.locale.number(len(shown.cases)))


def folds(lists: Iterable[CaseList], context: Context) -> list[Fold]:
    """Return links to lists by the field that they are of, in their order."""
    by_field = defaultdict[str, list[ListLink]](list)
    for shown in lists:
        by_field[shown.field].append(link_to_list(shown, context))
    return [Fold(field_name(field, context), links) for field, links in by_field.items()]
