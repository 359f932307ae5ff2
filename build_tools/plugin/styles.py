"""Stylesheets as they are published: ours without what only its authors need, the theme's without rules for what no
page has. Takes and returns text, reads nothing."""

import re
from collections.abc import Iterator

SPARE = (" {", "{ ", "{\n", " }", "; ", ";\n", ": ")
"""Where a style holds more than a browser needs. A space before a colon stays: ``a :is(b)`` is not ``a:is(b)``."""

CLASSES = frozenset({"md-typeset", "md-content__inner", "admonition", "admonition-title", "note"})
"""The classes of the theme that pages have; a rule that asks for another concerns none of them."""

_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_STRANGE = re.compile(r"\[data-md-|\[dir=rtl\]|\b(?:input|button|label|nav|video|iframe|svg|img|object)\b")
_NOT = re.compile(r":not\([^()]*\)")
_CHOICE = re.compile(r":(?:is|where)\(([^()]*)\)")
_PIECE = re.compile(r""""[^"]*"|'[^']*'|[{};]|[^"'{};]+""")
_PARTED = re.compile(r"([,()\[\]])")
_ICON = re.compile(r"""(?<![\w-])--[\w-]++:\s*+url\((?:"[^"]*"|'[^']*')\);?""")


def compact(style: str) -> str:
    """Return a style without comments and spare spaces; no string of it may hold ``/*`` or one of ``SPARE``."""
    first, *others = style.split("/*")
    lines = "".join([first, *(part.partition("*/")[2] for part in others)]).split("\n")
    whole = "\n".join(filter(None, map(str.strip, lines))) + "\n"
    for spare in SPARE:
        whole = whole.replace(spare, spare.strip())
    return whole.replace(";}", "}")


def used(style: str) -> str:
    """Return a style of the theme without rules, fonts and movements for what no page has."""
    return "".join(_kept(head, body) for head, body in _rules(style))


def _rules(style: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each outer brace, and what stands between it and its end; a statement has no body."""
    head, body, depth = "", "", 0
    for piece in _PIECE.findall(style):
        depth += (piece == "{") - (piece == "}")
        if depth == 0 and piece in "};":
            yield (head, body) if piece == "}" else (f"{head};", "")
            head, body = "", ""
        elif depth == 0:
            head += piece
        elif piece != "{" or depth > 1:
            body += piece


def _kept(head: str, body: str) -> str:
    """Return a rule, its part that concerns pages, or nothing."""
    if head.endswith(";"):
        return head
    if head.startswith(("@media", "@supports")):
        inside = used(body)
        return f"{head}{{{inside}}}" if inside else ""
    if head.startswith("@") or not any(map(_concerns_pages, _selectors(head))):
        return ""
    return f"{head}{{{_ICON.sub('', body)}}}"


def _selectors(head: str) -> list[str]:
    """Return the selectors of a rule; a comma inside brackets parts none."""
    found, depth = [""], 0
    for piece in _PARTED.split(head):
        depth += (piece in "([") - (piece in ")]") if piece else 0
        if piece == "," and depth == 0:
            found.append("")
        else:
            found[-1] += piece
    return found


def _concerns_pages(selector: str) -> bool:
    """Tell whether a page may have what a selector asks for, or one of what it lets choose from."""
    plain = _NOT.sub("", selector)
    choices = (_selectors(choice) for choice in _CHOICE.findall(plain))
    asked = _CHOICE.sub("", plain)
    strange = _STRANGE.search(asked) or not CLASSES.issuperset(_CLASS.findall(asked))
    return not strange and all(any(map(_concerns_pages, choice)) for choice in choices)
