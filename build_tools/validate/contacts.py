"""Contacts: each channel holds one of its kind, which a reader can dial, open or go to, and its check still counts.

In: a site. Out: problems; what only a release refuses, and what only deserves a reminder, comes from functions of
their own (``RELEASE_RULES``, ``REMINDERS``).
"""

import datetime
import re
from collections.abc import Iterator

from build_tools.models import Channel, Freshness, Settings, Site
from build_tools.models.organisations import ChannelKind
from build_tools.phones import APPS, Phone, chat, number_of
from build_tools.problems import N_, Fault, Field, Problem
from build_tools.validate.decisions import SOON
from build_tools.validate.organisations import (
    every_channel,
    every_organisation,
    is_of_examples,
    is_placeholder,
    texts_of,
)
from build_tools.validate.settings import host_of, leads_into_site

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_FORM = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[^\s\\]*)?")
_SEVERAL = re.compile(r"[,;/]|\+.*\+")
_REACHES = re.compile(
    r"https?://\S+|\b(?:t|wa|signal|m)\.me/\S+|\+[ (]*[0-9][0-9 ().-]{4,}|(?<![\w.+-])[\w.+-]++@[\w-]+\.\w+|@\w+"
)
"""What in the value of a messenger leads to somebody."""

FORMS: dict[ChannelKind, str] = {
    "phone": N_(
        "a telephone number as one dials it from abroad, with +, country code and number; or a short number with the "
        "country in which it works, such as country: KZ"
    ),
    "sms": N_("a number that receives text messages, as one dials it from abroad or with its country"),
    "email": N_("one e-mail address, written as name@host"),
    "form": N_("one address, with https:// in front"),
}
"""What the value of a channel is, by its kind; of messengers a sentence says it, and words for people have no form."""

_NO_CONTACT = Fault("channels.no_contact", "is no contact of this kind that works; right is {form}")
_NO_CHAT = Fault(
    "channels.no_messenger",
    "is not a contact in a messenger; write the app, a colon, and the whole number with + and country code, or in "
    "Telegram the name with @; the apps are: {apps}",
)
_NO_NUMBER = Fault(
    "channels.country_without_number", "has a meaning only for a short number, of kind phone or sms; delete it"
)
_NOT_FOR_FORMS = Fault(
    "channels.form_cannot_be_received",
    "leads into this site or a copy of it, where nothing can receive a form, or to an onion service, to which no page "
    "has a link; write another address of the form, or another kind of contact",
)
_TWO = Fault("channels.several_contacts", "holds more than one contact; write a channel for each")
_AGAIN = Fault("channels.contact_repeated", "is the contact of another channel of this organisation; write it once")
EXPIRED = Fault(
    "contacts.check_expired",
    "is too long ago or has passed, so it no longer counts; try the contact again and write the new day, decide again "
    "in shown_unconfirmed, or delete the lead",
)
_AGEING = Fault(
    "contacts.check_ageing",
    "will not count after {date}: try the contact of {organisation} again before that, or decide again",
)
_SHARED = Fault(
    "contacts.number_shared",
    "is the number of {first} too; ask which of the two answers, and keep it with {second} only if both do",
)
_NOT_NEEDED = Fault("contacts.decision_not_needed", "decides about a contact whose check still counts; delete it")


def values_are_contacts(site: Site) -> Iterator[Problem]:
    """A phone number can be dialled, an e-mail address and a form can be reached, and each channel holds one."""
    for path, place, channel in every_channel(site):
        value = channel.value
        if not isinstance(value, str) or is_of_examples(path) or is_placeholder(value):
            continue
        if fault := _fault(channel, value, site.settings):
            yield Problem(path, fault, (*place, "value"), {"form": FORMS.get(channel.kind), "apps": ", ".join(APPS)})


def _fault(channel: Channel, value: str, settings: Settings) -> Fault | None:
    match channel.kind:
        case "phone" | "sms":
            number = _number_in(channel)
            works = number is not None and (channel.kind == "phone" or number.texts)
            several = number is None and not channel.country and _SEVERAL.search(value) is not None
        case "email":
            works, several = _EMAIL.fullmatch(value) is not None, value.count("@") > 1
        case "messenger":
            works, several = chat(value) is not None, len(_REACHES.findall(value)) > 1
        case "form":
            works, several = _FORM.fullmatch(value) is not None, value.count("https://") > 1
            if works and (leads_into_site(value, settings) or host_of(value).endswith(".onion")):
                return _NOT_FOR_FORMS
        case _:
            return None
    wrong = _NO_CHAT if channel.kind == "messenger" else _NO_CONTACT
    return None if works else _TWO if several else wrong


def countries_have_numbers(site: Site) -> Iterator[Problem]:
    """Only a telephone names the country in which it works."""
    for path, place, channel in every_channel(site):
        if channel.country and channel.kind not in ("phone", "sms"):
            yield Problem(path, _NO_NUMBER, (*place, "country"))


def values_differ(site: Site) -> Iterator[Problem]:
    """No organisation has the same contact twice, however it is written and in whichever language."""
    for path, place, organisation in every_organisation(site):
        before: set[tuple[str, str]] = set()
        for position, channel in enumerate(organisation.channels):
            own = {way: (channel.kind, _bare(text, channel)) for way, text in texts_of(channel.value)}
            for way in [way for way, contact in own.items() if contact in before][:1]:
                yield Problem(path, _AGAIN, (*place, "channels", position, "value", *way))
            before.update(own.values())


def _bare(text: str, channel: Channel) -> str:
    number, talk = _number_in(channel), chat(text) if channel.kind == "messenger" else None
    return number.dialled if number else (talk.address or talk.shown) if talk else text.casefold().strip()


def _number_in(channel: Channel) -> Phone | None:
    """Return the number that a channel holds; words in several languages are none."""
    return number_of(channel.value, channel.country) if isinstance(channel.value, str) else None


def decisions_are_needed(site: Site) -> Iterator[Problem]:
    """A decision to show an unconfirmed contact goes when the contact is confirmed."""
    for path, place, channel in every_channel(site):
        if channel.shown_unconfirmed and channel.freshness(channel.shown_unconfirmed.decided_on) != "expired":
            yield Problem(path, _NOT_NEEDED, (*place, "shown_unconfirmed"))


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
    return Problem(path, _AGEING, place, values)


def shared(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: numbers that two organisations have, of which one may be a slip."""
    first: dict[tuple[str, str | None], str] = {}
    for path, place, channel in every_channel(site):
        if is_of_examples(path) or not (number := _number_in(channel)):
            continue
        name = _name(site, path, place)
        holder = first.setdefault((number.dialled, channel.country), name)
        if holder != name:
            yield Problem(path, _SHARED, (*place, "value"), {"first": holder, "second": name})


def _name(site: Site, path: str, place: Field) -> str:
    return site.organisations[path].organisations[int(place[1])].id


def _of_age(site: Site, freshness: Freshness) -> Iterator[tuple[str, Field, Channel]]:
    """Yield the channels of real organisations whose check is so old."""
    real = (found for found in every_channel(site) if not is_of_examples(found[0]))
    return (found for found in real if found[2].freshness(site.day) == freshness)
