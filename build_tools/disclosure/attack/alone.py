"""What the figures of one briefing give away together, though none of them says it.

In: a site. Out: problems: of each ledger by itself, what exactly 1 to k - 1 people are for whoever can reckon. What
cannot be decided is refused. What several ledgers and the records tell together is attacked before it goes out.
"""

from collections.abc import Iterator, Set
from dataclasses import replace

from build_tools.disclosure.attack.asking import Question, ask, questions
from build_tools.disclosure.attack.guessing import Public, tenable, without_guesses
from build_tools.disclosure.attack.knowledge import Knowledge
from build_tools.disclosure.attack.reasons import at_odds
from build_tools.disclosure.attack.saying import described, says_no_more
from build_tools.disclosure.attack.sums import RECKONED, Sum, said, sums
from build_tools.disclosure.attack.wholes import wholes_of
from build_tools.disclosure.audit import LIMIT, ContradictoryFacts, NotDecided
from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.figures import readings, said_of
from build_tools.models import Ledger, Site, Vocabulary
from build_tools.paths import VOCABULARY
from build_tools.problems import Fault, Problem

GIVEN_AWAY = Fault(
    "disclosure.figures_give_away",
    "together, these figures tell that exactly {number} have {description}, and {k} are needed; leave out a figure "
    "from which this follows, or join small figures to one",
)
CONTRADICTORY = Fault(
    "disclosure.figures_contradict",
    "holds figures that cannot all be true together: {figures}; so nobody can tell what they give away; correct the "
    "one that is wrong",
)
NOT_DECIDED = Fault(
    "disclosure.not_decided",
    "holds figures of which it could not be found out what they give away; leave some of them out",
)


def figures_give_nothing_away(site: Site, faulty: Set[str] = frozenset(), limit: float = LIMIT) -> Iterator[Problem]:
    """The figures of a briefing can be true together, and nothing follows from them that they may not say (R4, R5);
    what was public before this site tells nothing new. What is ``faulty`` waits until it is mended."""
    for path, ledger in site.ledgers.items():
        if faulty.isdisjoint((path, VOCABULARY)):
            yield from _judged(path, ledger, site, limit)


def _judged(path: str, ledger: Ledger, site: Site, limit: float) -> Iterator[Problem]:
    k, known = site.settings.k, ledger.already_public is not None
    try:
        for one in given_away(ledger, site.vocabulary, k, everything=not known, limit=limit):
            yield _problem(path, one, k)
    except ContradictoryFacts:
        yield Problem(path, CONTRADICTORY, values={"figures": _at_odds(ledger, site.vocabulary, limit)})
    except NotDecided:
        yield Problem(path, NOT_DECIDED)


def _problem(path: str, one: tuple[str, int] | Sum, k: int) -> Problem:
    if isinstance(one, Sum):
        return Problem(path, RECKONED, values={"number": one.number, "sum": said(one)})
    description, number = one
    return Problem(path, GIVEN_AWAY, values={"number": number, "description": description, "k": k})


def _at_odds(ledger: Ledger, vocabulary: Vocabulary, limit: float) -> str:
    """Name figures that cannot all be true together, as few as can be found out in time."""
    public = without_guesses(Public(wholes_of({"": ledger}), (), vocabulary))
    try:
        facts, _ = at_odds(public.known(), Clock(limit))
    except (ContradictoryFacts, NotDecided):
        facts = public.known().facts
    return ", ".join(sorted({fact.source[1] for fact in facts if fact.source}))


def given_away(
    ledger: Ledger, vocabulary: Vocabulary, k: int, *, everything: bool = True, limit: float = LIMIT
) -> Iterator[tuple[str, int] | Sum]:
    """Yield the descriptions that follow and that no figure states, with how many people have them; where no
    description is found for some, what they are the sum of. Unless everything is asked, it is only found out whether
    the figures can be true together. Raises ``NotDecided``, and ``ContradictoryFacts`` where they cannot."""
    wholes, clock = wholes_of({"": ledger}), Clock(limit)
    for public in tenable(Public(wholes, (), vocabulary), clock):
        known = public.known()
        stated = replace(known, facts=tuple(fact for fact in known.facts if fact.number < k))
        if everything and (found := list(sums(known, stated, k, clock))):
            yield from _worded(known, ledger, k, Clock(clock.left() / 2)) or found


def _worded(known: Knowledge, ledger: Ledger, k: int, clock: Clock) -> list[tuple[str, int]]:
    """Return what is told as answers to questions, as far as there is time."""
    stated = {said_of(codes) for whole in known.wholes for name in whole.figures for codes in readings(name, ledger)}
    asked, seen = list(questions(known)), list[tuple[Question, int]]()
    try:
        found = ask(known, asked, clock, certain_only=True)
    except NotDecided:
        return []
    for one, (low, high) in zip(asked, found, strict=True):
        if low == high and 0 < low < k and described(one) not in stated and not says_no_more(one, int(low), seen):
            seen.append((one, int(low)))
    return [(described(one), number) for one, number in seen]
