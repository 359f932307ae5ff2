"""How many steps a pattern takes on a text: a backtracking matcher like that of ``re``, which counts.

In: a compiled pattern and a text. Out: a number that depends on nothing but them, so that growth is measured without a
clock. Knows what Python's parser of patterns yields; what one letter fits, ``re`` itself says.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain, islice
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ONE_LETTER = frozenset((sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN))
LOOKS = (sre.ASSERT, sre.ASSERT_NOT)
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
INSIDE: dict[Any, Callable[[Any], list[Any]]] = {
    **dict.fromkeys(REPEATS, lambda value: [value[2]]),
    **dict.fromkeys(LOOKS, lambda value: [value[1]]),
    sre.SUBPATTERN: lambda value: [value[3]],
    sre.BRANCH: lambda value: value[1],
    sre.ATOMIC_GROUP: lambda value: [value],
}
"""The parts of a node of each kind."""


class TooMany(Exception):
    """More steps than anybody would wait for."""


class Tree:
    """What Python's parser makes of a pattern; one of bytes is read as letters of the same numbers."""

    def __init__(self, pattern: re.Pattern[Any]):
        is_text = isinstance(pattern.pattern, str)
        text = pattern.pattern if is_text else pattern.pattern.decode("latin-1")
        self.root = parser.parse(text, pattern.flags if is_text else pattern.flags & ~re.UNICODE)
        self.lists: dict[int, list[Any]] = {}
        self.single: dict[int, re.Pattern[str]] = {}
        self.known: dict[tuple[int, str], bool] = {}

    def parts(self, body: Any) -> list[Any]:
        """Return the nodes in a part, which are kept; to ask the parser's own list takes long."""
        if id(body) not in self.lists:
            self.lists[id(body)] = list(body)
        return self.lists[id(body)]

    def matches(self, node: Any, text: str, place: int = 0) -> bool:
        """Tell whether a node by itself matches at a place."""
        if id(node) not in self.single:
            part = parser.SubPattern(self.root.state, [node])
            self.single[id(node)] = compiler.compile(part, self.root.state.flags)
        return bool(self.single[id(node)].match(text, place))

    def fits(self, node: Any, sign: str) -> bool:
        """Tell whether a node of one letter matches a letter."""
        asked = id(node), sign
        if asked not in self.known:
            self.known[asked] = self.matches(node, sign)
        return self.known[asked]


tree_of = cache(Tree)


class Matcher:
    """One pattern on one text. ``steps`` counts each look at a letter and each way that is tried."""

    def __init__(self, tree: Tree, text: str, most: int):
        self.tree, self.text, self.most, self.steps = tree, text, most, 0
        self.groups: dict[int, tuple[int, int]] = {}

    def everywhere(self) -> None:
        """Look for all matches, as ``finditer`` does."""
        place = 0
        while place <= len(self.text):
            self.groups = {}
            end = next(self.ends(self.tree.root, place), place)
            place = max(end, place + 1)

    def step(self) -> None:
        """Count."""
        self.steps += 1
        if self.steps > self.most:
            raise TooMany

    def fits(self, node: Any, place: int) -> bool:
        """Tell whether a node of one letter matches there."""
        self.step()
        return place < len(self.text) and self.tree.fits(node, self.text[place])

    def ends(self, body: Any, place: int, number: int = 0) -> Iterator[int]:
        """Yield where the nodes of a part from a number on can end, in the order in which they are tried."""
        nodes = self.tree.parts(body)
        while number < len(nodes) and nodes[number][0] in ONE_LETTER:
            if not self.fits(nodes[number], place):
                return
            number, place = number + 1, place + 1
        self.step()
        if number == len(nodes):
            yield place
        elif number == len(nodes) - 1:
            yield from self.of_node(nodes[number], place)
        else:
            for end in self.of_node(nodes[number], place):
                yield from self.ends(body, end, number + 1)

    def of_node(self, node: Any, place: int) -> Iterator[int]:
        """Yield where a node that is more than a letter can end."""
        kind, value = node
        if kind in REPEATS:
            found = self.repeat(kind, value, place)
            yield from islice(found, 1) if kind is sre.POSSESSIVE_REPEAT else found
        elif kind is sre.SUBPATTERN:
            before = self.groups.get(value[0])
            for end in self.ends(value[3], place):
                self.groups[value[0]] = (place, end)
                yield end
                self.groups.pop(value[0])
                self.groups.update({value[0]: before} if before else {})
        elif kind is sre.BRANCH:
            yield from (end for way in value[1] for end in self.ends(way, place))
        elif kind is sre.GROUPREF_EXISTS:
            yield from self.ends(value[1] if value[0] in self.groups else value[2] or (), place)
        elif kind is sre.ATOMIC_GROUP:
            yield from islice(self.ends(value, place), 1)
        else:
            yield from self.of_edge(node, place)

    def of_edge(self, node: Any, place: int) -> Iterator[int]:
        """Yield where a look around, a group that is repeated or an edge of a word or text ends."""
        kind, value = node
        if kind in LOOKS:
            start = place if value[0] > 0 else place - value[1].getwidth()[0]
            found = start >= 0 and any(True for _ in self.ends(value[1], start))
            yield from [place] if found == (kind is sre.ASSERT) else []
        elif kind is sre.GROUPREF:
            begin, stop = self.groups.get(value, (0, -1))
            same = stop >= begin and self.text.startswith(self.text[begin:stop], place)
            yield from [place + stop - begin] if same else []
        elif self.tree.matches(node, self.text, place):
            yield place

    def repeat(self, kind: Any, value: Any, place: int, count: int = 0) -> Iterator[int]:
        """Yield where a repeat can end after so many times: a reluctant one first where it is, another one last. One of
        a letter goes no deeper for each."""
        least, most, body = value
        nodes = self.tree.parts(body)
        if len(nodes) == 1 and nodes[0][0] in ONE_LETTER and kind is not sre.MIN_REPEAT:
            longest = 0
            while longest < most and self.fits(nodes[0], place + longest):
                longest += 1
            yield from range(place + longest, place + least - 1, -1)
            return
        if kind is sre.MIN_REPEAT and count >= least:
            yield place
        if count < most:
            for end in self.ends(body, place):
                if end > place or count < least:
                    yield from self.repeat(kind, value, end, count + 1)
        if kind is not sre.MIN_REPEAT and count >= least:
            yield place


def steps(pattern: re.Pattern[Any], text: str, way: str, most: int = 400_000) -> int:
    """Return how many steps ``way``, such as ``finditer``, takes; ``most`` where it takes more."""
    matcher = Matcher(tree_of(pattern), text, most)
    try:
        if way == "fullmatch":
            any(end == len(text) for end in matcher.ends(matcher.tree.root, 0))
        elif way == "match":
            next(matcher.ends(matcher.tree.root, 0), None)
        else:
            matcher.everywhere()
    except TooMany:
        return most
    return matcher.steps


LETTERS = [*"a1Z. -_@/:+()[]{}<>\"'\\#*,;=\n\tя", "\u00a0"]


def sample(nodes: Any, tree: Tree) -> str:
    """Return a short text that some nodes match, as far as that can be told without trying."""
    return "".join(of_node(node, tree) for node in nodes)


def of_node(node: Any, tree: Tree) -> str:
    """Return a short text that one node matches."""
    kind, value = node
    if kind in ONE_LETTER:
        first = [chr(value)] if kind is sre.LITERAL else LETTERS
        return next((sign for sign in chain(first, map(chr, range(33, 9000))) if tree.fits(node, sign)), "")
    if kind in REPEATS:
        return sample(value[2], tree) * max(value[0], 1)
    return sample(INSIDE[kind](value)[0], tree) if kind in INSIDE and kind not in LOOKS else ""


def one_letter_nodes(nodes: Any) -> Iterator[Any]:
    """Yield the nodes of a part that match one letter, however deep."""
    for kind, value in nodes:
        if kind in ONE_LETTER:
            yield kind, value
        for inner in INSIDE.get(kind, lambda _: [])(value):
            yield from one_letter_nodes(inner)


def kinds(pattern: re.Pattern[Any]) -> Callable[[str], Any]:
    """Return what tells two texts apart for a pattern: which of its nodes each letter fits, and whether it is of a word
    or ends a line. Texts of one kind take the same steps, unless a pattern asks for what a group has matched."""
    tree = tree_of(pattern)
    nodes = list({str(node): node for node in one_letter_nodes(tree.root)}.values())

    @cache
    def kind(sign: str) -> tuple[bool, ...]:
        return (*(tree.fits(node, sign) for node in nodes), sign.isalnum() or sign == "_", sign == "\n")

    asks_for_a_group = "GROUPREF" in str(tree.root)
    return lambda text: text if asks_for_a_group else tuple(map(kind, text))


def pumps(nodes: Any, tree: Tree, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield beginnings, and what may be repeated after each so that a pattern finds no end: each body of a repeat, each
    letter of its sets, and all that stands from the beginning to there."""
    for node in nodes:
        kind, value = node
        if kind in REPEATS and value[1] > 8:
            body = sample(value[2], tree)
            letters = {sign for one in value[2] if one[0] in ONE_LETTER for sign in LETTERS if tree.fits(one, sign)}
            for pump in {body, before + body, *letters} - {""}:
                yield from (("", pump), (before, pump))
        for inner in INSIDE.get(kind, lambda _: [])(value):
            yield from pumps(inner, tree, before)
        before += of_node(node, tree)
