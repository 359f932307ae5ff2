"""The pages that show provisions of law: what each says, since when, where it was read and how surely."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from markupsafe import Markup

from build_tools.models import Group, LawPage, Page, Provision, Source
from build_tools.problems import N_, fill
from build_tools.render.context import Context
from build_tools.render.words import Link, page_of_words, tied_text

_WORDINGS = {
    "quoted": N_("Text of the source"),
    "translated": N_("Our translation, not an official one"),
    "summarised": N_("Summary in our own words"),
}
_STATES = {
    "read_in_quotation": N_("Read in a quotation, the text itself was not opened"),
    "older_version_read": N_("Read in an older version"),
    "described": N_("Taken from another source, the article itself was not read"),
    "inferred": N_("Our own conclusion, not read in the law"),
    "not_read": N_("The text was not read, this was written from memory"),
}
"""What readers are told of a provision that was not read as it applied; of the others, only where it was read."""

_DATED, _OFFICIAL = N_("{source}, with changes up to {date}"), N_("official text: {host}")
_READ_IN, _BASED_ON = N_("Read in"), N_("Based on")


@dataclass(frozen=True, slots=True)
class Fact:
    """A piece of small print: a text, and the names and addresses that follow it."""

    text: str
    links: tuple[Link, ...] = ()


FactsByKind = dict[str, Fact]
"""Small print by kind."""


@dataclass(frozen=True, slots=True)
class ShownProvision:
    """What a provision says, and what of its small print no group says."""

    id: str
    instrument: str
    article: Markup
    text: Markup
    in_our_words: bool
    facts: FactsByKind


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group of provisions; what is true of all of them is said once, in ``shared``."""

    id: str
    title: str
    is_law: bool
    shared: FactsByKind
    provisions: list[ShownProvision]


@dataclass(frozen=True, slots=True)
class LawOnPage:
    """What a page of law places."""

    groups: list[ShownGroup]


def absolute_right_page(context: Context) -> Iterator[Page]:
    """Yield the page on the absolute nature of the right."""
    yield _law_page("absolute-right", "absolute-right.html", context)


def rights_page(context: Context) -> Iterator[Page]:
    """Yield the page on the rights of detained people and on who investigates."""
    yield _law_page("rights", "law.html", context)


def _law_page(name: LawPage, template: str, context: Context) -> Page:
    """Return the page of words with the groups that stand on it."""
    return page_of_words(name, template, context, partial(_law_on_page, name), parts=["law"])


def _law_on_page(name: LawPage, context: Context) -> LawOnPage:
    """Return the groups that stand on a page."""
    return LawOnPage([_shown_group(group, context) for group in context.site.law.groups if group.page == name])


def _shown_group(group: Group, context: Context) -> ShownGroup:
    """Return a group as the template shows it."""
    every = [
        {**_law_of(provision, group, context), **_small_print(provision, context)} for provision in group.provisions
    ]
    shared = _said_once(every)
    provisions = [
        _shown_provision(provision, {name: fact for name, fact in own.items() if name not in shared}, context)
        for provision, own in zip(group.provisions, every, strict=True)
    ]
    return ShownGroup(
        id=_anchor_of(group.id),
        title=group.title[context.language],
        is_law=all(provision.instrument == group.title for provision in group.provisions),
        shared=shared,
        provisions=provisions,
    )


def _said_once(every: list[FactsByKind]) -> FactsByKind:
    """Return the facts in which all provisions of a group agree; a group of one shares nothing."""
    first, *others = every
    agreed = {name: fact for name, fact in first.items() if all(other.get(name) == fact for other in others)}
    return agreed if others else {}


def _law_of(provision: Provision, group: Group, context: Context) -> FactsByKind:
    """Return the name of the law that a provision stands in; nothing where the group has the name of that law."""
    if provision.instrument == group.title:
        return {}
    return {"instrument": Fact(provision.instrument[context.language])}


def _shown_provision(provision: Provision, own: FactsByKind, context: Context) -> ShownProvision:
    """Return a provision with its own small print."""
    language = context.language
    return ShownProvision(
        id=_anchor_of(provision.id),
        instrument=own["instrument"].text if "instrument" in own else "",
        article=tied_text(provision.provision[language]),
        text=tied_text(provision.text[language]),
        in_our_words=provision.wording[language] == "summarised",
        facts={name: fact for name, fact in own.items() if name != "instrument"},
    )


def _small_print(provision: Provision, context: Context) -> FactsByKind:
    """Return the small print of a provision by kind; what is not known is left out."""
    say, language = context.locale.translate, context.language
    known = context.site.law.sources
    label = _BASED_ON if provision.verified in ("described", "inferred") else _READ_IN
    found = {
        "state": say(_STATES[provision.verified]) if provision.verified != "read" else "",
        "wording": say(_WORDINGS[provision.wording[language]]),
        "validity": _validity(provision, context),
        "sources": f"{say(label)}: " if provision.sources else "",
    }
    links = {"sources": tuple(link for code in provision.sources for link in _source_links(known[code], context))}
    return {name: Fact(text, links.get(name, ())) for name, text in found.items() if text}


def _source_links(source: Source, context: Context) -> list[Link]:
    """Return where a source was read, with the day of that edition, and where its official text stands."""
    say, name = context.locale.translate, source.name[context.language]
    if source.changes_until:
        name = fill(say(_DATED), source=name, date=context.locale.date(source.changes_until))
    official = source.official[context.language] if source.official else ""
    written = fill(say(_OFFICIAL), host=urlsplit(official).hostname)
    return [Link(name, source.url or ""), *([Link(written, official)] if official else [])]


def _validity(provision: Provision, context: Context) -> str:
    """Say from when to when a provision applied; nothing where the dates are not recorded."""
    say, date = context.locale.translate, context.locale.date
    since, until = provision.valid_from, provision.valid_to
    first = fill(say(N_("In force since: {date}")), date=date(since)) if since else ""
    last = fill(say(N_("Last day in force: {date}")), date=date(until)) if until else ""
    said = " · ".join(part for part in (first, last) if part)
    if provision.dates_confirmed or not said:
        return said
    return fill(say(N_("{dates} (date to be confirmed)")), dates=said)


def _anchor_of(code: str) -> str:
    """Return the id of a group or provision on its page."""
    return code.replace("_", "-")
