"""What the figures of a briefing give away together, though none of them says it: the attacker's problem of one ledger.

In: a ledger and the codebook. Out: the descriptions, by one field or two, that exactly 1 to k - 1 people have for
whoever can reckon. What cannot be decided is refused.
"""

from collections.abc import Iterator, Mapping, Set
from itertools import combinations
from typing import NamedTuple

from build_tools.disclosure.audit import LIMIT, ContradictoryFacts, NotDecided, Query, bounds
from build_tools.disclosure.ladders import below
from build_tools.models import Figure, Ledger, Site, Vocabulary, coded_fields
from build_tools.paths import VOCABULARY
from build_tools.problems import Fault, Problem

Ladders = Mapping[str, Mapping[str, list[str]]]
"""For each field and each of its codes the codes that it may stand for."""


GIVEN_AWAY = Fault(
    "disclosure.figures_give_away",
    "together, these figures tell that exactly {number} have {description}, and {k} are needed; leave out a figure "
    "from which this follows, or join small figures to one",
)
CONTRADICTORY = Fault(
    "disclosure.figures_contradict",
    "holds figures that cannot all be true together, so nobody can tell what they give away; correct the one that is "
    "wrong",
)
NOT_DECIDED = Fault(
    "disclosure.not_decided",
    "holds figures of which it could not be found out what they give away; leave some of them out",
)


class Description(NamedTuple):
    """Codes by field, as a message says them, and the same as a question."""

    said: str
    query: Query


def figures_give_nothing_away(site: Site, faulty: Set[str] = frozenset(), limit: float = LIMIT) -> Iterator[Problem]:
    """The figures of a briefing can be true together, and nothing follows from them that they may not say (R4, R5);
    what was public before this site tells nothing new. What is ``faulty`` waits until it is mended."""
    for path, ledger in site.ledgers.items():
        if faulty.isdisjoint((path, VOCABULARY)):
            yield from _judged(path, ledger, site, limit)


def _judged(path: str, ledger: Ledger, site: Site, limit: float) -> Iterator[Problem]:
    k, known = site.settings.k, ledger.already_public is not None
    try:
        for description, number in given_away(ledger, site.vocabulary, k, everything=not known, limit=limit):
            yield Problem(path, GIVEN_AWAY, values={"number": number, "description": description, "k": k})
    except ContradictoryFacts:
        yield Problem(path, CONTRADICTORY)
    except NotDecided:
        yield Problem(path, NOT_DECIDED)


def given_away(
    ledger: Ledger, vocabulary: Vocabulary, k: int, *, everything: bool = True, limit: float = LIMIT
) -> Iterator[tuple[str, int]]:
    """Yield the descriptions that follow and that no figure states, with how many people have them; unless everything
    is asked, only whether the figures can be true together. Raises what ``bounds`` raises."""
    ladders = {field: below(codes, vocabulary) for field, codes in coded_fields(Figure).items()}
    for named in populations(ledger).values():
        figures = list(named.values())
        stated = [described(codes, ladders) for name in named for codes in readings(name, ledger)]
        values = [named[name].value for name in named for _ in readings(name, ledger)]
        facts = [(one.query, value, value) for one, value in zip(stated, values, strict=True)]
        known = {one.said for one in stated}
        every = (*descriptions(ladders), *rests(figures, ladders)) if everything else ()
        asked = [one for one in every if one.said not in known]
        dims = {field: list(codes) for field, codes in ladders.items()}
        found = bounds(dims, facts, [], [one.query for one in asked], limit=limit, certain_only=True)
        for one, (smallest, largest) in zip(asked, found, strict=True):
            if smallest == largest and 0 < smallest < k:
                yield one.said, int(smallest)


def populations(ledger: Ledger) -> dict[str, dict[str, Figure]]:
    """Return by the name of each whole, or of none, the figures that count people of it: the whole itself, which has no
    codes, and those within it. A figure of which nobody says what it lies within is taken to lie in the whole, where
    there is one."""
    counted = ledger.people
    coded = {name: next(iter(wholes_around(name, ledger)), "") for name, one in counted.items() if codes_of(one)}
    known = {whole for whole in coded.values() if whole}
    found = {name: {name: figure} for name, figure in counted.items() if not codes_of(figure)}
    only = ledger.whole or (next(iter(known or found)) if len(known or found) == 1 else "")
    for name, whole in coded.items():
        found.setdefault(whole or only, {})[name] = ledger.figures[name]
    return {whole: figures for whole, figures in found.items() if any(map(codes_of, figures.values()))}


def wholes_around(name: str, ledger: Ledger) -> list[str]:
    """Return the figures without codes that hold a figure, as it says or as a table does, the nearest first."""
    of_tables = {part: table.total for table in ledger.tables.values() for part in table.parts}
    seen = [name]
    while (wider := ledger.figures[seen[-1]].within or of_tables.get(seen[-1])) and wider not in seen:
        seen.append(wider)
    return [one for one in seen[1:] if not codes_of(ledger.figures[one])]


def readings(name: str, ledger: Ledger) -> list[dict[str, str]]:
    """Return what a figure says of those whom it counts: its own codes, and, where it lies within others that have
    more, all of them. One minor among the men is one minor, and a man."""
    own, around = codes_of(ledger.figures[name]), codes_around(name, ledger)
    return [own] if own == around else [own, around]


def codes_around(name: str, ledger: Ledger) -> dict[str, str]:
    """Return the codes of a figure with those of all that it lies within: who is counted in it has all of them."""
    codes, seen = dict[str, str](), list[str]()
    step: str | None = name
    while step in ledger.figures and step not in seen:
        seen.append(step)
        codes = {**codes_of(ledger.figures[step]), **codes}
        step = ledger.figures[step].within
    return {field: codes[field] for field in coded_fields(Figure) if field in codes}


def codes_of(figure: Figure) -> dict[str, str]:
    """Return the codes of a figure by field."""
    return {field: code for field in coded_fields(Figure) if (code := getattr(figure, field))}


def said_of(codes: Mapping[str, str]) -> str:
    """Say codes by field, as messages do."""
    return ", ".join(f"{field} = {code}" for field, code in codes.items())


def described(codes: Mapping[str, str], ladders: Ladders) -> Description:
    """Return a description of some codes, each with all that it may stand for."""
    return Description(said_of(codes), {field: ladders[field][code] for field, code in codes.items()})


def descriptions(ladders: Ladders) -> Iterator[Description]:
    """Yield every description by one field or two."""
    single = [(field, code) for field, codes in ladders.items() for code in codes]
    for pair in (*combinations(single, 1), *combinations(single, 2)):
        if len({field for field, _ in pair}) == len(pair):
            yield described(dict(pair), ladders)


def rests(figures: list[Figure], ladders: Ladders) -> Iterator[Description]:
    """Yield those of the whole that a figure by one field leaves, those that all figures by it leave together, and of
    both those who have a code of another field that figures speak of."""
    stated = {field: dict.fromkeys(code for one in figures if (code := codes_of(one).get(field))) for field in ladders}
    for field, codes in stated.items():
        for some in dict.fromkeys((*((code,) for code in codes), tuple(codes))):
            named = {value for code in some for value in ladders[field][code]}
            if some and (rest := [other for other in ladders[field] if other not in named]):
                left = Description(f"{field} ≠ {', '.join(some)}", {field: rest})
                yield left
                yield from (_both(one, left, ladders) for one in _others(field, stated))


def _others(field: str, stated: Mapping[str, Mapping[str, None]]) -> Iterator[tuple[str, str]]:
    """Yield the codes of the other fields."""
    yield from ((other, code) for other, codes in stated.items() if other != field for code in codes)


def _both(one: tuple[str, str], left: Description, ladders: Ladders) -> Description:
    field, code = one
    return Description(f"{field} = {code}, {left.said}", {field: ladders[field][code], **left.query})
