"""What makes a pattern try again and again: beginnings of texts, and what may be repeated after each.

In: a compiled pattern. Out: pairs of texts, made of what Python's parser of patterns yields.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

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


@cache
def tree_of(pattern: re.Pattern[Any]) -> Any:
    """Return what Python's parser makes of a pattern, once for each; one of bytes is read as letters of the same
    numbers."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    return parser.parse(text, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)


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
