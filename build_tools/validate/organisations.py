"""Organisations: real or invented, never both; each contact is one that a reader can dial, open or go to, and its check
still counts; and whom each page of help leads to, decided once for all languages.

In: a site. Out: problems; what only a release refuses, and what only deserves a reminder, comes from functions of
their own (``RELEASE_RULES``, ``reminders``).
"""

import re
from collections.abc import Iterator

from build_tools.files.paths import ORGANISATIONS
from build_tools.models import SITUATION, Channel, Organisation, Referral, Settings, Site
from build_tools.models.base import ModelT
from build_tools.models.organisations import ChannelKind
from build_tools.models.settings import PLACEHOLDER_HOSTS
from build_tools.personal_data.phones import chat, phone
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
    one_of_missing,
    unknown,
    wrong_form,
)
from build_tools.validate.generic import SOON, tomorrow
from build_tools.validate.settings import host_of, leads_into_site
from build_tools.validate.walk import every

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


_TURN_OR_NOT = N_("a list with {name} under turn_to or under left_out, and why, for it may be the perpetrator")
_UNNAMED = Fault(
    "help.organisation_unnamed",
    "is named by no page of help: add it to turn_to of the situations it helps in, such as k/1",
)
_SHARED = Fault(
    "contacts.number_shared",
    "is the number of {first} too; ask which of the two answers, and keep it with {second} only if both do",
)


def is_of_examples(path: str) -> bool:
    """Whether a file holds invented organisations."""
    return "examples" in path.rpartition("/")[2]


def real(site: Site, model: type[ModelT]) -> Iterator[tuple[str, Field, ModelT]]:
    """Yield the records of a model that are of real organisations, each with its file and the way to it."""
    return (found for found in every(site, model) if not is_of_examples(found[0]))


def organisations_are_right(site: Site) -> Iterator[Problem]:
    """Each organisation is marked as its file, and has contacts or says what is missing; no state body, which registers
    who turns to it, is told to need no name."""
    for path, place, one in every(site, Organisation):
        for language, name in one.name.items():
            if name.startswith(EXAMPLE_WORDS) != is_of_examples(path):
                yield _marked_otherwise(path, (*place, "name", language))
        if bool(one.channels) == bool(one.gap):
            values = {"one": "channels", "other": "gap"}
            yield Problem(path, ONE_OF_TWO, (*place, "gap" if one.gap else "channels"), values)
        if one.kind == "state" and one.anonymous == "possible":
            fault = unknown("anonymous (kind: state)", ("not_possible", "not_known"), "possible")
            yield Problem(path, fault, (*place, "anonymous"))


def _leads_are_right(site: Site) -> Iterator[Problem]:
    """A lead, which nobody has tried, stands where there is no contact, on a host that no stranger can come to own."""
    for path, place, one in every(site, Organisation):
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
    for path, place, channel in every(site, Channel):
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
    for path, place, channel in real(site, Channel):
        if channel.freshness(site.day) == "expired" and not channel.decided(site.day):
            field = ("shown_unconfirmed", "until") if channel.shown_unconfirmed else ("checked_on",)
            yield Problem(path, ENDED, (*place, *field))


def ageing(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: contacts and leads in the last quarter of their validity, decisions to show an
    unconfirmed contact that end within 30 days, and leads that pages leave out already."""
    for path, place, channel in real(site, Channel):
        age, decision = channel.freshness(site.day), channel.shown_unconfirmed
        if age == "ageing":
            yield Problem(path, ENDING, (*place, "checked_on"), {"date": channel.valid_until.isoformat()})
        elif age == "expired" and decision and channel.decided(site.day) and decision.until - site.day <= SOON:
            yield Problem(path, ENDING, (*place, "shown_unconfirmed", "until"), {"date": decision.until.isoformat()})
    for path, place, organisation in every(site, Organisation):
        if organisation.lead and (age := organisation.lead.freshness(site.day)) != "fresh":
            last = {"date": organisation.lead.valid_until.isoformat()}
            yield Problem(path, ENDED if age == "expired" else ENDING, (*place, "lead", "seen_on"), last)


def shared(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: numbers that two organisations have, of which one may be a slip."""
    first: dict[tuple[str, str | None], str] = {}
    for path, place, organisation in real(site, Organisation):
        for position, channel in enumerate(organisation.channels):
            if number := phone(channel.value, channel.country) if isinstance(channel.value, str) else None:
                holder = first.setdefault((number.dialled, channel.country), organisation.id)
                if holder != organisation.id:
                    values = {"first": holder, "second": organisation.id}
                    yield Problem(path, _SHARED, (*place, "channels", position, "value"), values)


def _situations_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Each situation of help says whom it leads to, and somebody has thought, for each, about each body that is not
    independent: it may be the perpetrator."""
    referrals, organisations = [*every(site, Referral)], [one for _, _, one in real(site, Organisation)]
    decided = {referral.page for _, _, referral in referrals}
    for page in sorted({words.name for words in site.words.values() if SITUATION.fullmatch(words.name)} - decided):
        yield Problem(ORGANISATIONS, one_of_missing(f"page: {page}"), ("situations",))
    bodies = [one.id for one in organisations if one.kind != "independent" and not one.places]
    for path, place, referral in referrals:
        if not referral.turn_to:
            yield Problem(path, one_of_missing(*(f"who: {one.id}" for one in organisations)), (*place, "turn_to"))
        named = {choice.who for choice in (*referral.turn_to, *referral.left_out)}
        for name in (one for one in bodies if one not in named):
            yield Problem(path, wrong_form(_TURN_OR_NOT, name=name), (*place, "turn_to"))


def _contacts_serve_the_age(site: Site) -> Iterator[Problem]:
    """Nobody is sent to an organisation that turns people of their age away."""
    wanted = {words.name: words.about.ages for words in site.words.values()}
    ages = {one.id: one.ages for _, _, one in real(site, Organisation)}
    for path, place, referral in every(site, Referral):
        about = wanted.get(referral.page, ())
        served = [who for who, own in ages.items() if not own or site.vocabulary.share_an_age(own, about)]
        for position, choice in enumerate(referral.turn_to) if about else ():
            if choice.who in ages and choice.who not in served:
                fault = unknown(f"organisations (ages: {', '.join(about)})", served, choice.who)
                yield Problem(path, fault, (*place, "turn_to", position, "who"))


def organisations_are_named(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: an independent organisation that can be reached, and that no page of help shows."""
    named = {id_ for referral in site.referrals.values() for id_ in referral.named}
    shown = {age for words in site.words.values() for age in words.about.ages}
    for path, place, organisation in real(site, Organisation):
        everywhere = organisation.kind == "independent" and organisation.channels and not organisation.places
        by_age = site.vocabulary.share_an_age(organisation.ages, shown)
        if everywhere and organisation.id not in named and not by_age:
            yield Problem(path, _UNNAMED, (*place, "id"))


RULES = (
    organisations_are_right,
    _leads_are_right,
    contacts_are_right,
    _situations_lead_somewhere,
    _contacts_serve_the_age,
)
