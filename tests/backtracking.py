"""How many steps a pattern takes on a text: a backtracking matcher like that of ``re``, which counts.

In: a compiled pattern and a text. Out: a number that depends on nothing but them, so that growth is measured without a
clock. Knows what Python's parser of patterns yields; what one letter fits, ``re`` itself says.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Next = Callable[[int], int | None]
"""What has to match after a node: takes a place in the text, returns where all of it ends."""

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

    def at(self, start: int, whole: bool = False) -> int | None:
        """Return where a match that begins at a place ends, or nothing."""
        self.groups = {}
        return self.run(self.tree.root, start, lambda end: end if not whole or end == len(self.text) else None)

    def everywhere(self) -> None:
        """Look for all matches, as ``finditer`` does."""
        place = 0
        while place <= len(self.text):
            end = self.at(place)
            place = place + 1 if end is None or end == place else end

    def step(self) -> None:
        """Count."""
        self.steps += 1
        if self.steps > self.most:
            raise TooMany

    def fits(self, node: Any, place: int) -> bool:
        """Tell whether a node of one letter matches there."""
        self.step()
        return place < len(self.text) and self.tree.fits(node, self.text[place])

    def run(self, body: Any, place: int, then: Next, number: int = 0) -> int | None:
        """Match the nodes of a part from a number on, and then what follows them."""
        nodes = self.tree.parts(body)
        while number < len(nodes) and nodes[number][0] in ONE_LETTER:
            if not self.fits(nodes[number], place):
                return None
            number, place = number + 1, place + 1
        self.step()
        if number == len(nodes):
            return then(place)
        return self.of_node(nodes[number], place, lambda end: self.run(body, end, then, number + 1))

    def of_node(self, node: Any, place: int, follow: Next) -> int | None:
        """Match a node that is more than a letter, and then what follows it."""
        kind, value = node
        if kind in REPEATS:
            return self.repeat(kind, value, place, follow)
        if kind is sre.SUBPATTERN:
            return self.subpattern(value, place, follow)
        if kind is sre.BRANCH:
            ways = (self.run(way, place, follow) for way in value[1])
            return next((end for end in ways if end is not None), None)
        if kind is sre.GROUPREF_EXISTS:
            return self.run(value[1] if value[0] in self.groups else value[2] or (), place, follow)
        end = self.whole(node, place)
        return None if end is None else follow(end)

    def whole(self, node: Any, place: int) -> int | None:
        """Match a node that ends in one way only, whatever follows it: a look around, an atomic group, an edge."""
        kind, value = node
        if kind in LOOKS:
            start = place if value[0] > 0 else place - value[1].getwidth()[0]
            found = start >= 0 and self.run(value[1], start, lambda end: end) is not None
            return place if found == (kind is sre.ASSERT) else None
        if kind is sre.ATOMIC_GROUP:
            return self.run(value, place, lambda end: end)
        if kind is sre.GROUPREF:
            begin, stop = self.groups.get(value, (0, -1))
            same = stop >= begin and self.text.startswith(self.text[begin:stop], place)
            return place + stop - begin if same else None
        return place if self.tree.matches(node, self.text, place) else None

    def subpattern(self, value: Any, place: int, follow: Next) -> int | None:
        """Match a group and remember it."""
        group, _, _, body = value

        def after(end: int) -> int | None:
            before = self.groups.get(group)
            self.groups[group] = (place, end)
            found = follow(end)
            if found is None:
                self.groups.pop(group)
                self.groups.update({group: before} if before else {})
            return found

        return self.run(body, place, after)

    def repeat(self, kind: Any, value: Any, place: int, follow: Next) -> int | None:
        """Match a repeat: greedy, reluctant or possessive."""
        least, most, body = value
        nodes = self.tree.parts(body)
        if len(nodes) == 1 and nodes[0][0] in ONE_LETTER and kind is not sre.MIN_REPEAT:
            return self.run_of_letters(kind, (least, most), nodes[0], place, follow)
        if kind is sre.POSSESSIVE_REPEAT:
            count = 0
            while count < most and (end := self.run(body, place, lambda end: end)) is not None and end > place:
                place, count = end, count + 1
            return follow(place) if count >= least else None

        def again(count: int, here: int) -> int | None:
            more: Next = lambda end: again(count + 1, end) if end > here or count < least else None  # noqa: E731
            if kind is sre.MIN_REPEAT and count >= least and (end := follow(here)) is not None:
                return end
            if count < most and (end := self.run(body, here, more)) is not None:
                return end
            return follow(here) if kind is sre.MAX_REPEAT and count >= least else None

        return again(0, place)

    def run_of_letters(self, kind: Any, limits: Any, node: Any, place: int, follow: Next) -> int | None:
        """Match a repeat of one letter, of as many as there are, without going deeper for each."""
        least, most = limits
        longest = 0
        while longest < most and self.fits(node, place + longest):
            longest += 1
        fewest = longest if kind is sre.POSSESSIVE_REPEAT else least
        ways = (follow(place + count) for count in range(longest, max(fewest, least) - 1, -1))
        return next((end for end in ways if end is not None), None)


def steps(pattern: re.Pattern[Any], text: str, way: str, most: int = 400_000) -> int:
    """Return how many steps ``way``, such as ``finditer``, takes; ``most`` where it takes more."""
    matcher = Matcher(tree_of(pattern), text, most)
    try:
        if way in ("match", "fullmatch"):
            matcher.at(0, way == "fullmatch")
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
