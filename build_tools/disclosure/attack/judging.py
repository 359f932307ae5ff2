"""What everything public tells together that was not known before: exactly how many people, where these are 1 to k - 1.

In: ledgers, records that are public or were, the rule. Out: revelations, and sums for which no words were found.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress

from build_tools.disclosure.attack.answers import Revelation, beside_told, new
from build_tools.disclosure.attack.asking import ask, everybody, questions
from build_tools.disclosure.attack.guessing import Public, tenable
from build_tools.disclosure.attack.knowledge import Knowledge
from build_tools.disclosure.attack.labels import labelled
from build_tools.disclosure.attack.sums import Sum, hides_somebody, sums
from build_tools.disclosure.attack.unspoken import unspoken
from build_tools.disclosure.attack.wholes import wholes_of
from build_tools.disclosure.audit import ContradictoryFacts, NotDecided
from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.rule import Rule
from build_tools.models import Case, Ledger, Vocabulary


def attacked(
    ledgers: Mapping[str, Ledger],
    records: Iterable[Case],
    vocabulary: Vocabulary,
    rule: Rule,
    told: Set[str] = frozenset(),
) -> Iterator[Revelation | Sum]:
    """Yield what everything together tells; ``records`` are all that were ever public, ``told`` those whose words were.
    Raises ``ContradictoryFacts`` or ``NotDecided``."""
    clock, wholes, every = Clock(rule.seconds), wholes_of(ledgers), list(records)
    if not wholes or (len(wholes) == 1 and not every and wholes[0].ledger.already_public):
        return
    for public in tenable(Public(wholes, every, vocabulary, told), clock):
        known = public.known()
        found: list[Revelation | Sum] = list(_of_figures(known, rule, clock))
        if known.classes and not hides_somebody(known, clock):
            more = unspoken(public, known, rule, clock)
            found += [one for one in more if isinstance(one, Revelation) or not found]
        yield from found
    yield from _of_labels(ledgers, vocabulary, rule, clock)


def _of_labels(ledgers: Mapping[str, Ledger], vocabulary: Vocabulary, rule: Rule, clock: Clock) -> Iterator[Sum]:
    """Yield what parts tell that a label alone describes; if these cannot be true together in any way, nothing."""
    for wholes in labelled(ledgers):
        with suppress(ContradictoryFacts):
            for public in tenable(Public(wholes, (), vocabulary), clock):
                known = public.known()
                yield from sums(known, known.before, rule.k, clock)


def _of_figures(known: Knowledge, rule: Rule, clock: Clock) -> Iterator[Revelation | Sum]:
    """Yield what the fields of figures tell: whether anything does is found out by adding and subtracting; whom it is
    about is asked then, and where no question is, or time is short, the sums are told."""
    if found := list(sums(known, known.before, rule.k, clock)):
        yield from _worded(known, rule, Clock(clock.left() / 2)) or found


def _worded(known: Knowledge, rule: Rule, clock: Clock) -> list[Revelation]:
    """Return what is told as answers to questions, as far as there is time."""
    asked, answers = [*questions(known), *everybody(known)], list[Revelation]()
    try:
        answers += new(known, asked, ask(known, asked, clock, certain_only=True), rule, clock)
        answers += beside_told(known, asked, rule, clock)
    except NotDecided:
        pass
    return answers
