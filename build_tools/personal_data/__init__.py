"""Whether a text may hold personal data: `find` says where and of what kind, never what.

Pure: no clock, no network, no file but the lists of this folder, each read once. The rules stand in tables, so that
each can be tried without each other.
"""

from collections.abc import Callable, Iterator, Mapping

from build_tools.personal_data import (
    births,
    contacts,
    coordinates,
    documents,
    hygiene,
    interrupted,
    names,
    namesakes,
    number_words,
    numbered,
    numbers,
    places,
    titles,
    word_names,
)
from build_tools.personal_data.escaped import decoded
from build_tools.personal_data.finding import HARD, Category, Finding, Severity, merged
from build_tools.personal_data.joining import joined
from build_tools.personal_data.normalise import Plain
from build_tools.personal_data.reading import Reading, read
from build_tools.personal_data.rows import found_by
from build_tools.personal_data.vocabulary import Vocabulary, is_known, shipped

OriginalRule = Callable[[str], Iterator[Finding]]
Rule = Callable[[Reading], Iterator[Finding]]

ON_THE_ORIGINAL: Mapping[str, OriginalRule] = {
    "hidden": hygiene.hidden,
    "accented": hygiene.accented,
    "mixed": hygiene.mixed,
    "other scripts": hygiene.foreign,
}
ROWS = (
    *contacts.PARTED,
    *documents.BY_NUMBER,
    *births.YEARS,
    *places.PLACES,
    *numbered.NUMBERED,
    *coordinates.COORDINATES,
)
RULES: Mapping[str, Rule] = {
    "numbers": numbers.numbers,
    "spelt numbers": number_words.spelt_numbers,
    "interrupted numbers": interrupted.interrupted,
    "phones": contacts.phones,
    "numbers of a town": contacts.of_a_town,
    "e-mail": contacts.addresses,
    "names in networks": contacts.names_in_networks,
    "accounts in networks": contacts.accounts,
    "told names": contacts.told_names,
    "papers": documents.papers,
    "accounts": documents.accounts,
    "plates": documents.plates,
    "births": births.births,
    "moments": births.moments,
    "numbered names": places.numbered,
    "houses lived in": places.lived_in,
}
OF_NAMES: Mapping[str, Rule] = {
    "marked names": titles.marked,
    "initials": names.initialled,
    "known names": names.known,
    "surnames": names.surnames,
    "unapproved words": names.unapproved,
    "first words": names.first_words,
    "small names": names.small,
    "small pairs": names.small_pairs,
    "coded names": word_names.coded,
    "names in capitals": word_names.in_capitals,
    "asked names": word_names.asked,
    "acting names": word_names.acting,
}


def find(text: str, vocabulary: Vocabulary | None = None, without: str = "") -> list[Finding]:
    """Return what of a text may be personal, in order.

    Without a vocabulary, that which the program ships with approves words. ``without`` leaves one rule out, for tests.
    """
    approved, read_anew = vocabulary or shipped(), decoded(text)
    found = found_in(text, approved, without)
    if read_anew.before and without != "escaped":
        again = (one for one in found_in(read_anew.text, approved, without) if is_said(read_anew.text, one))
        found += (in_original(read_anew, one) for one in again)
    return merged(found)


def found_in(text: str, vocabulary: Vocabulary, without: str = "") -> list[Finding]:
    """Return the same of a text as it is written."""
    found = [one for name, rule in ON_THE_ORIGINAL.items() if name != without for one in rule(text)]
    reading = read(text, vocabulary)
    plain = [one for name, rule in RULES.items() if name != without for one in rule(reading)]
    plain += found_by(ROWS, reading, without)
    persons = joined(reading, [one for name, rule in OF_NAMES.items() if name != without for one in rule(reading)])
    plain += namesakes.softened(reading, persons)
    return found + [in_original(reading.plain, one) for one in plain]


def is_said(text: str, one: Finding) -> bool:
    """Tell whether a finding in a text that was written in codes is one of words: programs list signs in codes too."""
    letters = sum(map(str.isalnum, text[one.start : one.end]))
    return one.category != "HYGIENE" and letters * 2 > one.end - one.start


def in_original(plain: Plain, one: Finding) -> Finding:
    """Return a finding in the plain text as one in the original."""
    return Finding(*plain.origin(one.start, one.end), one.category, one.severity)


__all__ = ["HARD", "Category", "Finding", "Severity", "Vocabulary", "find", "is_known", "shipped"]
