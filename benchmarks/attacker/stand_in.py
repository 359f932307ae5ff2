"""Tables and stories of a register by the shortest reading of the rules, for attacks without the program.

In: rows. Out: a ledger, coarser than need be, and stories. It is no proof of anything: it is attacked like the program.
Ledgers that overlap are not its business.
"""

import random
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from benchmarks.attacker.ladders import DONE, LAST, SEVERAL, Atom, Chain, Ladders, lines_of, steps_of
from benchmarks.attacker.public import Ledger, Story
from benchmarks.attacker.registers import Days, Row

NEEDED = dict.fromkeys(DONE, ("given", "denied")) | {"complaint": ("filed", "not_filed")}
Reports = Sequence[tuple[str, Atom]]
"""Who, and which answer."""


def ledger(rows: Sequence[Row], days: Days, ladders: Ladders, sensitive: frozenset[str], k: int) -> Ledger:
    """Return the ledger of the rows registered in these days."""
    mine = [row for row in rows if f"{days.first}" <= row["registered"] <= f"{days.until}"]
    tables = {field: table(field, reports(mine, field, ladders), sensitive, k) for field in ladders}
    return Ledger(days.release, days.first, days.until, len(mine), {name: own for name, own in tables.items() if own})


def reports(rows: Sequence[Row], field: str, ladders: Ladders) -> Reports:
    """Return who answered what."""
    by_code = {chain[0]: chain for atom in ladders[field] for chain in atom}
    return [(row["same_person_as"] or row["id"], tuple(chains(row[field], by_code))) for row in rows]


def chains(cell: str, by_code: Mapping[str, Chain]) -> list[Chain]:
    """Return the chains of the codes in a cell."""
    found = [by_code[code] for code in cell.split("; ") if code in by_code]
    return found or ([(LAST,)] if (LAST,) in by_code.values() else [])


def table(field: str, own: Reports, sensitive: frozenset[str], k: int) -> dict[str, int]:
    """Return the lines of a field, or none."""
    refused = sensitive if field not in DONE else frozenset(step for _, atom in own for chain in atom for step in chain)
    most = len({who for who, _ in own}) - k
    if field in SEVERAL:
        return several(own, refused, most, k)
    lines = single(own, k)
    close = any(count > most and step in refused and step != LAST for step, count in lines.items())
    lacks = field in NEEDED and not set(NEEDED[field]) & lines.keys()
    return {} if close or lacks or set(lines) <= {LAST} else lines


def counts(own: Reports, lines: Collection[str], left_out: frozenset[str] = frozenset()) -> Counter[str]:
    """Return how many people each line counts."""
    pairs = {(who, step) for who, atom in own for step in lines_of(atom, dict.fromkeys(lines, 0), left_out)}
    return Counter(step for _, step in pairs)


def written(own: Reports, lines: Collection[str], left_out: frozenset[str] = frozenset()) -> dict[str, int]:
    """Return how many reports each line counts."""
    found = Counter(step for _, atom in own for step in lines_of(atom, dict.fromkeys(lines, 0), left_out))
    return dict(sorted(found.items()))


def single(own: Reports, k: int) -> dict[str, int]:
    """Join lines of few, the finest first, until there is none."""
    above = {step: chain[place + 1 :] for _, (chain,) in own for place, step in enumerate(chain)}
    lines, gone = {chain[0] for _, (chain,) in own}, set[str]()
    while small := [step for step, count in counts(own, lines).items() if count < k]:
        if lines == {LAST}:
            return {}
        step = max(small, key=lambda one: (len(above[one]), one))
        if step == LAST:
            people = counts(own, lines)
            step = min(lines - {LAST}, key=lambda one: (people[one], one))
        gone.add(step)
        lines = (lines - {step}) | {next(one for one in (*above[step], LAST) if one not in gone)}
    return written(own, lines)


def several(own: Reports, refused: frozenset[str], most: int, k: int) -> dict[str, int]:
    """Return the codes with k people, and what is left in one line above."""
    codes = {chain[0] for _, atom in own for chain in atom}
    people = counts(own, codes)
    near = frozenset(code for code in codes & refused if people[code] > most)
    lines = {code for code in codes if people[code] >= k} - near
    tops = {chain[-1] for _, atom in own for chain in atom} - {LAST}
    lines |= {top for top in tops if k <= counts(own, lines | {top}, near)[top]} - near
    return written(own, lines, near)


def stories(
    rows: Sequence[Row], own: Ledger, ladders: Ladders, sensitive: frozenset[str], k: int, chance: random.Random
) -> list[Story]:
    """Return stories of the people of a release, in an order by chance, as far as the rules let them tell any."""
    mine = [row for row in rows if f"{own.first}" <= row["registered"] <= f"{own.until}"]
    steps = {field: [steps_of(atom) for _, atom in reports(mine, field, ladders)] for field in ladders}
    who = [row["same_person_as"] or row["id"] for row in mine]
    told, tellers = list[Story](), set[str]()
    for place in chance.sample(range(len(mine)), len(mine)):
        codes = told_codes(own, {field: steps[field][place] for field in own.tables}, sensitive, chance)
        like = {person for n, person in enumerate(who) if lies(codes, {field: steps[field][n] for field in codes})}
        if who[place] not in tellers and codes and len(like - tellers - {who[place]}) >= k:
            new = Story(mine[place]["id"], own.id, codes, frozenset(story.id for story in told))
            if leaves_enough(own, [*told, new], k):
                told.append(new)
                tellers.add(who[place])
    return told


def told_codes(
    own: Ledger, steps: Mapping[str, frozenset[str]], sensitive: frozenset[str], chance: random.Random
) -> dict[str, tuple[str, ...]]:
    """Return the kinds of treatment of a report that have a line, and by chance its line in another field."""
    treatment = tuple(sorted(steps.get("treatment", frozenset()) & own.tables.get("treatment", {}).keys()))
    field = chance.choice([name for name in own.tables if name not in SEVERAL] or [""])
    lines = [step for step in own.tables.get(field, {}) if step in steps[field] - {LAST}] if field else []
    more = (
        {field: (chance.choice(lines),)} if lines and not set(treatment) & sensitive and chance.random() < 0.8 else {}
    )
    return {"treatment": treatment, **more} if treatment else {}


def lies(codes: Mapping[str, tuple[str, ...]], steps: Mapping[str, frozenset[str]]) -> bool:
    """Whether a report has all codes of a story."""
    return all(set(some) <= steps[field] for field, some in codes.items())


def leaves_enough(own: Ledger, told: Sequence[Story], k: int) -> bool:
    """Whether every line keeps enough reports beside the stories that tell it."""
    telling = Counter((field, step) for story in told for field, some in story.codes.items() for step in some)
    return all(own.tables[field][step] - number >= k for (field, step), number in telling.items())
