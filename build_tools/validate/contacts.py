"""No check of a contact is older than its validity, and no decision about one stays that is not needed.

In: a site. Out: problems; what only a release refuses, and what only deserves a reminder, comes from functions of
their own (``RELEASE_RULES``, ``REMINDERS``).
"""

from collections.abc import Iterator

from build_tools.models import Channel, Freshness, Site
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.channels import number_in
from build_tools.validate.decisions import SOON
from build_tools.validate.organisations import every_channel, every_organisation, is_of_examples

EXPIRED = Fault(
    "contacts.check_expired",
    "is too long ago; try the contact again and write the new day, or record a decision in shown_unconfirmed",
)
AGEING = Fault("contacts.check_ageing", "was a while ago: try the contact of {organisation} again before {date}")
SHARED = Fault(
    "contacts.number_shared",
    "is the number of {first} too; ask which of the two answers, and keep it with {second} only if both do",
)
ENDED = Fault(
    "contacts.decision_ended",
    "has passed; try the contact again and write the new day in checked_on, or decide again",
)
ENDING = Fault(
    "contacts.decision_ending", "is near: try the contact of {organisation} again before {date}, or decide again"
)
LEAD_ENDED = Fault(
    "contacts.lead_ended",
    "is too long ago, so pages leave the lead out; look at its page again and write the new day, or delete it",
)
LEAD_AGEING = Fault(
    "contacts.lead_ageing",
    "was a while ago: look at the lead of {organisation} again before {date}; after it pages leave it out",
)
NOT_NEEDED = Fault("contacts.decision_not_needed", "decides about a contact whose check still counts; delete it")


def decisions_are_needed(site: Site) -> Iterator[Problem]:
    """A decision to show an unconfirmed contact goes when the contact is confirmed."""
    for path, place, channel in every_channel(site):
        if channel.shown_unconfirmed and channel.freshness(channel.shown_unconfirmed.decided_on) != "expired":
            yield Problem(path, NOT_NEEDED, (*place, "shown_unconfirmed"))


def expired(site: Site) -> Iterator[Problem]:
    """What a release refuses: contacts whose check no longer counts, without a decision that does."""
    for path, place, channel in _of_age(site, "expired"):
        if not is_of_examples(path) and not channel.decided(site.day):
            ended = channel.shown_unconfirmed is not None
            field = ("shown_unconfirmed", "until") if ended else ("checked_on",)
            yield Problem(path, ENDED if ended else EXPIRED, (*place, *field))


def ageing(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: contacts in the last quarter of their validity."""
    for path, place, channel in _of_age(site, "ageing"):
        if not is_of_examples(path):
            values = {"date": channel.valid_until.isoformat(), "organisation": _name(site, path, place)}
            yield Problem(path, AGEING, (*place, "checked_on"), values)


def decisions_ending(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: decisions to show an unconfirmed contact that end within 30 days."""
    for path, place, channel in _of_age(site, "expired"):
        decision = channel.shown_unconfirmed
        if decision and channel.decided(site.day) and decision.until - site.day <= SOON and not is_of_examples(path):
            values = {"organisation": _name(site, path, place), "date": decision.until.isoformat()}
            yield Problem(path, ENDING, (*place, "shown_unconfirmed", "until"), values)


def leads(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: leads in the last quarter of their days, and those that pages leave out already."""
    for path, place, organisation in every_organisation(site):
        if (lead := organisation.lead) and (age := lead.freshness(site.day)) != "fresh":
            values = {"organisation": organisation.id, "date": lead.valid_until.isoformat()}
            yield Problem(path, LEAD_ENDED if age == "expired" else LEAD_AGEING, (*place, "lead", "seen_on"), values)


def shared(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: numbers that two organisations have, of which one may be a slip."""
    first: dict[tuple[str, str | None], str] = {}
    for path, place, channel in every_channel(site):
        if is_of_examples(path) or not (number := number_in(channel)):
            continue
        name = _name(site, path, place)
        holder = first.setdefault((number.dialled, channel.country), name)
        if holder != name:
            yield Problem(path, SHARED, (*place, "value"), {"first": holder, "second": name})


def _name(site: Site, path: str, place: Field) -> str:
    return site.organisations[path].organisations[int(place[1])].id


def _of_age(site: Site, freshness: Freshness) -> Iterator[tuple[str, Field, Channel]]:
    return (found for found in every_channel(site) if found[2].freshness(site.day) == freshness)
