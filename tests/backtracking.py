"""How many steps a pattern takes on a text: a backtracking matcher like that of ``re``, which counts.

In: a compiled pattern and a text. Out: a number that depends on nothing but them, so that growth is measured without a
clock. Knows what Python's parser of patterns yields, and nothing of what ``re`` does to be quick, so it counts more.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Next = Callable[[int], int | None]
"""What has to match after a node: takes a place in the text, returns where all of it ends."""

ONE_LETTER = frozenset((sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN))
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
CATEGORIES: dict[Any, Callable[[str], bool]] = {
    sre.CATEGORY_DIGIT: str.isdecimal,
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    sre.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdecimal(),
    sre.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    sre.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}


class TooMany(Exception):
    """More steps than anybody would wait for."""


@cache
def tree_of(pattern: re.Pattern[Any]) -> Any:
    """Return what Python's parser makes of a pattern, once for each; one of bytes is read as letters of the same
    numbers."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    return parser.parse(text, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)


@cache
def known_of(pattern: re.Pattern[Any]) -> dict[tuple[int, str], bool]:
    """Return a place to note which letters fit which nodes of a pattern, whose tree is kept as long."""
    return {}


NOTHING: list[Any] = []
PARTS: dict[int, list[Any]] = {}


def parts_of(body: Any) -> list[Any]:
    """Return the nodes in a part of a tree, which is kept; to ask the parser's own list takes long."""
    if id(body) not in PARTS:
        PARTS[id(body)] = list(body)
    return PARTS[id(body)]


BEGUN: dict[int, list[tuple[Any, list[Any]]]] = {}


def begun(ways: list[Any]) -> list[tuple[Any, list[Any]]]:
    """Return the nodes of each way of a branch, which is kept, after the first if that is one of one letter."""
    if id(ways) not in BEGUN:
        every = map(parts_of, ways)
        BEGUN[id(ways)] = [(nodes[0] if nodes and is_one_letter(nodes[0]) else None, nodes) for nodes in every]
    return BEGUN[id(ways)]


class Matcher:
    """One pattern on one text. ``steps`` counts each look at a letter and each way that is tried."""

    def __init__(self, pattern: re.Pattern[Any], text: str, most: int):
        self.tree, self.flags, self.text, self.most, self.steps = tree_of(pattern), pattern.flags, text, most, 0
        self.groups: dict[int, tuple[int, int]] = {}
        self.known = known_of(pattern)

    def at(self, start: int, whole: bool = False) -> int | None:
        """Return where a match that begins at a place ends, or nothing."""
        self.groups = {}
        return self.run(parts_of(self.tree), 0, start, lambda end: end if not whole or end == len(self.text) else None)

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
        """Whether a node of one letter matches there."""
        self.steps += 1
        if self.steps > self.most:
            raise TooMany
        if place >= len(self.text):
            return False
        asked = id(node), self.text[place]
        if asked not in self.known:
            self.known[asked] = one_fits(node, asked[1], self.flags)
        return self.known[asked]

    def run(self, nodes: list[Any], number: int, place: int, then: Next) -> int | None:
        """Match the nodes from a number on, and then what follows them."""
        here = self.letters(nodes, number, place)
        if here is None:
            return None
        number, place = here
        if number == len(nodes):
            return then(place)
        kind, value = nodes[number]
        follow: Next = lambda end: self.run(nodes, number + 1, end, then)  # noqa: E731
        if kind in REPEATS:
            return self.repeat(kind, value, place, follow)
        if kind is sre.SUBPATTERN:
            return self.subpattern(value, place, follow)
        if kind is sre.BRANCH:
            return self.branch(value[1], place, follow)
        if kind is sre.GROUPREF_EXISTS:
            way = value[1] if value[0] in self.groups else value[2] or NOTHING
            return self.run(parts_of(way), 0, place, follow)
        end = self.whole(kind, value, place)
        return None if end is None else follow(end)

    def branch(self, ways: list[Any], place: int, follow: Next) -> int | None:
        """Match the first way that fits; whether its first letter does is asked without going deeper."""
        for first, nodes in begun(ways):
            if first and not self.fits(first, place):
                continue
            if (end := self.run(nodes, 0, place, follow)) is not None:
                return end
        return None

    def letters(self, nodes: list[Any], number: int, place: int) -> tuple[int, int] | None:
        """Match nodes of one letter, as many as stand there, without going deeper for each."""
        while number < len(nodes) and nodes[number][0] in ONE_LETTER:
            if not self.fits(nodes[number], place):
                return None
            number, place = number + 1, place + 1
        self.step()
        return number, place

    def whole(self, kind: Any, value: Any, place: int) -> int | None:
        """Match a node that ends in one way only, whatever follows it: a look around, an atomic group, an edge."""
        if kind in (sre.ASSERT, sre.ASSERT_NOT):
            return place if self.holds(value, place) == (kind is sre.ASSERT) else None
        if kind is sre.ATOMIC_GROUP:
            return self.run(parts_of(value), 0, place, lambda end: end)
        if kind is sre.GROUPREF:
            begin, stop = self.groups.get(value, (0, -1))
            same = stop >= begin and self.text.startswith(self.text[begin:stop], place)
            return place + stop - begin if same else None
        assert kind is sre.AT, kind
        return place if self.stands(value, place) else None

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

        return self.run(parts_of(body), 0, place, after)

    def repeat(self, kind: Any, value: Any, place: int, follow: Next) -> int | None:
        """Match a repeat: greedy, reluctant or possessive."""
        least, most, body = value[0], value[1], parts_of(value[2])
        if len(body) == 1 and is_one_letter(body[0]):
            return self.run_of_letters(kind, (least, most), body[0], place, follow)
        if kind is sre.POSSESSIVE_REPEAT:
            count = 0
            while count < most and (end := self.run(body, 0, place, lambda end: end)) is not None and end > place:
                place, count = end, count + 1
            return follow(place) if count >= least else None

        def again(count: int, here: int) -> int | None:
            more: Next = lambda end: again(count + 1, end) if end > here or count < least else None  # noqa: E731
            if kind is sre.MIN_REPEAT and count >= least and (end := follow(here)) is not None:
                return end
            if count < most and (end := self.run(body, 0, here, more)) is not None:
                return end
            return follow(here) if kind is sre.MAX_REPEAT and count >= least else None

        return again(0, place)

    def run_of_letters(self, kind: Any, limits: Any, node: Any, place: int, follow: Next) -> int | None:
        """Match a repeat of one letter without going deeper for each."""
        least, most = limits
        if kind is sre.MIN_REPEAT:
            count = 0
            while count < most:
                if count >= least and (end := follow(place + count)) is not None:
                    return end
                if not self.fits(node, place + count):
                    return None
                count += 1
            return follow(place + count)
        longest = 0
        while longest < most and self.fits(node, place + longest):
            longest += 1
        for count in range(longest, (longest if kind is sre.POSSESSIVE_REPEAT else least) - 1, -1):
            if count >= least and (end := follow(place + count)) is not None:
                return end
        return None

    def holds(self, value: Any, place: int) -> bool:
        """Whether what must stand before or after a place stands there."""
        direction, body = value
        start = place if direction > 0 else place - body.getwidth()[0]
        return start >= 0 and self.run(parts_of(body), 0, start, lambda end: end) is not None

    def stands(self, value: Any, place: int) -> bool:
        """Whether a place is the beginning, the end or the edge of a word."""
        text, many = self.text, self.flags & re.MULTILINE
        word = CATEGORIES[sre.CATEGORY_WORD]
        edge = (place > 0 and word(text[place - 1])) != (place < len(text) and word(text[place]))
        if value in (sre.AT_BOUNDARY, sre.AT_NON_BOUNDARY):
            return edge == (value is sre.AT_BOUNDARY)
        if value is sre.AT_BEGINNING:
            return place == 0 or bool(many and text[place - 1] == "\n")
        if value is sre.AT_END:
            return place >= len(text) - (text[-1:] == "\n") or bool(many and text[place] == "\n")
        return place == (0 if value is sre.AT_BEGINNING_STRING else len(text))


def is_one_letter(node: Any) -> bool:
    """Whether a node matches exactly one letter and nothing else."""
    return node[0] in ONE_LETTER


def one_fits(node: Any, sign: str, flags: int) -> bool:
    """Whether a letter is one that a node matches."""
    kind, value = node
    cases = {sign, sign.lower(), sign.upper()} if flags & re.IGNORECASE else {sign}
    signs = {case for case in cases if len(case) == 1}
    if kind is sre.ANY:
        return bool(flags & re.DOTALL) or sign != "\n"
    if kind in (sre.LITERAL, sre.NOT_LITERAL):
        return (chr(value) in signs) == (kind is sre.LITERAL)
    negated = value[0][0] is sre.NEGATE
    return any(in_set(part, one) for part in value for one in signs) != negated


def in_set(part: Any, sign: str) -> bool:
    """Whether a letter is in one part of a set."""
    kind, value = part
    if kind is sre.LITERAL:
        return ord(sign) == value
    if kind is sre.RANGE:
        return value[0] <= ord(sign) <= value[1]
    return kind is sre.CATEGORY and CATEGORIES[value](sign)


def steps(pattern: re.Pattern[Any], text: str, way: str, most: int = 400_000) -> int:
    """Return how many steps ``way``, such as ``finditer``, takes; ``most`` where it takes more."""
    matcher = Matcher(pattern, text, most)
    try:
        if way in ("match", "fullmatch"):
            matcher.at(0, way == "fullmatch")
        else:
            matcher.everywhere()
    except TooMany:
        return most
    return matcher.steps


LETTERS = [*"a1Z. -_@/:+()[]{}<>\"'\\#*,;=\n\tя", "\u00a0"]


def sample(nodes: Any, flags: int) -> str:
    """Return a short text that the nodes match, as far as that can be told without trying."""
    return "".join(of_node(node, flags) for node in nodes)


def of_node(node: Any, flags: int) -> str:
    """Return a short text that one node matches."""
    kind, value = node
    if is_one_letter(node):
        first = chr(value) if kind is sre.LITERAL else ""
        return first or next(
            (sign for sign in LETTERS + list(map(chr, range(33, 9000))) if one_fits(node, sign, flags)), ""
        )
    if kind in REPEATS:
        return sample(value[2], flags) * max(value[0], 1)
    if kind is sre.SUBPATTERN:
        return sample(value[3], flags)
    if kind is sre.ATOMIC_GROUP:
        return sample(value, flags)
    return sample(value[1][0], flags) if kind is sre.BRANCH else ""


def one_letter_nodes(part: Any) -> Iterator[Any]:
    """Yield the nodes of a tree that match one letter."""
    if isinstance(part, tuple) and part and type(part[0]) is type(sre.ANY) and part[0] in ONE_LETTER:
        yield part
    elif isinstance(part, tuple | list | parser.SubPattern):
        for inner in part:
            yield from one_letter_nodes(inner)


def kinds(pattern: re.Pattern[Any]) -> Callable[[str], Any]:
    """Return what tells two texts apart for a pattern: which of its nodes each letter fits, and whether it is of a word
    or ends a line. Texts of one kind take the same steps, unless a pattern asks for what a group has matched."""
    nodes = list({str(node): node for node in one_letter_nodes(tree_of(pattern))}.values())
    word = CATEGORIES[sre.CATEGORY_WORD]

    @cache
    def kind(sign: str) -> int:
        fit = "".join("01"[one_fits(node, sign, pattern.flags)] for node in nodes)
        return int(f"1{fit}{int(word(sign))}{int(sign == chr(10))}", 2)

    return lambda text: text if "GROUPREF" in str(tree_of(pattern)) else tuple(map(kind, text))


def pumps(nodes: Any, flags: int, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield beginnings, and what may be repeated after each so that a pattern finds no end: each body of a repeat, each
    letter of its sets, and all that stands from the beginning to there."""
    for node in nodes:
        kind, value = node
        if kind in REPEATS and value[1] > 8:
            body = sample(value[2], flags)
            letters = {sign for one in value[2] if is_one_letter(one) for sign in LETTERS if one_fits(one, sign, flags)}
            for pump in {body, before + body, *letters} - {""}:
                yield from (("", pump), (before, pump))
        inner = (
            [value[2]] if kind in REPEATS
            else [value[3]] if kind is sre.SUBPATTERN
            else value[1] if kind is sre.BRANCH
            else [value] if kind is sre.ATOMIC_GROUP
            else [value[1]] if kind in (sre.ASSERT, sre.ASSERT_NOT)
            else []
        )  # fmt: skip
        for body in inner:
            yield from pumps(body, flags, before)
        before += of_node(node, flags)
