"""The page around a body. Its template is rendered once for each language and kind of page, then joined.

Joining gives the same bytes as rendering every page (see ``full``) at a small part of the time.
"""

import re
import secrets
from dataclasses import replace
from typing import Any

from markupsafe import escape

from build_tools.models import MenuGroup, Values, View
from build_tools.pipeline import Output
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
        translate = self.output.locales[view.lang].translate
        return rendered(
            "base.html", {"view": view, "site": self.site(view.lang, up)}, self.output.templates, _=translate
        )

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
