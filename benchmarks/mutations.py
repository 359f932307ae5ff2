"""Small faults that somebody could write into a module, one at a time: what a test of it would have to notice.

In: the text of a module. Out: each fault with its place and the text as it would be. Changes no file.
"""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

OPERATORS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: (r"not\s+in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: (r"is\s+not", "is"),
}
"""A comparison as it is written, and the one that is put in its place: the boundary moves, or it is turned round."""

FLIPPED = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.Is, ast.IsNot)
"""Comparisons that are turned round: to negate a condition of one alone would be the same fault again."""

EMPTY = {"list": "[]", "tuple": "()", "frozenset": "frozenset()", "set": "set()", "dict": "dict()"}


class Mutation(NamedTuple):
    """One fault: the bytes of the module from ``start`` to ``end`` are ``after`` instead; ``line`` counts from 1."""

    line: int
    start: int
    end: int
    before: str
    after: str

    def of(self, source: bytes) -> bytes:
        """Return the module with the fault."""
        return source[: self.start] + self.after.encode() + source[self.end :]


class Text:
    """The text of a module by the places of its nodes, which count bytes of a line."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.lines = [0, *(found.end() for found in re.finditer(b"\n", source))]

    def start(self, node: ast.expr | ast.stmt) -> int:
        """Return where a node begins."""
        return self.lines[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr | ast.stmt) -> int:
        """Return where a node ends."""
        return self.lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)

    def put(self, node: ast.expr | ast.stmt, after: str) -> Mutation:
        """Return the fault that puts a text in the place of a node; ``{}`` in it stands for the node."""
        before = self.source[self.start(node) : self.end(node)].decode()
        return Mutation(node.lineno, self.start(node), self.end(node), before, after.replace("{}", before))

    def between(self, left: ast.expr, right: ast.expr, word: str, after: str) -> Iterator[Mutation]:
        """Yield the fault that puts another operator between two nodes."""
        gap = self.source[self.end(left) : self.start(right)].decode()
        changed = re.sub(word, after, gap, count=1)
        if changed != gap:
            start, end = self.start(left), self.end(right)
            sides = self.source[start : self.end(left)].decode(), self.source[self.start(right) : end].decode()
            yield Mutation(left.lineno, start, end, gap.join(sides), changed.join(sides))


def mutations(source: bytes) -> list[Mutation]:
    """Return every fault of a module, in the order of its lines."""
    text, tree = Text(source), ast.parse(source)
    found = [fault for node in ast.walk(tree) for fault in of_node(node, text)]
    found += [fault for node in tree.body for fault in of_table(node, text)]
    found += [fault for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for fault in of_results(node, text)]
    return sorted(set(found))


def of_node(node: ast.AST, text: Text) -> Iterator[Mutation]:
    """Yield the faults of comparisons and conditions."""
    match node:
        case ast.Compare():
            for left, operator, right in zip([node.left, *node.comparators], node.ops, node.comparators, strict=False):
                yield from text.between(left, right, *OPERATORS[type(operator)])
                yield from of_bound(left, text)
            yield from of_bound(node.comparators[-1], text)
        case ast.BoolOp():
            word, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            for left, right in zip(node.values, node.values[1:], strict=False):
                yield from text.between(left, right, rf"\b{word}\b", other)
        case ast.If() | ast.IfExp() | ast.While() if not is_flipped(node.test):
            yield text.put(node.test, "(not ({}))")
        case ast.comprehension():
            yield from (text.put(test, "(not ({}))") for test in node.ifs if not is_flipped(test))


def is_flipped(test: ast.expr) -> bool:
    """Tell whether a condition is a comparison that is turned round already, or holds a name that it gives."""
    named = any(isinstance(node, ast.NamedExpr) for node in ast.walk(test))
    return named or (isinstance(test, ast.Compare) and isinstance(test.ops[0], FLIPPED))


def of_table(node: ast.stmt, text: Text) -> Iterator[Mutation]:
    """Yield the faults of what a module lists: an entry left out of a tuple, a number one higher or lower."""
    value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
    for part in ast.walk(value) if value else ():
        if isinstance(part, ast.Tuple | ast.List) and len(part.elts) > 1 and all(map(is_named, part.elts)):
            yield from (text.put(entry, "*()") for entry in part.elts)
        if isinstance(part, ast.expr):
            yield from of_bound(part, text)


def is_named(entry: ast.expr) -> bool:
    """Tell whether an entry is called by its name, as rules are."""
    return isinstance(entry, ast.Name | ast.Attribute)


def of_bound(node: ast.expr, text: Text) -> Iterator[Mutation]:
    """Yield a number one higher and one lower."""
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield from (text.put(node, str(node.value + step)) for step in (1, -1))


def of_results(function: ast.FunctionDef, text: Text) -> Iterator[Mutation]:
    """Yield the faults of what a function says: a problem that is not yielded, a list or fault that does not come."""
    returns = ast.unparse(function.returns) if function.returns else ""
    kind = EMPTY.get(returns.partition("[")[0]) or ("None" if returns.endswith("| None") else None)
    for node in statements(function):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
            yield text.put(node, "yield from ()")
        elif isinstance(node, ast.Return) and node.value and kind and ast.unparse(node.value) != kind:
            yield text.put(node.value, kind)


def statements(function: ast.FunctionDef) -> Iterator[ast.stmt]:
    """Yield the statements of a function, without those of functions in it."""
    ahead: list[ast.AST] = list(function.body)
    while ahead:
        node = ahead.pop()
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            ahead += ast.iter_child_nodes(node)
            if isinstance(node, ast.stmt):
                yield node
