"""Telephone numbers: in comes what a maintainer wrote, out comes the one way to show and to dial it.

A number is written with + and its country code; nothing is guessed, nothing is repaired.
"""

from dataclasses import dataclass

import phonenumbers


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that its country's numbering plan knows: ``shown`` in international form, ``dialled`` as E.164.

    ``texts`` says whether it can receive text messages, as far as the plan tells.
    """

    shown: str
    dialled: str
    texts: bool


def phone(value: str) -> Phone | None:
    """Return the number, or nothing where it is not one number that can exist in its country."""
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or number.extension:
        return None
    formats = phonenumbers.PhoneNumberFormat
    shown = phonenumbers.format_number(number, formats.INTERNATIONAL)
    texts = phonenumbers.number_type(number) != phonenumbers.PhoneNumberType.FIXED_LINE
    return Phone(shown, phonenumbers.format_number(number, formats.E164), texts)
