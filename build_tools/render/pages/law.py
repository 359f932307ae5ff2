"""The pages that show provisions of law: what each says, since when, where it was read and how surely."""

from collections.abc import Iterator
from typing import Any

from build_tools.models import Group, LawPage, Page, Provision
from build_tools.problems import N_, fill
from build_tools.render.context import Context
from build_tools.render.pages.base import page_of_words
from build_tools.render.typography import tied_text

WORDINGS = {
    "quoted": N_("Text of the source"),
    "translated": N_("Our translation, not an official one"),
    "summarised": N_("Summary in our own words"),
}
STATES = {
    "older_version_read": N_("Read in an older version"),
    "described": N_("Taken from another source, the article itself was not read"),
    "inferred": N_("Our own conclusion, not read in the law"),
    "not_read": N_("The text was not read, this was written from memory"),
}
"""What readers are told of a provision that was not read as it applied; of the others, only where it was read."""

DATED = N_("Read in an older version, with changes up to {date}")
READ_IN, BASED_ON = N_("Read in"), N_("Based on")

Facts = dict[str, dict[str, Any]]
"""Small print by kind: a text, and the names and addresses that follow it."""


def absolute_right(context: Context) -> Iterator[Page]:
    """Yield the page on the absolute nature of the right."""
    yield law_page("absolute-right", "absolute-right.html", context)


def rights(context: Context) -> Iterator[Page]:
    """Yield the page on the rights of detained people and on who investigates."""
    yield law_page("rights", "law.html", context)


def law_page(name: LawPage, template: str, context: Context) -> Page:
    """Return the page of words with the groups that stand on it."""
    law = context.site.law
    groups = [shown_group(group, context) for group in law.groups if group.page == name]
    notes = context.notes_on(context.words(name).about, law.review)
    return page_of_words(name, template, context, {"groups": groups}, notes=notes)


def shown_group(group: Group, context: Context) -> dict[str, Any]:
    """Return a group as the template shows it; what is true of all its provisions is said once, in ``shared``."""
    every = [{**law_of(provision, group, context), **facts(provision, context)} for provision in group.provisions]
    shared = said_once(every)
    provisions = [
        shown(provision, {name: fact for name, fact in own.items() if name not in shared}, context)
        for provision, own in zip(group.provisions, every, strict=True)
    ]
    return {
        "id": anchor(group.id),
        "title": group.title[context.language],
        "is_law": all(provision.instrument == group.title for provision in group.provisions),
        "shared": shared,
        "provisions": provisions,
    }


def said_once(every: list[Facts]) -> Facts:
    """Return the facts in which all provisions of a group agree; a group of one shares nothing."""
    first, *others = every
    agreed = {name: fact for name, fact in first.items() if all(other.get(name) == fact for other in others)}
    return agreed if others else {}


def law_of(provision: Provision, group: Group, context: Context) -> Facts:
    """Return the name of the law that a provision stands in; nothing where the group has the name of that law."""
    if provision.instrument == group.title:
        return {}
    return {"instrument": {"text": provision.instrument[context.language], "links": []}}


def shown(provision: Provision, own: Facts, context: Context) -> dict[str, Any]:
    """Return what a provision says, what of it no group says, and whether it awaits confirmation."""
    language = context.language
    return {
        "id": anchor(provision.id),
        "instrument": own["instrument"]["text"] if "instrument" in own else "",
        "article": tied_text(provision.provision[language]),
        "text": tied_text(provision.text[language]),
        "in_our_words": provision.wording[language] == "summarised",
        "to_confirm": provision.verified != "read",
        "facts": {name: fact for name, fact in own.items() if name != "instrument"},
    }


def facts(provision: Provision, context: Context) -> Facts:
    """Return the small print of a provision by kind; what is not known is left out."""
    say, language = context.locale.translate, context.language
    known = context.site.law.sources
    sources = [known[code] for code in provision.sources]
    label = BASED_ON if provision.verified in ("described", "inferred") else READ_IN
    found = {
        "state": state(provision, context),
        "wording": say(WORDINGS[provision.wording[language]]),
        "validity": validity(provision, context),
        "sources": f"{say(label)}: " if sources else "",
    }
    links = {"sources": [{"name": source.name[language], "url": source.url} for source in sources]}
    return {name: {"text": text, "links": links.get(name, [])} for name, text in found.items() if text}


def state(provision: Provision, context: Context) -> str:
    """Say what is not certain about a provision; nothing where its text was read as it applied."""
    if provision.verified == "read":
        return ""
    sources = (context.site.law.sources[code] for code in provision.sources)
    days = [source.changes_until for source in sources if source.changes_until]
    dated = provision.verified == "older_version_read" and days
    message = context.locale.translate(DATED if dated else STATES[provision.verified])
    return fill(message, date=context.locale.date(min(days))) if dated else message


def validity(provision: Provision, context: Context) -> str:
    """Say from when to when a provision applied; nothing where the dates are not recorded."""
    say, date = context.locale.translate, context.locale.date
    since, until = provision.valid_from, provision.valid_to
    first = fill(say(N_("In force since: {date}")), date=date(since)) if since else ""
    last = fill(say(N_("Last day in force: {date}")), date=date(until)) if until else ""
    said = " · ".join(part for part in (first, last) if part)
    if provision.dates_confirmed or not said:
        return said
    return fill(say(N_("{dates} (date to be confirmed)")), dates=said)


def anchor(code: str) -> str:
    """Return the id of a group or provision on its page."""
    return code.replace("_", "-")
