"""What can be asked: which reports (groups), and which answers of a field.

In: a ``Public`` and its worlds. Out: groups and answers, and what is a leak. Asks nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.attacker.ladders import DONE, LAST, SEVERAL
from benchmarks.attacker.overlaps import relation
from benchmarks.attacker.public import Public
from benchmarks.attacker.worlds import Kind, Segment, Worlds


@dataclass(frozen=True)
class Leak:
    """What follows: its kind, of whom, with which answers, and the number."""

    kind: str
    group: str
    answers: tuple[str, ...]
    count: int

    def __str__(self) -> str:
        return f"{self.kind}: {self.group}: {', '.join(self.answers)}: {self.count}"


@dataclass(frozen=True)
class Group:
    """Some reports of a ledger: without those of other ledgers, without the stories (``-``), or one story alone."""

    ledger: str
    without: frozenset[str] = frozenset()
    story: str = ""

    def __str__(self) -> str:
        rest = f" without {', '.join(sorted(self.without))}" if self.without else ""
        return f"{self.ledger}{rest}{' beside the stories' if self.story == '-' else self.story and ', ' + self.story}"

    def has(self, segment: Segment) -> bool:
        """Whether the reports of a segment are among them."""
        counted, story = segment
        beside = not self.story or (not story if self.story == "-" else story == self.story)
        return self.ledger in counted and not counted & self.without and beside


@dataclass(frozen=True)
class Answer:
    """A step of a field, or everything beside it: the kinds of answers that are surely and perhaps so. ``close`` tells
    what a person did or received, or is a sensitive kind."""

    name: str
    sure: frozenset[Kind]
    perhaps: frozenset[Kind]
    close: bool
    beside: bool = False


def groups(public: Public) -> Iterator[Group]:
    """Yield the reports of each ledger; without each that overlaps, and without all; beside its stories; each story."""
    for own in public.ledgers:
        others = [one.id for one in public.ledgers if one != own and relation(own, one) != "apart"]
        others = [one.id for one in public.ledgers if one.id in others and relation(one, own) != "includes"]
        without = {frozenset[str](), *(frozenset([other]) for other in others), frozenset(others)}
        told = [story.id for story in public.stories if story.release == own.id]
        yield from (Group(own.id, some) for some in sorted(without, key=sorted))
        yield from (Group(own.id, frozenset(), story) for story in (["-", *told] if told else []))


def answers(worlds: Worlds, place: int) -> list[Answer]:
    """Return the steps of a field that some kind of answer surely has, and what is beside them where that says
    something: in a field of one answer, and where the answer is close to a person."""
    field, kinds = worlds.fields[place], frozenset(worlds.kinds[place])
    found: dict[tuple[frozenset[Kind], frozenset[Kind]], Answer] = {}
    for step in sorted(frozenset[str]().union(*(kind.always for kind in kinds)) - {LAST}):
        sure = frozenset(kind for kind in kinds if step in kind.always)
        perhaps = frozenset(kind for kind in kinds if step in kind.ever)
        close = field in DONE or step in worlds.public.sensitive
        found.setdefault((sure, perhaps), Answer(f"{field}={step}", sure, perhaps, close))
    turned = [turn(one, kinds) for one in found.values() if field not in SEVERAL or one.close]
    return [*found.values(), *(one for one in turned if one.sure)]


def turn(answer: Answer, kinds: frozenset[Kind]) -> Answer:
    """Return everything beside an answer."""
    name = answer.name.replace("=", "≠")
    return Answer(name, kinds - answer.perhaps, kinds - answer.sure, answer.close, beside=True)
