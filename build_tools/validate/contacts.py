"""No check of a contact is older than its validity, and no decision about one stays that is not needed.

In: a site. Out: problems; what only a release refuses, and what only deserves a reminder, comes from functions of
their own (``RELEASE_RULES``, ``REMINDERS``).
"""

import datetime
from collections.abc import Iterator

from build_tools.models import Channel, Freshness, Site
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.channels import number_in
from build_tools.validate.decisions import SOON
from build_tools.validate.organisations import every_channel, every_organisation, is_of_examples

EXPIRED = Fault(
    "contacts.check_expired",
    "is too long ago or has passed, so it no longer counts; try the contact again and write the new day, decide again "
    "in shown_unconfirmed, or delete the lead",
)
AGEING = Fault(
    "contacts.check_ageing",
    "will not count after {date}: try the contact of {organisation} again before that, or decide again",
)
SHARED = Fault(
    "contacts.number_shared",
    "is the number of {first} too; ask which of the two answers, and keep it with {second} only if both do",
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
        if not channel.decided(site.day):
            field = ("shown_unconfirmed", "until") if channel.shown_unconfirmed else ("checked_on",)
            yield Problem(path, EXPIRED, (*place, *field))


def ageing(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: contacts and leads in the last quarter of their validity, decisions to show an
    unconfirmed contact that end within 30 days, and leads that pages leave out already."""
    for path, place, channel in _of_age(site, "ageing"):
        yield _reminder(site, path, (*place, "checked_on"), channel.valid_until)
    for path, place, channel in _of_age(site, "expired"):
        decision = channel.shown_unconfirmed
        if decision and channel.decided(site.day) and decision.until - site.day <= SOON:
            yield _reminder(site, path, (*place, "shown_unconfirmed", "until"), decision.until)
    for path, place, organisation in every_organisation(site):
        if lead := organisation.lead:
            way = (*place, "lead", "seen_on")
            if lead.freshness(site.day) == "expired":
                yield Problem(path, EXPIRED, way)
            elif lead.freshness(site.day) == "ageing":
                yield _reminder(site, path, way, lead.valid_until)


def _reminder(site: Site, path: str, place: Field, last: datetime.date) -> Problem:
    values = {"organisation": _name(site, path, place), "date": last.isoformat()}
    return Problem(path, AGEING, place, values)


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
    """Yield the channels of real organisations whose check is so old."""
    real = (found for found in every_channel(site) if not is_of_examples(found[0]))
    return (found for found in real if found[2].freshness(site.day) == freshness)
