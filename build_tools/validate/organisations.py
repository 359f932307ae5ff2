"""Organisations: real or invented, never both; each contact is one that a reader can dial, open or go to, and its check
still counts.

In: a site. Out: problems; what only a release refuses, and what only deserves a reminder, comes from functions of
their own (``RELEASE_RULES``, ``reminders``).
"""

import re
from collections.abc import Iterator

from build_tools.models import Channel, Freshness, Organisation, Settings, Site
from build_tools.models.organisations import ChannelKind
from build_tools.models.settings import PLACEHOLDER_HOSTS
from build_tools.phones import chat, phone
from build_tools.problems import (
    BESIDE,
    ENDED,
    ENDING,
    N_,
    ONE_OF_TWO,
    TOO_EARLY,
    Fault,
    Field,
    Problem,
    unknown,
    wrong_form,
)
from build_tools.validate.generic import SOON, tomorrow
from build_tools.validate.settings import host_of, leads_into_site

EXAMPLE_WORDS = ("МЫСАЛ", "ПРИМЕР", "EXAMPLE")
_UNFINISHED = re.compile(r"[\[\]<>]|\?\?|\b(?:TODO|XXX+)\b", re.IGNORECASE)
"""How people mark what they will fill in later."""

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[^\s\\]*)?")
_OF_THE_UN = re.compile(r"https://(?:[a-z0-9-]+\.)*ohchr\.org/[A-Za-z0-9/-]*")
"""An address that says nothing of who opens it, on a host of the UN human rights office."""

CHANNEL_FORMS: dict[ChannelKind, str] = {
    "phone": N_(
        "a telephone number as one dials it from abroad, with +, country code and number; or a short number with the "
        "country in which it works, such as country: KZ"
    ),
    "sms": N_("a number that receives text messages, as one dials it from abroad or with its country"),
    "messenger": N_(
        "WhatsApp, Telegram, Signal, Viber or Threema, a colon, and the whole number with + and country code, or the "
        "name: in Telegram with @"
    ),
    "email": N_("one e-mail address, written as name@host"),
    "form": N_(
        "one address, with https:// in front, which leads neither into this site or a copy of it, where nothing can "
        "receive a form, nor to an onion service, to which no page has a link"
    ),
}
"""What the value of a channel is, by its kind; words for people have no form."""

_OF_A_LEAD = N_(
    "a page of the UN human rights office, ohchr.org, of an organisation of the kind international; another host may "
    "lapse and collect victims: have somebody try it, and write it as a channel"
)
_AS_ITS_FILE = N_(
    "a name that begins with {words} and a contact 000-00-00 or of example.org, in a file with “examples” in its name; "
    "in any other file a contact that was checked, or gap, which says that it is missing"
)


_SHARED = Fault(
    "contacts.number_shared",
    "is the number of {first} too; ask which of the two answers, and keep it with {second} only if both do",
)


def every_organisation(site: Site) -> Iterator[tuple[str, Field, Organisation]]:
    """Yield file, way and record of each organisation."""
    for path, file in site.organisations.items():
        for position, organisation in enumerate(file.organisations):
            yield path, ("organisations", position), organisation


def _every_channel(site: Site) -> Iterator[tuple[str, Field, Channel]]:
    """Yield file, way and record of each channel."""
    for path, place, organisation in every_organisation(site):
        for position, channel in enumerate(organisation.channels):
            yield path, (*place, "channels", position), channel


def is_of_examples(path: str) -> bool:
    """Whether a file holds invented organisations."""
    return "examples" in path.rpartition("/")[2]


def organisations_are_right(site: Site) -> Iterator[Problem]:
    """Each organisation is marked as its file, and has contacts or says what is missing; no state body, which registers
    who turns to it, is told to need no name."""
    for path, place, one in every_organisation(site):
        for language, name in one.name.items():
            if name.startswith(EXAMPLE_WORDS) != is_of_examples(path):
                yield _marked_otherwise(path, (*place, "name", language))
        if bool(one.channels) == bool(one.gap):
            values = {"one": "channels", "other": "gap"}
            yield Problem(path, ONE_OF_TWO, (*place, "gap" if one.gap else "channels"), values)
        if one.kind == "state" and one.anonymous == "possible":
            fault = unknown("anonymous (kind: state)", ("not_possible", "not_known"), "possible")
            yield Problem(path, fault, (*place, "anonymous"))


def leads_are_right(site: Site) -> Iterator[Problem]:
    """A lead, which nobody has tried, stands where there is no contact, on a host that no stranger can come to own."""
    for path, place, one in every_organisation(site):
        if one.lead and one.channels:
            yield Problem(path, BESIDE, (*place, "lead"), {"other": "channels"})
        if one.lead and is_of_examples(path):
            yield _marked_otherwise(path, (*place, "lead", "address"))
        elif one.lead and (one.kind != "international" or not _OF_THE_UN.fullmatch(one.lead.address)):
            yield Problem(path, wrong_form(_OF_A_LEAD), (*place, "lead", "address"))


def _marked_otherwise(path: str, place: Field) -> Problem:
    return Problem(path, wrong_form(_AS_ITS_FILE, words=", ".join(EXAMPLE_WORDS)), place)


def contacts_are_right(site: Site) -> Iterator[Problem]:
    """A phone number can be dialled, an e-mail address and a form can be reached, and each channel holds one; those of
    examples are nobody's, and others are no placeholders."""
    for path, place, channel in _every_channel(site):
        value, is_example = channel.value, is_of_examples(path)
        texts: dict[Field, str] = (
            {(): value} if isinstance(value, str) else {(code,): one for code, one in value.items()}
        )
        must_be_nobodys = is_example and channel.kind in ("phone", "sms", "email", "form")
        wrong = [way for way, text in texts.items() if _is_placeholder(text) != is_example]
        if must_be_nobodys or not is_example:
            yield from (_marked_otherwise(path, (*place, "value", *way)) for way in wrong)
        if not (wrong or is_example or _holds_one(channel, site.settings)):
            yield Problem(path, wrong_form(CHANNEL_FORMS[channel.kind]), (*place, "value"))
        if channel.country and channel.kind not in ("phone", "sms"):
            yield Problem(path, BESIDE, (*place, "country"), {"other": f"kind: {channel.kind}"})
        decision = channel.shown_unconfirmed
        if decision and decision.decided_on <= channel.valid_until:
            last = tomorrow(channel.valid_until)
            yield Problem(path, TOO_EARLY, (*place, "shown_unconfirmed", "decided_on"), {"other": last.isoformat()})


def _is_placeholder(contact: str) -> bool:
    """Whether the words of a channel are kept for examples, or say that they are not finished."""
    return any(mark in contact for mark in ("000-00-00", *PLACEHOLDER_HOSTS)) or bool(_UNFINISHED.search(contact))


def _holds_one(channel: Channel, settings: Settings) -> bool:
    """Whether a channel holds one contact of its kind; words for people are any."""
    value = channel.value if isinstance(channel.value, str) else ""
    match channel.kind:
        case "phone" | "sms":
            number = phone(value, channel.country)
            return number is not None and (channel.kind == "phone" or number.texts)
        case "email":
            return _EMAIL.fullmatch(value) is not None
        case "messenger":
            return chat(value) is not None
        case "form":
            leads_away = not leads_into_site(value, settings) and not host_of(value).endswith(".onion")
            return _ADDRESS.fullmatch(value) is not None and leads_away
    return True


def expired(site: Site) -> Iterator[Problem]:
    """What a release refuses: contacts whose check no longer counts, without a decision that does."""
    for path, place, channel in _of_age(site, "expired"):
        if not channel.decided(site.day):
            field = ("shown_unconfirmed", "until") if channel.shown_unconfirmed else ("checked_on",)
            yield Problem(path, ENDED, (*place, *field))


def ageing(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: contacts and leads in the last quarter of their validity, decisions to show an
    unconfirmed contact that end within 30 days, and leads that pages leave out already."""
    for path, place, channel in _of_age(site, "ageing"):
        yield Problem(path, ENDING, (*place, "checked_on"), {"date": channel.valid_until.isoformat()})
    for path, place, channel in _of_age(site, "expired"):
        decision = channel.shown_unconfirmed
        if decision and channel.decided(site.day) and decision.until - site.day <= SOON:
            yield Problem(path, ENDING, (*place, "shown_unconfirmed", "until"), {"date": decision.until.isoformat()})
    for path, place, organisation in every_organisation(site):
        if organisation.lead and (age := organisation.lead.freshness(site.day)) != "fresh":
            last = {"date": organisation.lead.valid_until.isoformat()}
            yield Problem(path, ENDED if age == "expired" else ENDING, (*place, "lead", "seen_on"), last)


def shared(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: numbers that two organisations have, of which one may be a slip."""
    first: dict[tuple[str, str | None], str] = {}
    for path, place, organisation in every_organisation(site):
        for position, channel in enumerate(organisation.channels):
            number = phone(channel.value, channel.country) if isinstance(channel.value, str) else None
            if number and not is_of_examples(path):
                holder = first.setdefault((number.dialled, channel.country), organisation.id)
                if holder != organisation.id:
                    values = {"first": holder, "second": organisation.id}
                    yield Problem(path, _SHARED, (*place, "channels", position, "value"), values)


def _of_age(site: Site, freshness: Freshness) -> Iterator[tuple[str, Field, Channel]]:
    """Yield the channels of real organisations whose check is so old."""
    real = (found for found in _every_channel(site) if not is_of_examples(found[0]))
    return (found for found in real if found[2].freshness(site.day) == freshness)


RULES = (organisations_are_right, leads_are_right, contacts_are_right)
