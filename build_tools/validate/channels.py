"""Channels: each holds one contact of its kind, which a reader can dial, open or go to, and no other channel holds it.

In: a site. Out: problems. How old the check of a contact is, ``contacts`` says.
"""

import re
from collections.abc import Iterator

from build_tools.models import Channel, Settings, Site
from build_tools.phones import APPS, Phone, chat, number_of
from build_tools.problems import Fault, Problem
from build_tools.validate.organisations import (
    every_channel,
    every_organisation,
    is_of_examples,
    is_placeholder,
    texts_of,
)
from build_tools.validate.settings import host_of, leads_into_site

EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
FORM = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[^\s\\]*)?")
SHORT = re.compile(r"[0-9 -]{2,7}")
SEVERAL = re.compile(r"[,;/]|\+.*\+")
REACHES = re.compile(
    r"https?://\S+|\b(?:t|wa|signal|m)\.me/\S+|\+[ (]*[0-9][0-9 ().-]{4,}|(?<![\w.+-])[\w.+-]++@[\w-]+\.\w+|@\w+"
)
"""What in the value of a messenger leads to somebody."""

NO_PHONE = Fault(
    "channels.no_phone_number",
    "is not a telephone number of its country; write it as one dials it from abroad: +, country code, number",
)
SHORT_NUMBER = Fault(
    "channels.short_number",
    "is a short number, which nobody can dial from abroad; write the whole number behind it, or add the country in "
    "which it works, such as country: KZ",
)
NOT_SHORT = Fault(
    "channels.not_a_short_number",
    "is not a short number of that country; write it as one dials it there, or delete country and write the whole "
    "number",
)
NO_NUMBER = Fault(
    "channels.country_without_number", "has a meaning only for a short number, of kind phone or sms; delete it"
)
NO_TEXTS = Fault(
    "channels.receives_no_texts",
    "is a number that receives no text messages; write a mobile number, or kind: phone",
)
NO_CHAT = Fault(
    "channels.no_messenger",
    "is not a contact in a messenger; write the app, a colon, and the whole number with + and country code, or in "
    "Telegram the name with @; the apps are: {apps}",
)
NO_EMAIL = Fault("channels.no_email", "is not one e-mail address; write it as name@host")
NO_FORM = Fault("channels.no_form", "is not one address of a form; write it with https:// in front")
OWN_FORM = Fault(
    "channels.form_on_this_site",
    "leads into this site or a copy of it, where nothing can receive a form, for there are files alone; write the "
    "address of a form elsewhere, or another kind of contact",
)
ONION_FORM = Fault(
    "channels.form_on_onion",
    "leads to an onion service, and no page has a link to one; write the address that the form has besides, or "
    "another kind of contact",
)
TWO = Fault("channels.several_contacts", "holds more than one contact; write a channel for each")
AGAIN = Fault("channels.contact_repeated", "is the contact of another channel of this organisation; write it once")


def values_are_contacts(site: Site) -> Iterator[Problem]:
    """A phone number can be dialled, an e-mail address and a form can be reached, and each channel holds one."""
    for path, place, channel in every_channel(site):
        value = channel.value
        if not isinstance(value, str) or is_of_examples(path) or is_placeholder(value):
            continue
        if message := _fault(channel, value, site.settings):
            yield Problem(path, message, (*place, "value"), {"apps": ", ".join(APPS)})


def _fault(channel: Channel, value: str, settings: Settings) -> Fault | None:
    match channel.kind:
        case "phone" | "sms":
            return _number_fault(channel, value)
        case "email":
            return None if EMAIL.fullmatch(value) else TWO if value.count("@") > 1 else NO_EMAIL
        case "messenger":
            return None if chat(value) else TWO if len(REACHES.findall(value)) > 1 else NO_CHAT
        case "form":
            return _form_fault(value, settings)
    return None


def _number_fault(channel: Channel, value: str) -> Fault | None:
    if number := number_in(channel):
        return NO_TEXTS if channel.kind == "sms" and not number.texts else None
    if channel.country:
        return NOT_SHORT
    return TWO if SEVERAL.search(value) else SHORT_NUMBER if SHORT.fullmatch(value) else NO_PHONE


def _form_fault(value: str, settings: Settings) -> Fault | None:
    if not FORM.fullmatch(value):
        return TWO if value.count("https://") > 1 else NO_FORM
    if leads_into_site(value, settings):
        return OWN_FORM
    return ONION_FORM if host_of(value).endswith(".onion") else None


def countries_have_numbers(site: Site) -> Iterator[Problem]:
    """Only a telephone names the country in which it works."""
    for path, place, channel in every_channel(site):
        if channel.country and channel.kind not in ("phone", "sms"):
            yield Problem(path, NO_NUMBER, (*place, "country"))


def values_differ(site: Site) -> Iterator[Problem]:
    """No organisation has the same contact twice, however it is written and in whichever language."""
    for path, place, organisation in every_organisation(site):
        before: set[tuple[str, str]] = set()
        for position, channel in enumerate(organisation.channels):
            own = {way: (channel.kind, _bare(text, channel)) for way, text in texts_of(channel.value)}
            for way in [way for way, contact in own.items() if contact in before][:1]:
                yield Problem(path, AGAIN, (*place, "channels", position, "value", *way))
            before.update(own.values())


def _bare(text: str, channel: Channel) -> str:
    number, talk = number_in(channel), chat(text) if channel.kind == "messenger" else None
    return number.dialled if number else (talk.address or talk.shown) if talk else text.casefold().strip()


def number_in(channel: Channel) -> Phone | None:
    """Return the number that a channel holds; words in several languages are none."""
    return number_of(channel.value, channel.country) if isinstance(channel.value, str) else None
