"""One organisation with its contacts as templates show it, and how old the check of each contact is."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from build_tools.models import Channel, Organisation
from build_tools.phones import chat, number_of
from build_tools.plain_words import capital
from build_tools.problems import N_, fill
from build_tools.render.context import Context

CHANNELS = {
    "phone": N_("Phone"),
    "sms": N_("Text message (SMS)"),
    "messenger": N_("Messenger"),
    "email": N_("E-mail"),
    "form": N_("Form"),
    "visit": N_("Visit"),
    "post": N_("Post"),
}
_ANONYMITY = {
    "possible": N_("You need not give your name."),
    "not_possible": N_("Your name is needed."),
    "not_known": N_("Ask first whether you must give your name."),
}
_NUMBERS = ("phone", "sms")
_TEXTS = ("name", "does", "cannot", "risk", "advice", "gap")
OfAKind = TypeVar("OfAKind", Channel, Organisation)
_DIGIT = re.compile("[0-9]")
SCHEMES = {"phone": "tel:", "sms": "sms:", "email": "mailto:", "form": ""}


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach an organisation: ``within`` says in which country alone it works, ``href`` is empty where there
    is nothing to open, ``outside`` tells of a link to another site."""

    kind: str
    within: str
    value: str
    href: str
    outside: bool
    hours: str
    checked: str
    expired: bool

    @property
    def is_phone(self) -> bool:
        """Whether one can call it or write to it by SMS."""
        return self.href.startswith(("tel:", "sms:"))


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation as pages and copies show it; a text that it lacks is empty. What a caller must know before is
    in ``gap``, ``reach`` (where it works, whom it serves), ``named`` and ``risk``."""

    id: str
    name: str
    gap: str
    reach: tuple[str, ...]
    named: str
    risk: str
    advice: str
    channels: tuple[Contact, ...]
    does: str
    terms: str
    cannot: str
    lead: tuple[str, ...] = ()

    @property
    def phones(self) -> tuple[Contact, ...]:
        """The contacts that a telephone reaches."""
        return tuple(channel for channel in self.channels if channel.is_phone)


def _is_counted(channel: Channel, context: Context) -> bool:
    """Tell whether the check of a contact counts on the day of the build."""
    return channel.freshness(context.site.day) != "expired"


def confirmed_first(found: Sequence[OfAKind], is_good: Callable[[OfAKind], bool]) -> list[OfAKind]:
    """Return them in their order, but among those of one kind the good ones first."""
    by_kind = {one.kind: iter(sorted(_of_kind(one.kind, found), key=lambda o: not is_good(o))) for one in found}
    return [next(by_kind[one.kind]) for one in found]


def _of_kind(kind: str, found: Sequence[OfAKind]) -> list[OfAKind]:
    return [one for one in found if one.kind == kind]


def entry_anchor(id_: str) -> str:
    """Return the anchor of an organisation; it begins with _, as no anchor of words can, so the two never meet."""
    return f"_{id_.replace('_', '-')}"


def entry_of(organisation: Organisation, context: Context, places: Sequence[str] | None = None) -> Entry:
    """Return one organisation; of the places where it works all, or those that are given."""
    channels = confirmed_first(organisation.channels, lambda channel: _is_counted(channel, context))
    texts = {name: (getattr(organisation, name) or {}).get(context.language, "") for name in _TEXTS}
    return Entry(
        id=entry_anchor(organisation.id),
        reach=_reach_lines(organisation, organisation.places if places is None else places, context),
        named=_not_anonymous(organisation, context),
        channels=tuple(contact_of(channel, context) for channel in channels),
        terms=_terms(organisation, context),
        **texts,
    )


def example_of(entry: Entry, mark: str) -> Entry:
    """Return an invented entry as nobody can take it for real: each contact marked, none to press, none to dial."""
    return replace(entry, channels=tuple(_example_contact(channel, mark) for channel in entry.channels))


def _example_contact(channel: Contact, mark: str) -> Contact:
    """Return an invented contact; each digit of a number is an X."""
    value = _DIGIT.sub("X", channel.value) if channel.is_phone else channel.value
    return replace(channel, value=mark + value, href="", outside=False, checked=mark + channel.checked)


def _reach_lines(organisation: Organisation, places: Sequence[str], context: Context) -> tuple[str, ...]:
    """Say in which of its places an organisation works and which ages it serves, where it does not serve all."""
    say, names = context.locale.translate, context.site.vocabulary.labels("places_of_help")
    where = ", ".join(names[code][context.language] for code in places)
    ages = ", ".join(context.locale.label("age_bands", code) for code in organisation.ages)
    return (
        *([fill(say(N_("Works in: {places}")), places=where)] if places else []),
        *([fill(say(N_("Only for: {ages}")), ages=ages)] if ages else []),
    )


def _not_anonymous(organisation: Organisation, context: Context) -> str:
    """Say that callers must give their name, where that is so; it belongs before the contacts, as a risk does."""
    return context.locale.translate(_ANONYMITY["not_possible"]) if organisation.anonymous == "not_possible" else ""


def _languages_spoken(organisation: Organisation, context: Context) -> str:
    """Say which languages are spoken; nothing where that is not known."""
    return languages_line(organisation.languages, context) if organisation.languages else ""


def languages_line(codes: Iterable[str], context: Context) -> str:
    """Name languages by their codes."""
    names = ", ".join(context.locale.language_name(code) for code in codes)
    return fill(context.locale.translate(N_("Languages: {languages}")), languages=names)


def _terms(organisation: Organisation, context: Context) -> str:
    """Say in sentences what an organisation costs, which languages it speaks, and whether one must give one’s name.

    That callers are named is left out: ``named`` says it before the contacts.
    """
    anonymous = (
        "" if _not_anonymous(organisation, context) else context.locale.translate(_ANONYMITY[organisation.anonymous])
    )
    cost = (organisation.cost or {}).get(context.language, "")
    parts = (anonymous, cost, _languages_spoken(organisation, context))
    return " ".join(as_sentence(text) for text in parts if text)


def as_sentence(text: str) -> str:
    """Return a text that may be one word, such as *free*, with a capital and a full stop."""
    return capital(text) + ("" if text.endswith((".", "!", "?", "…")) else ".")


def contact_of(channel: Channel, context: Context) -> Contact:
    """Return one way to reach an organisation."""
    written = channel.words(context.language)
    number = number_of(written, channel.country) if channel.kind in _NUMBERS else None
    talk = chat(written) if channel.kind == "messenger" else None
    value = number.dialled if number else written
    value = value.replace(" ", "").replace("-", "") if channel.kind in _NUMBERS else value
    kind, limit = context.locale.translate(CHANNELS[channel.kind]), _country_limit(channel, context)
    return Contact(
        kind=f"{kind} ({limit})" if limit else kind,
        within=limit,
        value=number.shown if number else talk.shown if talk else written,
        href=SCHEMES[channel.kind] + value if channel.kind in SCHEMES else talk.address if talk else "",
        outside=channel.kind in ("form", "messenger"),
        hours=(channel.hours or {}).get(context.language, ""),
        checked=_check_line(channel, context),
        expired=not _is_counted(channel, context),
    )


def _country_limit(channel: Channel, context: Context) -> str:
    """Say in which country alone a short number works."""
    if not channel.country:
        return ""
    say, country = context.locale.translate, context.locale.country(channel.country)
    return fill(say(N_("works only in this country: {country}")), country=country)


def _check_line(channel: Channel, context: Context) -> str:
    """Say when a contact was checked and until when that counts, or since when it is not confirmed."""
    say, date = context.locale.translate, context.locale.date
    if not _is_counted(channel, context):
        return fill(say(N_("Not confirmed since: {date}")), date=date(channel.valid_until))
    dates = {"date": date(channel.checked_on), "until": date(channel.valid_until)}
    return fill(say(N_("Checked on: {date}; valid until: {until}")), **dates)
