"""One organisation with its contacts as templates show it, and how old the check of each contact is."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

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
ANONYMITY = {
    "possible": N_("You can stay anonymous."),
    "not_possible": N_("You cannot stay anonymous."),
    "not_known": N_("Not known whether you can stay anonymous."),
}
NUMBERS = ("phone", "sms")
OfAKind = TypeVar("OfAKind", Channel, Organisation)
SCHEMES = {"phone": "tel:", "sms": "sms:", "email": "mailto:", "form": ""}


def is_counted(channel: Channel, context: Context) -> bool:
    """Tell whether the check of a contact counts on the day of the build."""
    return channel.freshness(context.site.day) != "expired"


def confirmed_first(found: Sequence[OfAKind], is_good: Callable[[OfAKind], bool]) -> list[OfAKind]:
    """Return them in their order, but among those of one kind the good ones first."""
    by_kind = {one.kind: iter(sorted(_of_kind(one.kind, found), key=lambda o: not is_good(o))) for one in found}
    return [next(by_kind[one.kind]) for one in found]


def _of_kind(kind: str, found: Sequence[OfAKind]) -> list[OfAKind]:
    return [one for one in found if one.kind == kind]


def anchor(id_: str) -> str:
    """Return the anchor of an organisation; it begins with _, as no anchor of words can, so the two never meet."""
    return f"_{id_.replace('_', '-')}"


def shown(organisation: Organisation, context: Context) -> dict[str, Any]:
    """Return one organisation as the template shows it."""
    language, places = context.language, context.site.vocabulary.labels("places_of_help")
    channels = confirmed_first(organisation.channels, lambda channel: is_counted(channel, context))
    texts = ("name", "does", "cannot", "risk", "cost", "gap")
    found = {
        "id": anchor(organisation.id),
        "kind": organisation.kind,
        **{name: (getattr(organisation, name) or {}).get(language, "") for name in texts},
        "languages": spoken(organisation, context),
        "ages": [context.locale.label("age_bands", code) for code in organisation.ages],
        "places": [places[code][language] for code in organisation.places],
        "anonymous": context.locale.translate(ANONYMITY[organisation.anonymous]),
        "named": named(organisation, context),
        "channels": [channel_shown(channel, context) for channel in channels],
    }
    return {**found, "terms": terms(found)}


def with_lead(organisation: Organisation, context: Context) -> dict[str, Any]:
    """Return one organisation with its lead, for pages alone: a copy outlives the days on which the lead is shown."""
    return {**shown(organisation, context), "lead": lead(organisation, context)}


def lead(organisation: Organisation, context: Context) -> list[str]:
    """Say where else one might turn, line by line and without a link; nothing after the last day of the lead."""
    found, say, date = organisation.lead, context.locale.translate, context.locale.date
    if found is None or found.freshness(context.site.day) == "expired":
        return []
    days = {"date": date(found.seen_on), "until": date(found.valid_until)}
    remarks = (
        in_languages(found.languages, context),
        say(N_("Your name is needed.")),
        say(N_("We have not tried this page.")),
        fill(say(N_("Seen working by others on: {date}; shown here until: {until}")), **days),
        say(N_("Type every sign as it stands here: a similar address can be a trap.")),
    )
    page = fill(say(N_("Page for written submissions: {address}")), address=found.address)
    return [page, " ".join(map(sentence, remarks))]


def named(organisation: Organisation, context: Context) -> str:
    """Say that callers cannot stay anonymous, where that is so; it belongs before the contacts, as a risk does."""
    return context.locale.translate(ANONYMITY["not_possible"]) if organisation.anonymous == "not_possible" else ""


def spoken(organisation: Organisation, context: Context) -> str:
    """Say which languages are spoken; nothing where that is not known."""
    return in_languages(organisation.languages, context) if organisation.languages else ""


def in_languages(codes: Iterable[str], context: Context) -> str:
    """Name languages by their codes."""
    names = ", ".join(context.locale.language_name(code) for code in codes)
    return fill(context.locale.translate(N_("Languages: {languages}")), languages=names)


def terms(o: dict[str, Any]) -> str:
    """Say in sentences what an organisation costs, which languages it speaks, and whether one can stay anonymous.

    ``o`` holds these texts. That callers are named is left out: ``named`` says it before the contacts.
    """
    parts = (o["anonymous"] if not o["named"] else "", o["cost"], o["languages"])
    return " ".join(sentence(text) for text in parts if text)


def sentence(text: str) -> str:
    """Return a text that may be one word, such as *free*, with a capital and a full stop."""
    return capital(text) + ("" if text.endswith((".", "!", "?", "…")) else ".")


def channel_shown(channel: Channel, context: Context) -> dict[str, str]:
    """Return one way to reach an organisation; ``href`` is empty where there is nothing to open."""
    words = channel.words(context.language)
    number = number_of(words, channel.country) if channel.kind in NUMBERS else None
    talk = chat(words) if channel.kind == "messenger" else None
    value = number.dialled if number else words
    value = value.replace(" ", "").replace("-", "") if channel.kind in NUMBERS else value
    kind, limit = context.locale.translate(CHANNELS[channel.kind]), within(channel, context)
    return {
        "kind": f"{kind} ({limit})" if limit else kind,
        "within": limit,
        "value": number.shown if number else talk.shown if talk else words,
        "href": SCHEMES[channel.kind] + value if channel.kind in SCHEMES else talk.address if talk else "",
        "outside": "yes" if channel.kind in ("form", "messenger") else "",
        "hours": (channel.hours or {}).get(context.language, ""),
        "checked": checked(channel, context),
        "expired": "" if is_counted(channel, context) else "yes",
    }


def within(channel: Channel, context: Context) -> str:
    """Say in which country alone a short number works."""
    if not channel.country:
        return ""
    say, country = context.locale.translate, context.locale.country(channel.country)
    return fill(say(N_("works only in this country: {country}")), country=country)


def checked(channel: Channel, context: Context) -> str:
    """Say when a contact was checked and until when that counts, or since when it is not confirmed."""
    say, date = context.locale.translate, context.locale.date
    if not is_counted(channel, context):
        return fill(say(N_("Not confirmed since: {date}")), date=date(channel.valid_until))
    dates = {"date": date(channel.checked_on), "until": date(channel.valid_until)}
    return fill(say(N_("Checked on: {date}; valid until: {until}")), **dates)
