"""The page around a body: its template, rendered once for each language and kind of page, then joined; and its one
stylesheet: ours without what only its authors need, the theme's without rules for what no page has.

Joining gives the same bytes as rendering every page (see ``full``) at a small part of the time.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from markupsafe import escape

from build_tools.build.pipeline import Output
from build_tools.git import result_cache
from build_tools.models import MenuGroup, Values, View
from build_tools.render import COALITION, frame_notes, reading_policy, rendered

_PLACED = ("subpath", "title", "description", "kicker", "heading", "notes", "aside", "content")
"""What differs from page to page of one shell; the template may only print it."""

_MARK = secrets.token_hex(16)
"""New in each run, so that no label or name of the content can be taken for a place in a shell."""

_SENTINELS: dict[str, Any] = {name: f"[[{_MARK} {name}]]" for name in _PLACED}
_SENTINEL = re.compile(rf"\[\[{_MARK} ([a-z]+)\]\]")


class Shells:
    """The shells of one build, made when the first page needs them."""

    def __init__(self, output: Output, stylesheet: str):
        self.output = output
        self.stylesheet = stylesheet
        self.exit_script = rendered("exit.js", {}, output.templates)
        self.policy = reading_policy(self.exit_script)
        self.made: dict[tuple[View, int], list[str]] = {}

    def join(self, view: View) -> str:
        """Return a whole page from the shell of its kind: of all that is alike in it, at its depth."""
        depth = view.subpath.count("/")
        shell = replace(view, **_SENTINELS)
        if (shell, depth) not in self.made:
            self.made[shell, depth] = _SENTINEL.split(self.full(shell, depth))
        # A split at a group gives text and names in turns, text first.
        pieces = self.made[shell, depth].copy()
        pieces[1::2] = [escape(getattr(view, name)) for name in pieces[1::2]]
        return "".join(pieces)

    def full(self, view: View, depth: int | None = None) -> str:
        """Render the whole template for one page."""
        up = "../" * (view.subpath.count("/") if depth is None else depth)
        values = {"view": view, "site": self.site(view.lang, up)}
        return rendered("base.html", values, self.output.templates, _=self.output.locales[view.lang].translate)

    def site(self, language: str, up: str) -> Values:
        """Return what is the same on every page of a language at one depth."""
        settings, locale = self.output.site.settings, self.output.locales[language]
        return {
            "root": f"../{up}",
            "name": locale.translate(COALITION),
            "stylesheet": f"../{up}{self.stylesheet}",
            "languages": settings.languages,
            "menu": [self.group(language, group, up) for group in settings.menu],
            "footer": self.entries(language, settings.footer, up),
            "help_href": f"{up}k/index.html",
            "exit_href": settings.exit_of(language),
            "exit_script": self.exit_script,
            "csp": self.policy,
            "notes": frame_notes(locale, self.output.release),
        }

    def group(self, language: str, group: MenuGroup, up: str) -> Values:
        """Return a group of the menu: the entry that leads to it, and its pages."""
        first, *others = pages = self.entries(language, group.pages, up)
        label = group.label[language] if group.label else first["label"]
        return {"label": label, "href": first["href"], "names": group.pages, "pages": pages if group.label else others}

    def entries(self, language: str, names: tuple[str, ...], up: str) -> list[dict[str, str]]:
        """Return entries of a list of pages, labelled by the words they lead to."""
        about = {name: self.output.site.words[language, name].about for name in names}
        return [
            {"id": name, "label": about[name].menu or about[name].title, "href": f"{up}{name}.html"} for name in names
        ]


THEME, STYLESHEET = "assets/stylesheets/main.*.min.css", "assets/stylesheets/site.css"
"""All that is kept of the theme's files: Material's content styles, and our own."""

SPARE = (" {", "{ ", "{\n", " }", "; ", ";\n", ": ")
"""Where a style holds more than a browser needs. A space before a colon stays: ``a :is(b)`` is not ``a:is(b)``."""

CLASSES = frozenset({"md-typeset", "md-content__inner", "admonition", "admonition-title", "note"})
"""The classes of the theme that pages have; a rule that asks for another concerns none of them."""

_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_STRANGE = re.compile(r"\[data-md-|\[dir=rtl\]|\b(?:input|button|label|nav|video|iframe|svg|img|object)\b")
_NOT = re.compile(r":not\([^()]*\)")
_SELECTOR = re.compile(r"(?:[^(),]|\((?:[^()]|\([^()]*\))*\))+")
"""What stands between commas, but for those inside brackets."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ICON = re.compile(r"""(?<![\w-])--[\w-]++:\s*+url\((?:"[^"]*"|'[^']*')\);?""")
_TEXT = r"""[^"'{};]++|"[^"]*+"|'[^']*+'"""
_IN_BRACES = rf"(?:{_TEXT}|;)*+"
_IN_MEDIA = rf"(?:{_TEXT}|;|\{{{_IN_BRACES}\}})*+"
RULE = re.compile(rf"(?<![^;}}])((?:{_TEXT})*+)(?:;|\{{((?:{_TEXT}|;|\{{{_IN_MEDIA}\}})*+)\}})")
"""What stands before an outer brace, and what stands between it and its end; a statement has no body."""


def stylesheet(folders: Sequence[str]) -> bytes:
    """Return the one stylesheet of reading pages, for visits are paid by the byte and by the request: what pages use of
    the theme's, and ours after it; the first folder that has a file wins. Raises ``LookupError``."""
    theme, own = (_first(folders, name).read_text("utf-8") for name in (THEME, STYLESHEET))
    return (result_cache.made(lambda: used(theme), "theme", theme) + compact(own)).encode()


def _first(folders: Sequence[str], name: str) -> Path:
    for folder in folders:
        for file in Path(folder).glob(name):
            return file
    raise LookupError(name)


def compact(style: str) -> str:
    """Return a style without comments and spare spaces; no string of it may hold ``/*`` or one of ``SPARE``."""
    whole = "\n".join(filter(None, map(str.strip, _COMMENT.sub("", style).split("\n")))) + "\n"
    for spare in SPARE:
        whole = whole.replace(spare, spare.strip())
    return whole.replace(";}", "}")


def used(style: str) -> str:
    """Return a style of the theme without rules, fonts and movements for what no page has."""
    return "".join(map(_kept, RULE.finditer(style)))


def _kept(rule: re.Match[str]) -> str:
    """Return a rule, its part that concerns pages, or nothing."""
    head, body = rule.groups()
    if body is None:
        return rule[0]
    if head.startswith(("@media", "@supports")):
        inside = used(body)
        return f"{head}{{{inside}}}" if inside else ""
    if head.startswith("@") or not any(map(_concerns_pages, _SELECTOR.findall(head))):
        return ""
    return f"{head}{{{_ICON.sub('', body)}}}"


def _concerns_pages(selector: str) -> bool:
    """Tell whether a page may have what a selector asks for."""
    asked = _NOT.sub("", selector)
    return not _STRANGE.search(asked) and CLASSES.issuperset(_CLASS.findall(asked))
