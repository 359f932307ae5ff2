"""One organisation with its contacts as pages and copies show it, and how old the check of each contact is."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from build_tools.models import Channel, Organisation, anchor_of
from build_tools.phones import chat, phone
from build_tools.plain_words import capital
from build_tools.problems import N_
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
SCHEMES = {"phone": "tel:", "sms": "sms:", "email": "mailto:", "form": ""}
_ANONYMITY = {
    "possible": N_("You need not give your name."),
    "not_possible": N_("Your name is needed."),
    "not_known": N_("Ask first whether you must give your name."),
}
_NUMBERS = ("phone", "sms")
_TEXTS = ("name", "does", "cannot", "risk", "advice", "gap")
_DIGIT = re.compile("[0-9]")
_OfAKind = TypeVar("_OfAKind", Channel, Organisation)


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
class OrganisationEntry:
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


def confirmed_first(found: Sequence[_OfAKind], is_good: Callable[[_OfAKind], bool]) -> list[_OfAKind]:
    """Return them in their order, but among those of one kind the good ones first."""
    ordered = sorted(found, key=lambda one: not is_good(one))
    by_kind = {kind: iter([one for one in ordered if one.kind == kind]) for kind in {one.kind for one in found}}
    return [next(by_kind[one.kind]) for one in found]


def entry_anchor(id_: str) -> str:
    """Return the anchor of an organisation; it begins with _, as no anchor of words can, so the two never meet."""
    return f"_{anchor_of(id_)}"


def entry_of(organisation: Organisation, context: Context, places: Sequence[str] | None = None) -> OrganisationEntry:
    """Return one organisation; of the places where it works all, or those that are given."""
    channels = confirmed_first(organisation.channels, lambda channel: channel.freshness(context.site.day) != "expired")
    texts = {name: (getattr(organisation, name) or {}).get(context.language, "") for name in (*_TEXTS, "cost")}
    # That callers must give their name belongs before the contacts, as a risk does.
    anonymity, must_name = context.say(_ANONYMITY[organisation.anonymous]), organisation.anonymous == "not_possible"
    languages = languages_line(organisation.languages, context) if organisation.languages else ""
    return OrganisationEntry(
        id=entry_anchor(organisation.id),
        reach=_reach_lines(organisation.places if places is None else places, organisation.ages, context),
        named=anonymity if must_name else "",
        channels=tuple(contact_of(channel, context) for channel in channels),
        terms=as_sentences("" if must_name else anonymity, texts.pop("cost"), languages),
        **texts,
    )


def _reach_lines(places: Sequence[str], ages: Sequence[str], context: Context) -> tuple[str, ...]:
    """Return in which places an organisation works and which ages it serves, where it does not serve all."""
    names, label = context.site.vocabulary.labels("places_of_help"), context.locale.label
    where = ", ".join(names[code][context.language] for code in places)
    for_whom = ", ".join(label("age_bands", code) for code in ages)
    works_in = [context.say(N_("Works in: {places}"), places=where)] if places else []
    return (*works_in, *([context.say(N_("Only for: {ages}"), ages=for_whom)] if ages else []))


def languages_line(codes: Iterable[str], context: Context) -> str:
    """Return the names of languages by their codes."""
    names = ", ".join(context.locale.language_name(code) for code in codes)
    return context.say(N_("Languages: {languages}"), languages=names)


def as_sentences(*texts: str) -> str:
    """Return texts that may be one word, such as *free*, each with a capital and a full stop."""
    ends = (".", "!", "?", "…")
    return " ".join(capital(text) + ("" if text.endswith(ends) else ".") for text in texts if text)


def contact_of(channel: Channel, context: Context) -> Contact:
    """Return one way to reach an organisation; a short number says in which country alone it works."""
    written, kind, country = channel.words(context.language), context.say(CHANNELS[channel.kind]), channel.country
    only = N_("works only in this country: {country}")
    limit = context.say(only, country=context.locale.country(country)) if country else ""
    number = phone(written, country) if channel.kind in _NUMBERS else None
    talk = chat(written) if channel.kind == "messenger" else None
    value = number.dialled if number else written
    value = value.replace(" ", "").replace("-", "") if channel.kind in _NUMBERS else value
    return Contact(
        kind=f"{kind} ({limit})" if limit else kind,
        within=limit,
        value=number.shown if number else talk.shown if talk else written,
        href=SCHEMES[channel.kind] + value if channel.kind in SCHEMES else talk.address if talk else "",
        outside=channel.kind in ("form", "messenger"),
        hours=(channel.hours or {}).get(context.language, ""),
        checked=_check_line(channel, context),
        expired=channel.freshness(context.site.day) == "expired",
    )


def _check_line(channel: Channel, context: Context) -> str:
    """Return when a contact was checked and until when that counts, or since when it is not confirmed."""
    checked, until = context.locale.date(channel.checked_on), context.locale.date(channel.valid_until)
    if channel.freshness(context.site.day) == "expired":
        return context.say(N_("Not confirmed since: {date}"), date=until)
    return context.say(N_("Checked on: {date}; valid until: {until}"), date=checked, until=until)


def example_of(entry: OrganisationEntry, mark: str) -> OrganisationEntry:
    """Return an invented entry as nobody can take it for real: each contact marked, none to press, none to dial, each
    digit of a number an X."""
    values = [_DIGIT.sub("X", one.value) if one.is_phone else one.value for one in entry.channels]
    channels = (
        replace(one, value=mark + value, href="", outside=False, checked=mark + one.checked)
        for one, value in zip(entry.channels, values, strict=True)
    )
    return replace(entry, channels=tuple(channels))
