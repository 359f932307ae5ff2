"""The absolute right: what the law says, and from when to when it said so."""

from collections.abc import Iterator
from typing import Any

from build_tools.models import Page, Provision
from build_tools.problems import N_
from build_tools.render.context import Context
from build_tools.render.pages.base import page_of_words

WORDINGS = {
    "quoted": N_("Text of the source."),
    "translated": N_("Our translation, not an official one."),
    "summarised": N_("Summary in our own words."),
}


def absolute_right(context: Context) -> Iterator[Page]:
    """Yield the page on the absolute nature of the right."""
    law = context.site.law
    groups = [
        {"id": group.id, "title": group.title[context.language], "provisions": provisions(group.provisions, context)}
        for group in law.groups
    ]
    notes = context.notes_on(context.words("absolute-right").about, law.review)
    yield page_of_words("absolute-right", "absolute-right.html", context, {"groups": groups}, notes=notes)


def provisions(found: tuple[Provision, ...], context: Context) -> list[dict[str, Any]]:
    """Return the provisions of a group as the template shows them."""
    language = context.language
    return [
        {
            "id": provision.id.replace("_", "-"),
            "title": f"{provision.instrument[language]}, {provision.provision[language]}",
            "text": provision.text[language],
            "quoted": provision.wording[language] == "quoted",
            "wording": context.locale.translate(WORDINGS[provision.wording[language]]),
            "validity": validity(provision, context),
            "source": provision.source,
            "verified": provision.verified,
        }
        for provision in found
    ]


def validity(provision: Provision, context: Context) -> str:
    """Say from when to when a provision applied; nothing where the dates are not recorded."""
    say, date = context.locale.translate, context.locale.date
    since, until = provision.valid_from, provision.valid_to
    first = say(N_("In force since: {date}")).format(date=date(since)) if since else ""
    last = say(N_("Last day in force: {date}")).format(date=date(until)) if until else ""
    return " · ".join(part for part in (first, last) if part)
