"""The templates of pages, the one function that renders a page, and the Content-Security-Policy that each carries in a
<meta>: its own style, one script of ours, nothing else. ``verify`` judges it; a server sends the one of
``hosting/__init__.py`` besides.
"""

import base64
import hashlib
import marshal
import re
from pathlib import Path
from types import CodeType

import jinja2
from markupsafe import Markup, escape

from build_tools.git import result_cache
from build_tools.localize import Locale
from build_tools.models import Fragment, Page, Values, View
from build_tools.problems import fill
from build_tools.render.words import tied_text
from build_tools.text.markdown import around_number


class Templates(jinja2.Environment):
    """All templates, of which each is compiled once as long as it stays."""

    def compile(  # type: ignore[override]  # of what it can return, a loader asks for the code alone
        self, source: str, name: str, filename: str = "", raw: bool = False, defer_init: bool = False
    ) -> CodeType:
        """Return the code of a template."""
        made_by_jinja = super().compile
        data = result_cache.made(
            lambda: marshal.dumps(made_by_jinja(source, name, filename)), "jinja2", name, filename, source
        )
        code: CodeType = marshal.loads(data)  # noqa: S302  # made here
        return code


ERRORS = (jinja2.TemplateError, LookupError, RecursionError, ValueError, TypeError, ArithmeticError)
"""What a fault of a template, a stylesheet or a catalogue, or a page that asks for what is not there, is raised as."""


def reason_of(error: Exception) -> str:
    """Return what one of ``ERRORS`` says, on one line and without words of a template."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.name}, line {error.lineno}: {error.message}"
    return " ".join(str(error).split())


def templates(site_src: Path, invented: bool = False) -> Templates:
    """Return the templates, autoescaping, for all languages; a value that lacks is an error. Their global ``invented``
    says whether nothing in the site is real."""
    # One loader for each folder: where no folder has a template, the error names the template alone.
    folders = [site_src / "templates", site_src / "quiet", site_src / "theme"]
    env = Templates(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters |= {"fill": fill, "tied": tied_text}
    env.globals |= {"invented": invented, "quiet_policy": quiet_policy}
    return env


def rendered(template: str, values: Values, templates: Templates, **shared: object) -> Markup:
    """Return a template with its values in place."""
    return Markup(templates.get_template(template).render(values, **shared))


def view(page: Page, locale: Locale, templates: Templates) -> View:
    """Render a page to what its shell places."""
    content = _rendered_for(page, page.body, locale, templates)
    aside = None if page.quiet else page.aside
    return View(
        lang=page.language,
        subpath=page.subpath,
        section=page.section,
        title=page.title,
        description=page.description,
        kicker=_paragraph("kicker", page.kicker),
        heading=_heading(page),
        notes=Markup("").join(_paragraph("note", note) for note in page.notes),
        aside=_rendered_for(page, aside, locale, templates, contents=contents_of(content)) if aside else "",
        content=content,
        example=page.example,
        noindex=page.noindex,
        card=page.card,
    )


def _heading(page: Page) -> Markup:
    """Return the title as it stands above the page."""
    # A word with a hyphen stays whole beside the large number, which fills the line.
    title = page.title.replace("-", "\u2011") if page.large else page.title
    before, found, after = around_number(page.large, title)
    return escape(before) + Markup("<b>") + escape(found) + Markup("</b>") + escape(after) if found else escape(before)


def _rendered_for(page: Page, part: Fragment, locale: Locale, templates: Templates, **more: object) -> Markup:
    """Render a part of a page. ``up`` leads from the page to its language folder, ``root`` to the site."""
    up = "../" * page.subpath.count("/")
    shared = {"_": locale.translate, "locale": locale, "up": up, "root": f"../{up}", **more}
    return rendered(part.template, part.values(), templates, **shared)


_ID = re.compile(r' id="([^"]+)"')
_TAG = re.compile(r"<[^<>]*>")
_HEADING = re.compile(r"<h([23])([^<>]*)>((?:[^<]|<(?!/?h[23]))*+)</h\1>")
_FEW = 3
"""Of fewer sections a list of contents is of little use."""


def contents_of(html: str) -> list[tuple[str, Markup]]:
    """Return the sections of a page: their ids, and what their headings say; of few sections also what is in them."""
    named = [
        (level, found[1], Markup(_TAG.sub("", title).strip()))
        for level, attributes, title in _HEADING.findall(html)
        if (found := _ID.search(attributes))
    ]
    few = [level for level, *_ in named].count("2") < _FEW
    return [(id_, title) for level, id_, title in named if few or level == "2"]


def _paragraph(name: str, text: str) -> Markup:
    """Return a paragraph of a class, or nothing for no text."""
    return Markup(f'<p class="{name}">{escape(text)}</p>') if text else Markup("")


_FIRST, _LAST = "default-src 'none'", "base-uri 'none'; form-action 'none'"


def reading_policy(script: str) -> Markup:
    """Return the policy of a page in its shell, which loads the styles and images of the site."""
    return Markup(f"{_FIRST}; style-src 'self'; img-src 'self' data:; {_LAST}; script-src {_digest(script)}")


def quiet_policy(style: str, script: str = "") -> Markup:
    """Return the policy of a page that loads nothing: style and script stand in it."""
    own = f"script-src {_digest(script)}; " if script else ""
    return Markup(f"{_FIRST}; style-src {_digest(style)}; {own}img-src data:; {_LAST}")


def for_preview(html: str) -> str:
    """Return a page that also lets a script run that MkDocs adds, and that reloads it, only while a maintainer looks at
    a preview: of two directives of a policy the first one counts."""
    return html.replace(_FIRST, f"{_FIRST}; script-src 'unsafe-inline'; connect-src 'self'", 1)


def _digest(inline: str) -> str:
    """Return the hash by which a policy allows an inline style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()}'"
