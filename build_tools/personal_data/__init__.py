"""Whether a text may hold personal data: `find` says where and of what kind, never what.

Pure: no clock, no network, no file but the lists of this folder, each read once. A rule is a row of the table of
patterns, or a generator here; each can be left out, so that tests show what it finds.
"""

from collections.abc import Callable, Iterator, Mapping

from build_tools.personal_data import contacts, dates, hygiene, number_words, numbers
from build_tools.personal_data.escaped import decoded
from build_tools.personal_data.finding import HARD, Category, Finding, Severity, merged
from build_tools.personal_data.persons import persons
from build_tools.personal_data.quick import doubtful
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.rows import found_by_rows
from build_tools.personal_data.vocabulary import Vocabulary, is_known, shipped

Rule = Callable[[Reading], Iterator[Finding]]

OF_ORIGINALS: Mapping[str, Rule] = {"accents": hygiene.accented, "mixed words": hygiene.mixed}
OF_PLAIN_TEXTS: Mapping[str, Rule] = {
    "numbers": numbers.numbers,
    "interrupted numbers": numbers.interrupted,
    "spelt numbers": number_words.spelt_numbers,
    "phones": contacts.phones,
    "e-mail": contacts.emails,
    "addresses in networks": contacts.addresses_in_networks,
    "joined names": contacts.joined_names,
    "accounts": contacts.accounts,
    "numbered names": contacts.numbered_names,
    "births": dates.births,
    "moments": dates.moments,
}


def find(text: str, vocabulary: Vocabulary | None = None, without: str = "") -> list[Finding]:
    """Return what of a text may be personal, in order.

    Without a vocabulary, that which the program ships with approves words. ``without`` leaves one rule out, for tests.
    """
    approved = vocabulary or shipped()
    found = ((start, found_by_all(text[start:end], approved, without)) for start, end in doubtful(text, approved))
    return merged([one.at(start + one.start, start + one.end) for start, some in found for one in some])


def found_by_all(text: str, vocabulary: Vocabulary, without: str = "") -> list[Finding]:
    """Return what all rules find in a text, whatever a quick look says of it: as it is, and with letters for codes."""
    found, letters = _found_in(text, vocabulary, without), decoded(text)
    if letters.before and without != "escaped":
        again = (one for one in _found_in(letters.text, vocabulary, without) if _is_in_words(letters.text, one))
        found += (one.at(*letters.origin(one.start, one.end)) for one in again)
    return found


def _found_in(text: str, vocabulary: Vocabulary, without: str = "") -> list[Finding]:
    """Return what all rules find in a text as it is written."""
    reading = Reading(text, vocabulary)
    found = [one for name, rule in OF_PLAIN_TEXTS.items() if name != without for one in rule(reading)]
    found += [*found_by_rows(reading, without), *persons(reading, without)]
    found = [one.at(*reading.plain.origin(one.start, one.end)) for one in found]
    found += [one for name, rule in OF_ORIGINALS.items() if name != without for one in rule(reading)]
    return [*found, *found_by_rows(reading, without, in_original=True)]


def _is_in_words(text: str, one: Finding) -> bool:
    """Tell whether a finding in a text that was written in codes is one of words: programs list signs in codes too."""
    letters = sum(map(str.isalnum, text[one.start : one.end]))
    return one.category != "HYGIENE" and letters * 2 > one.end - one.start


__all__ = ["HARD", "Category", "Finding", "Severity", "Vocabulary", "find", "is_known", "shipped"]
