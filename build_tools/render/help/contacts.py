"""Whom to turn to, in the language of a page: all organisations in order, and those of a situation.

In: the content in one language. Out: entries as templates place them; invented ones for a page of their own alone.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from build_tools.models import EACH_PLACE, QUIET, SITUATION, Organisation, Values
from build_tools.paths import EXAMPLE_ORGANISATIONS
from build_tools.problems import N_
from build_tools.render.context import Context
from build_tools.render.help.entries import (
    OrganisationEntry,
    as_sentences,
    confirmed_first,
    contact_of,
    entry_of,
    example_of,
    languages_line,
)

KINDS_IN_ORDER = {
    "independent": N_("Independent organisations"),
    "state": N_("State bodies"),
    "international": N_("International bodies"),
}
"""In this order: independent help stands first."""

WHO_THERE_IS = N_("Organisations and bodies")
NOBODY_REACHED = N_("No independent organisation can be reached through this site yet.")
INDEX, HOURS, CONTACTS, PLACES, PHONE, COPIES, PAPERS, A_TO_Z = QUIET


def real_organisations(context: Context) -> list[Organisation]:
    """Return the organisations that exist."""
    files = context.site.organisations.items()
    return [one for path, file in files if path != EXAMPLE_ORGANISATIONS for one in file.organisations]


def invented_organisations(context: Context) -> list[Organisation]:
    """Return the invented organisations; a release has none."""
    file = context.site.organisations.get(EXAMPLE_ORGANISATIONS)
    return list(file.organisations) if file and not context.release else []


def all_contacts(context: Context) -> Values:
    """Return what pages of contacts place."""
    return {"groups": by_kind(real_organisations(context), context, entry_with_lead)}


def example_contacts(context: Context) -> Values:
    """Return what the page of the invented contacts places."""
    mark = context.mark(True)
    found = by_kind(invented_organisations(context), context, lambda one, _: example_of(entry_of(one, context), mark))
    return {"groups": found}


def entry_with_lead(organisation: Organisation, context: Context) -> OrganisationEntry:
    """Return one organisation with its lead, for pages alone: a copy outlives the days on which the lead is shown."""
    return replace(entry_of(organisation, context), lead=_lead_lines(organisation, context))


def _lead_lines(organisation: Organisation, context: Context) -> tuple[str, ...]:
    """Return where else one might turn, line by line and without a link; nothing after the last day of the lead."""
    found, date = organisation.lead, context.locale.date
    if found is None or found.freshness(context.site.day) == "expired":
        return ()
    days = {"date": date(found.seen_on), "until": date(found.valid_until)}
    remarks = as_sentences(
        languages_line(found.languages, context),
        context.say(N_("Your name is needed.")),
        context.say(N_("Can you not write in these languages? Ask somebody who can.")),
        context.say(N_("Others saw it work on {date}"), **days),
        context.say(N_("This address is shown here until {until}"), **days),
        context.say(N_("Type every character exactly as here: a similar address can be a trap.")),
    )
    lead = N_("There is an address for written submissions; we have not checked it: {address}")
    return context.say(lead, address=found.address), remarks


def contact_texts(context: Context) -> Iterator[str]:
    """Yield every contact as pages show it, and the address of its link: of organisations, and the emergency number."""
    if (urgent := context.site.emergency) and urgent.number:
        yield from (urgent.number, f"tel:{urgent.number}")
    for organisation in (*real_organisations(context), *invented_organisations(context)):
        for channel in organisation.channels:
            contact = contact_of(channel, context)
            yield from filter(None, (contact.value, contact.href))


def independent_reached(organisations: Iterable[Organisation], context: Context) -> bool:
    """Whether one of these that is independent can be reached."""
    return any(one.kind == "independent" and one.is_reached(context.site.day) for one in organisations)


def nobody_reached(context: Context) -> str:
    """Return that no independent organisation can be reached; nothing where one can, wherever it helps."""
    return "" if independent_reached(real_organisations(context), context) else context.say(NOBODY_REACHED)


def nobody_for_page(name: str, context: Context) -> str:
    """Return what a page of help says first: that no independent organisation can be reached; nothing where one can."""
    if not SITUATION.fullmatch(name):
        return nobody_reached(context) if name in (INDEX, HOURS, CONTACTS, PLACES, EACH_PLACE) else ""
    if independent_reached(turned_to(name, context), context):
        return ""
    here = N_("No independent organisation for this situation can be reached yet.")
    return nobody_reached(context) or context.say(here)


def heading_over(organisations: Iterable[Organisation], context: Context) -> str:
    """Return what stands over these organisations: only where one can be reached is it whom to turn to."""
    reached = any(one.is_reached(context.site.day) for one in organisations)
    return context.say(N_("Whom to turn to") if reached else WHO_THERE_IS)


def most_useful_first(organisations: Iterable[Organisation], context: Context) -> list[Organisation]:
    """Return the most useful first: by kind, then whose check counts, then who serves the whole country."""
    kinds, day = list(KINDS_IN_ORDER), context.site.day
    return sorted(organisations, key=lambda one: (kinds.index(one.kind), not one.is_reached(day), bool(one.places)))


def by_kind(
    organisations: list[Organisation], context: Context, show: Callable[[Organisation, Context], OrganisationEntry]
) -> list[Values]:
    """Return organisations by kind, in the order of ``KINDS_IN_ORDER``, each as ``show`` shows it."""
    ordered, groups = most_useful_first(organisations, context), list[Values]()
    for kind, title in KINDS_IN_ORDER.items():
        if found := [show(one, context) for one in ordered if one.kind == kind]:
            groups.append({"id": kind, "title": context.say(title), "organisations": found})
    return groups


def tied_to_no_region(context: Context) -> list[Organisation]:
    """Return the independent organisations that are not tied to a region, those with a confirmed contact first."""
    free = [one for one in real_organisations(context) if not one.places and one.kind == "independent"]
    return most_useful_first(free, context)


def turned_to(name: str, context: Context) -> list[Organisation]:
    """Return whom to turn to: the most useful first where the page is about an age, or else in the order chosen.

    There too, among organisations of one kind, those come first of whom a contact is confirmed.
    """
    named = context.site.referrals[name].named
    known = {organisation.id: organisation for organisation in real_organisations(context)}
    chosen = [known[id_] for id_ in named]
    if not context.words(name).about.ages:
        return confirmed_first(chosen, lambda organisation: organisation.is_reached(context.site.day))
    others = [one for one in serving_its_age(name, context) if one.id not in named]
    return most_useful_first([*chosen, *others], context)


def serving_its_age(name: str, context: Context) -> list[Organisation]:
    """Return who can be reached and serves only the age that a page is about, the most useful first.

    A state body is shown where it is chosen by name, for somebody must have thought about who sends people there.
    """
    ages, vocabulary = context.words(name).about.ages, context.site.vocabulary
    free = [one for one in real_organisations(context) if one.kind != "state" and one.channels]
    return most_useful_first([one for one in free if vocabulary.share_an_age(one.ages, ages)], context)
