"""What an attacker takes for granted, as long as it can be true.

In: wholes and records. Out: what is known, with those guesses that can be true together: a guess that contradicts what
is public is wrong, and the figures are not.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from build_tools.disclosure.attack.facts import guesses
from build_tools.disclosure.attack.finest import Aspect
from build_tools.disclosure.attack.knowledge import Knowledge, knowledge
from build_tools.disclosure.attack.times import in_time
from build_tools.disclosure.attack.wholes import ON_A_DAY, Guess, Whole, lasting_parts, same_parts
from build_tools.disclosure.audit import ContradictoryFacts, bounds
from build_tools.disclosure.audit.clock import Clock
from build_tools.models import Case, Vocabulary


@dataclass(frozen=True, slots=True)
class Public:
    """All that is public: wholes, records, the codebook, of whom the words were ``told``; and what is ``doubted``."""

    wholes: Sequence[Whole]
    records: Sequence[Case]
    vocabulary: Vocabulary
    told: Set[str] = frozenset()
    doubted: frozenset[Guess] = frozenset()

    def known(self, also: Sequence[Aspect] = ()) -> Knowledge:
        """Return what follows of whom, told apart by some aspects more. Raises ``NotDecided``, and
        ``ContradictoryFacts`` where a record can be of nobody."""
        return knowledge(self.wholes, self.records, self.vocabulary, also, self.told, self.doubted)


def tenable(public: Public, clock: Clock) -> Iterator[Public]:
    """Yield the same with as few doubts as it takes to be possible: each guess that can be true stands in one of them.
    Raises ``ContradictoryFacts`` where it cannot be true without any guess either, and ``NotDecided``."""
    if _is_possible(public, clock):
        yield public
        return
    certain = without_guesses(public)
    if not _is_possible(certain, clock):
        raise ContradictoryFacts
    every, tried = list(_guesses(public)), set[Guess]()
    while left := [guess for guess in every if guess not in tried]:
        found = _first_kept_first(certain, [*left, *tried], clock)
        tried |= {left[0], *(frozenset(every) - found.doubted)}
        if left[0] not in found.doubted or len(left) == len(every):
            yield found


def _first_kept_first(certain: Public, guesses: Sequence[Guess], clock: Clock) -> Public:
    """Return the same with as many guesses as can be true together, taken in their order."""
    found = certain
    for guess in guesses:
        more = replace(found, doubted=found.doubted - {guess})
        found = more if _is_possible(more, clock) else found
    return found


def _is_possible(public: Public, clock: Clock) -> bool:
    """Whether it can be true, and each record can be of somebody."""
    try:
        return can_be_true(public.known(), clock)
    except ContradictoryFacts:
        return False


def without_guesses(public: Public) -> Public:
    """Return the same with all guesses doubted."""
    return replace(public, doubted=frozenset(_guesses(public)))


def can_be_true(known: Knowledge, clock: Clock) -> bool:
    """Whether there can be such people. Raises ``NotDecided``."""
    try:
        bounds(*known.plain(), [], limit=clock.left())
    except ContradictoryFacts:
        return False
    return True


def _guesses(public: Public) -> Iterator[Guess]:
    yield ON_A_DAY
    yield from (guess for guess, _ in same_parts(public.wholes))
    yield from (guess for guess, _ in lasting_parts(public.wholes))
    yield from guesses(public.wholes)
    yield from in_time(public.wholes) if public.records else ()
