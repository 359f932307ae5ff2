"""What the attack found, as problems that say what follows, from what, and what to do.

In: a site and the records that were withdrawn. Out: problems; of several that say the same of the same cases the first.
"""

import math
from collections.abc import Iterable, Iterator, Sequence, Set

from build_tools.disclosure.attack.answers import Revelation
from build_tools.disclosure.attack.asking import Question, overlap
from build_tools.disclosure.attack.guessing import Public, without_guesses
from build_tools.disclosure.attack.judging import attacked
from build_tools.disclosure.attack.knowledge import AlikeClass
from build_tools.disclosure.attack.reasons import Reasons, at_odds, needed
from build_tools.disclosure.attack.sums import RECKONED, Sum, said
from build_tools.disclosure.attack.wholes import Whole, wholes_of
from build_tools.disclosure.audit import ContradictoryFacts, NotDecided
from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.audit.plain import Interval
from build_tools.disclosure.rule import rule_of
from build_tools.models import Case, Site
from build_tools.paths import FIGURES
from build_tools.problems import Fault, Problem

REVEALED = Fault(
    "disclosure.audit_reveals",
    "together with what is public, these cases tell that exactly {number} of those whom {ledger} counts have "
    "{description} (before: {before}); it follows from the cases {ids} and the figures {figures}; make these cases "
    "less exact, or hold them back",
)
LEFT_ALONE = Fault(
    "disclosure.audit_leaves_few",
    "of those whom {ledger} counts exactly {number} with {description} remain beside people whose pages have words "
    "(before: {before}); it follows from the cases {ids} and the figures {figures}; publish no words of these cases, "
    "or make them less exact",
)
BY_FIGURES = Fault(
    "disclosure.audit_figures_reveal",
    "together with other briefings, these figures tell that exactly {number} have {description} (before: {before}); it "
    "follows from the figures {figures}; leave one of them out, or join small figures to one",
)
CONTRADICTORY = Fault(
    "disclosure.audit_contradicts",
    "these cannot all be true together: the figures {figures} and the cases {ids}; so nobody can tell what all of it "
    "gives away; correct what is wrong, or say in counts, under `none_of` or `unsure_of`, whose cases a briefing does "
    "not count",
)
NOT_DECIDED = Fault(
    "disclosure.audit_not_decided",
    "holds figures of which it could not be found out what they tell together with the cases, so they are refused; "
    "publish fewer figures or less exact cases, or give the audit more time with `audit_seconds` in content/site.yml",
)


def attack_problems(site: Site, withdrawn: Iterable[Case] = (), told: Set[str] = frozenset()) -> list[Problem]:
    """Return what is wrong with everything public together; ``withdrawn`` are records that were public once, ``told``
    the ids of those whose words were."""
    try:
        found = list(revelations(site, withdrawn, told))
    except (ContradictoryFacts, NotDecided) as error:
        return [unanswered(error, site, withdrawn, told)]
    clock = Clock(rule_of(site.settings).seconds)
    asked, added = [one for one in found if isinstance(one, Revelation)], [one for one in found if isinstance(one, Sum)]
    return [
        *(_said(one, site, clock) for one in _each_once(asked)),
        *(_said_of_sum(one, site) for one in {said(one): one for one in added}.values()),
    ]


def _said_of_sum(one: Sum, site: Site) -> Problem:
    ids = {own for part in one.parts for own in part.ids}
    cases = sorted(path for path, case in site.cases.items() if case.id in ids)
    figures = sorted((part.source[0] for part in one.parts if part.source), reverse=True)
    return Problem([*cases, *figures, FIGURES][0], RECKONED, values={"number": one.number, "sum": said(one)})


def unanswered(
    error: ContradictoryFacts | NotDecided, site: Site, withdrawn: Iterable[Case] = (), told: Set[str] = frozenset()
) -> Problem:
    """Return why nobody can tell what follows."""
    if isinstance(error, NotDecided):
        return Problem(FIGURES, NOT_DECIDED)
    facts, classes = _at_odds(site, withdrawn, told)
    sources = [fact.source for fact in facts if fact.source]
    path = max((path for path, _ in sources), default=FIGURES)
    return Problem(path, CONTRADICTORY, values={"figures": _figures(sources), "ids": _ids(classes)})


def _at_odds(site: Site, withdrawn: Iterable[Case], told: Set[str]) -> Reasons:
    """Return what cannot all be true; nothing where there is no time left to find out, or a case is of no time."""
    public = Public(wholes_of(site.ledgers), _records(site, withdrawn), site.vocabulary, told)
    try:
        return at_odds(without_guesses(public).known(), Clock(rule_of(site.settings).seconds))
    except (ContradictoryFacts, NotDecided):
        return (), ()


def revelations(site: Site, withdrawn: Iterable[Case] = (), told: Set[str] = frozenset()) -> Iterator[Revelation | Sum]:
    """Yield what the attack finds. Raises ``ContradictoryFacts`` or ``NotDecided``."""
    yield from attacked(site.ledgers, _records(site, withdrawn), site.vocabulary, rule_of(site.settings), told)


def _records(site: Site, withdrawn: Iterable[Case]) -> list[Case]:
    return [*(case for case in site.cases.values() if not case.example), *withdrawn]


def _each_once(found: Iterable[Revelation]) -> Iterator[Revelation]:
    """Yield the first of those that say the same number of the same cases by the same fields, or by more."""
    seen = set[object]()
    told = list[tuple[Question, int]]()
    for one in found:
        key = (one.number, one.question.fields, one.question.beside, tuple(own.ids for own in one.near))
        if key not in seen and not says_no_more(one.question, one.number, told):
            seen.add(key)
            told.append((one.question, one.number))
            yield one


def says_no_more(question: Question, number: int, told: Iterable[tuple[Question, int]]) -> bool:
    """Whether the same number of people was told of already by fewer words: then these are all of them."""
    return any(
        number == same and known.beside == question.beside and known.query.items() <= question.query.items()
        for known, same in told
    )


def _said(one: Revelation, site: Site, clock: Clock) -> Problem:
    facts, classes = _reasons(one, clock)
    ids = {own for alike in classes for own in alike.ids}
    paths = {case.id: path for path, case in site.cases.items()}
    sources = [fact.source for fact in facts if fact.source]
    open_to_change = [path for path, _ in sources if not site.ledgers[path].already_public]
    path = min(
        (paths[own] for own in ids if own in paths), default=max(open_to_change, default=one.question.about.whole.path)
    )
    values = {
        "number": one.number,
        "ledger": one.question.about.whole.path,
        "description": described(one.question),
        "before": _interval(one.before),
        "ids": _ids(classes),
        "figures": _figures(sources, one.question.about.whole.path),
    }
    fault = LEFT_ALONE if one.question.beside else REVEALED if ids else BY_FIGURES
    return Problem(path, fault, values=values)


def described(question: Question) -> str:
    """Say whom it is about; where it is only a part of those whom a ledger counts, which."""
    step = question.about
    own = [f"within = {step.whole.name}"] if step.whole.name and not step.whole.main else []
    also = [f"within = {_name_beside(step.whole, other)}" for other in step.also]
    apart = [f"within ≠ {_name_beside(step.whole, other)}" for other in step.without]
    return ", ".join([*([question.said] if question.said else []), *own, *also, *apart])


def _name_beside(whole: Whole, other: Whole) -> str:
    return other.name if other.path == whole.path else other.ledger.id


def _reasons(one: Revelation, clock: Clock) -> Reasons:
    """Return from what a count follows; where there is no time left to find out, from all that is near."""
    try:
        return needed(one.known, one.question, one.number, clock)
    except NotDecided:
        return tuple(fact for fact in one.known.facts if overlap(fact.query, one.question.query)), one.near


def _ids(classes: Iterable[AlikeClass]) -> str:
    return ", ".join(sorted(own for alike in classes for own in alike.ids)) or "–"


def _figures(sources: Sequence[tuple[str, str]], about: str = "") -> str:
    """Name figures, with their files where these are not all the one that is spoken ``about``."""
    several = len({path for path, _ in sources} | {about}) > 1
    return ", ".join(sorted({f"{name} ({path})" if several else name for path, name in sources})) or "–"


def _interval(interval: Interval) -> str:
    low, high = interval
    return str(low) if low == high else f"{low}–{'∞' if high == math.inf else high}"
