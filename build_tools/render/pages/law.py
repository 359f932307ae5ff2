"""The pages that show provisions of law: each a row of a table, with where it was read and how surely."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from markupsafe import Markup

from build_tools.models import Group, LawPage, Page, Provision, anchor_of
from build_tools.problems import N_, fill
from build_tools.render.authored import page_of_words
from build_tools.render.context import Context
from build_tools.render.pages.law_beside import pieces
from build_tools.render.pages.law_citation import QUOTED, Citation, citation_of, edition_of, official_texts
from build_tools.render.words import Link, html_halves, tied_text

Mark = Literal["whole", "part", "none"]
"""How much was read; the name of a class of the style sheet."""

_MARKS: dict[Mark, str] = {"whole": N_("Read"), "part": N_("Read in part"), "none": N_("Not read")}
_OURS = "summarised"
_STATES: dict[str, tuple[Mark, str]] = {
    "read": ("whole", ""),
    "read_in_quotation": ("part", N_("Read in a quotation, the text itself was not opened")),
    "older_version_read": ("part", N_("Read in an older version")),
    "described": ("none", N_("Taken from another source, the article itself was not read")),
    "inferred": ("none", N_("Our own conclusion, not read in the law")),
    "not_read": ("none", N_("The text was not read, this was written from memory")),
}
"""What readers are told of how the text of a provision is known, and why it is no more."""

_WORDINGS = {
    "quoted": N_("Exact words"),
    "translated": N_("Our translation, not an official one"),
    "summarised": N_("Summary in our own words"),
}


@dataclass(frozen=True, slots=True)
class ShownProvision:
    """A row of the table: what a provision gives and says, since when, and how that is known."""

    id: str
    right: Markup
    instrument: str
    article: Markup
    wording: str
    text: Markup
    in_force: list[str]
    official: tuple[Link, ...]
    mark: Mark
    state: str
    doubt: str
    editions: tuple[Link, ...]
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A table: provisions that belong together."""

    id: str
    title: str
    provisions: list[ShownProvision]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the words, and the provisions whose text stands beside it where there is a margin."""

    html: Markup
    beside: tuple[ShownProvision, ...]


@dataclass(frozen=True, slots=True)
class LawOnPage:
    """What a page of law places: its words above the tables, and the tables."""

    told: list[Passage]
    groups: list[ShownGroup]


def law_pages(context: Context) -> Iterator[Page]:
    """Yield the pages of law: what torture is, that the right is absolute, what the detained have, what follows."""
    yield _law_page("torture", "law.html", context)
    yield _law_page("absolute-right", "absolute-right.html", context)
    yield _law_page("rights", "law.html", context)
    yield _law_page("after-report", "law.html", context)


def _law_page(name: LawPage, template: str, context: Context) -> Page:
    """Return the page of words with the groups that stand on it."""
    return page_of_words(name, template, context, partial(_law_on_page, name), parts=["law"])


def _law_on_page(name: LawPage, context: Context) -> LawOnPage:
    """Return the words and the groups that stand on a page."""
    groups = [group for group in context.site.law.groups if name in group.pages]
    shown = [_shown_group(group, context) for group in groups]
    rows = {row.id: row for group in shown for row in group.provisions}
    of_law = {
        anchor_of(one.id) for group in groups for one in group.provisions if one.wording[context.language] != _OURS
    }
    before, _ = html_halves(context.words(name), context)
    told = [Passage(html, tuple(rows[own] for own in beside)) for html, beside in pieces(before, of_law)]
    return LawOnPage(told, shown)


def _shown_group(group: Group, context: Context) -> ShownGroup:
    """Return a group as the template shows it."""
    provisions = [_shown_provision(provision, context) for provision in group.provisions]
    return ShownGroup(anchor_of(group.id), group.title[context.language], provisions)


def _shown_provision(provision: Provision, context: Context) -> ShownProvision:
    """Return a provision as a row."""
    say, language = context.locale.translate, context.language
    wording, text = provision.wording[language], provision.text[language]
    mark, why = _STATES[provision.verified]
    doubt = say(why) if why else ""
    sources = [context.site.law.sources[code] for code in provision.sources]
    what, in_force = say(_WORDINGS[wording]), _in_force(provision, context)
    days = ", ".join(in_force if provision.valid_from else in_force[1:])
    dated = [fill(say(N_("In force {days}")), days=days)] if days else []
    told = (*dated, what, doubt or say(_MARKS[mark]))
    return ShownProvision(
        id=anchor_of(provision.id),
        right=tied_text(provision.right[language]),
        instrument=provision.instrument[language],
        article=tied_text(provision.provision[language]),
        wording=what,
        text=tied_text(fill(say(QUOTED), text=text) if wording == "quoted" else text),
        in_force=in_force,
        official=official_texts(sources, context),
        mark=mark,
        state=say(_MARKS[mark]),
        doubt=doubt,
        editions=tuple(edition_of(source, context) for source in sources),
        citation=None if mark == "none" or wording == _OURS else citation_of(provision, sources, told, context),
    )


def _in_force(provision: Provision, context: Context) -> list[str]:
    """Say from when to when a provision applies; a day that nobody wrote down is a gap in words."""
    say, date = context.locale.translate, context.locale.date
    since, until = provision.valid_from, provision.valid_to
    if provision.since:
        return [provision.since[context.language]]
    first = fill(say(N_("since {date}")), date=date(since)) if since else say(N_("since when: not noted"))
    last = [fill(say(N_("until {date}")), date=date(until))] if until else []
    confirmed = provision.dates_confirmed or not (since or until)
    return [first, *last, *([] if confirmed else [say(N_("date to be confirmed"))])]
