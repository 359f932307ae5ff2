"""Whom to turn to, in the language of a page: one organisation with its contacts as pages and copies show it, and how
old the check of each contact is; all organisations in order, and those of a situation.

In: the content in one language. Out: entries as templates place them; invented ones for a page of their own alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from build_tools.files.paths import EXAMPLE_ORGANISATIONS
from build_tools.models import EACH_PLACE, QUIET, SITUATION, Channel, Organisation, Values, anchor_of
from build_tools.personal_data.phones import chat, phone
from build_tools.problems import N_
from build_tools.render.context import Context
from build_tools.text.markdown import capital, sentences

KINDS_IN_ORDER = {
    "independent": N_("Independent organisations"),
    "state": N_("State bodies"),
    "international": N_("International bodies"),
}
"""In this order: independent help stands first."""

WHO_THERE_IS = N_("Organisations and bodies")
NOBODY_REACHED = N_("No independent organisation can be reached through this site yet.")
INDEX, HOURS, CONTACTS, PLACES, PHONE, COPIES, PAPERS, A_TO_Z = QUIET

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


def entry_of(organisation: Organisation, context: Context, places: Sequence[str] | None = None) -> OrganisationEntry:
    """Return one organisation; of the places where it works all, or those that are given."""
    channels = confirmed_first(organisation.channels, lambda channel: channel.freshness(context.site.day) != "expired")
    texts = {name: (getattr(organisation, name) or {}).get(context.language, "") for name in (*_TEXTS, "cost")}
    # That callers must give their name belongs before the contacts, as a risk does.
    anonymity, must_name = context.say(_ANONYMITY[organisation.anonymous]), organisation.anonymous == "not_possible"
    languages = languages_line(organisation.languages, context) if organisation.languages else ""
    return OrganisationEntry(
        # No anchor of words begins with _, so the two never meet.
        id=f"_{anchor_of(organisation.id)}",
        reach=_reach_lines(organisation.places if places is None else places, organisation.ages, context),
        named=anonymity if must_name else "",
        channels=tuple(contact_of(channel, context) for channel in channels),
        terms=sentences(map(capital, ("" if must_name else anonymity, texts.pop("cost"), languages))),
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


def real_organisations(context: Context) -> list[Organisation]:
    """Return the organisations that exist."""
    files = context.site.organisations.items()
    return [one for path, file in files if path != EXAMPLE_ORGANISATIONS for one in file.organisations]


def invented_organisations(context: Context) -> list[Organisation]:
    """Return the invented organisations; a release has none."""
    file = context.site.organisations.get(EXAMPLE_ORGANISATIONS)
    return list(file.organisations) if file and not context.release else []


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
