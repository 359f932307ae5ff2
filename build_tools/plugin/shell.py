"""The page around a body. The theme's template is rendered once for each language and kind of page, then joined.

Joining gives the same bytes as rendering every page (see ``full``) at a small part of the time.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import fields, replace
from types import SimpleNamespace
from typing import Any

import jinja2
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig

from build_tools.models import MenuGroup, View
from build_tools.pipeline import Output
from build_tools.render import COALITION, frame_notes, reading_policy, rendered

_PLACED = ("subpath", "title", "description", "kicker", "heading", "notes", "aside", "content")
"""What differs from page to page of one shell; the template may only print it."""

_PLAIN = ("subpath", "title", "description")
_MARK = secrets.token_hex(16)
"""New in each run, so that no label or name of the content can be taken for a place in a shell."""

_SENTINEL = re.compile(rf"\[\[{_MARK} ([a-z]+)\]\]")

ShellKey = tuple[Any, ...]


class Shells:
    """The shells of one build, made when the first page needs them."""

    def __init__(self, env: jinja2.Environment, config: MkDocsConfig, output: Output, stylesheet: str, watched: bool):
        self.template = env.get_template("main.html")
        self.config = config
        self.output = output
        self.stylesheet = stylesheet
        self.exit_script = rendered("exit.js", {}, output.templates)
        self.policy = reading_policy(self.exit_script, watched)
        self.made: dict[ShellKey, list[str]] = {}

    def join(self, view: View) -> str:
        """Return a whole page from the shell of its kind."""
        key = self.key(view)
        if key not in self.made:
            self.made[key] = self.pieces(view)
        values = {name: str(escape(getattr(view, name))) if name in _PLAIN else getattr(view, name) for name in _PLACED}
        return "".join(values.get(piece, piece) for piece in self.made[key])

    def key(self, view: View) -> ShellKey:
        """Return everything a shell depends on: all of the view that is not placed, and the depth of the page."""
        kept = (getattr(view, field.name) for field in fields(view) if field.name not in _PLACED)
        return (*kept, view.subpath.count("/"))

    def pieces(self, view: View) -> list[str]:
        """Render the shell of a view once and cut it where its values go."""
        depth = view.subpath.count("/")
        sentinels: dict[str, Any] = {name: f"[[{_MARK} {name}]]" for name in _PLACED}
        return _SENTINEL.split(self.full(replace(view, **sentinels), depth))

    def full(self, view: View, depth: int | None = None) -> str:
        """Render the whole template for one page."""
        up = "../" * (view.subpath.count("/") if depth is None else depth)
        return self.template.render(self.context(view, up))

    def context(self, view: View, up: str) -> Mapping[str, Any]:
        """Return what the theme's template is given."""
        locale = self.output.locales[view.lang]
        return {
            "config": self.config,
            "base_url": f"{up}..",
            "view": view,
            "site": self.site(view.lang, up),
            "_": locale.translate,
        }

    def site(self, language: str, up: str) -> SimpleNamespace:
        """Return what is the same on every page of a language at one depth."""
        settings = self.output.site.settings
        languages = [
            {"code": other.code, "name": other.name, "current": other.code == language} for other in settings.languages
        ]
        return SimpleNamespace(
            root=f"../{up}",
            name=self.output.locales[language].translate(COALITION),
            stylesheet=f"../{up}{self.stylesheet}",
            languages=languages,
            menu=[self.group(language, group, up) for group in settings.menu],
            footer=self.entries(language, settings.footer, up),
            help_href=f"{up}k/index.html",
            exit_href=settings.exit_of(language),
            exit_script=self.exit_script,
            csp=self.policy,
            notes=frame_notes(self.output.locales[language], self.output.release),
        )

    def group(self, language: str, group: MenuGroup, up: str) -> dict[str, Any]:
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
