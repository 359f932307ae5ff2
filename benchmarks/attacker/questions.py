"""The questions of an attacker, and which answers are leaks.

In: a ``Public``. Out: leaks: an exact count of 1 to k − 1, an answer that follows of one known person, or of nearly
everybody where it tells what a person did or received. What briefings had published before is not new.
"""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.attacker.answers import Leak
from benchmarks.attacker.asking import Asked, Questions
from benchmarks.attacker.loose import Loose
from benchmarks.attacker.overlaps import components
from benchmarks.attacker.public import Public
from benchmarks.attacker.worlds import is_dated, worlds_of

Found = tuple[int, set[Leak]]
"""How many questions were asked, and the leaks."""


def attack(public: Public) -> Found:
    """Ask everything of each field and each two fields; what was known before the first release is no leak."""
    asked, leaks = ask(public)
    before = ask(public.known_before())[1] if leaks else set()
    return asked, {leak for leak in leaks if leak not in before and not is_repeated(leak, before, public)}


def is_repeated(leak: Leak, before: set[Leak], public: Public) -> bool:
    """Whether a leak only adds to a known one what a briefing had said of all its reports."""
    rest = [replace(leak, answers=(one,)) in before for one in leak.answers]
    return any(rest) and all(
        known or ruled_out(one, leak.group, public) for known, one in zip(rest, leak.answers, strict=True)
    )


def ruled_out(answer: str, group: str, public: Public) -> bool:
    """Whether no report of a briefing has the answer that is denied, for its figures of others add up to the total."""
    field, denied, step = answer.partition("≠")
    for own in public.ledgers if denied else ():
        figures = {codes[field][0]: count for codes, count in own.figures if codes.keys() == {field}}
        if own.public and own.id == group and sum(figures.values()) == own.total and step not in figures:
            return True
    return False


def ask(public: Public) -> Found:
    """Ask everything, whoever published it; ledgers without a common report are asked apart."""
    return added([found for part in components(public) for found in ask_part(part)])


def added(found: Sequence[Found]) -> Found:
    """Return numbers and leaks together."""
    return sum(number for number, _ in found), set[Leak]().union(*(leaks for _, leaks in found))


def ask_part(public: Public) -> list[Found]:
    """Ask everything of ledgers that overlap."""
    told = [field for field in public.ladders if is_told(public, field)]
    single = {field: possible(public, (field,)) for field in told}
    if impossible := [field for field, worlds in single.items() if not worlds]:
        return [(1, {Leak("contradiction", "all ledgers", tuple(impossible), 0)})]
    found = [every(list[Asked](worlds)) for worlds in single.values()]
    for one, other in itertools.combinations(told, 2):
        if is_bound(public, {one, other}):
            found.append(every(list[Asked](possible(public, (one, other)))))
        else:
            found.append(every([Loose(*both) for both in itertools.product(single[one], single[other])]))
    return found


def possible(public: Public, fields: tuple[str, ...]) -> list[Questions]:
    """Return the questions to each meaning of the lines under which there are registers."""
    return [one for one in map(Questions, worlds_of(public, fields)) if one.examples]


def is_told(public: Public, field: str) -> bool:
    """Whether anything public tells of a field."""
    figures = (codes for own in public.ledgers for codes, _ in own.figures)
    stories = (story.codes for story in public.stories)
    return any(field in codes for codes in itertools.chain(figures, stories, (own.tables for own in public.ledgers)))


def is_bound(public: Public, fields: set[str]) -> bool:
    """Whether something public speaks of two fields together: a story, a figure, or the time of a region."""
    figures = (codes.keys() for own in public.ledgers for codes, _ in own.figures)
    stories = (story.codes.keys() for story in public.stories)
    dated = {"place", "period"} if is_dated(public) else set[str]()
    return any(fields <= codes for codes in itertools.chain(figures, stories, [dated]))


def every(meanings: Sequence[Asked]) -> Found:
    """Ask everything of each meaning of the lines; what one of them leaves open is open."""
    if not meanings:
        return 1, {Leak("contradiction", "all ledgers", (), 0)}
    asked = [one.leaks() for one in meanings]
    return sum(number for number, _ in asked), set[Leak].intersection(*(leaks for _, leaks in asked))
