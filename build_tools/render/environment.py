"""The templates of page bodies, and the one function that renders a page."""

from collections.abc import Mapping
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from build_tools.localize import Locale
from build_tools.models import Page, View

Environments = Mapping[str, jinja2.Environment]


def environment(site_src: Path, locale: Locale | None = None) -> jinja2.Environment:
    """Return an autoescaping environment of one language; a value that lacks is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([site_src / "templates", site_src / "quiet"]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    if locale:
        made.globals.update({"_": locale.translate, "locale": locale})
    return made


def view(page: Page, environments: Environments) -> View:
    """Render a page to what its shell places."""
    return View(
        lang=page.language,
        subpath=page.subpath,
        section=page.section,
        title=page.title,
        description=page.description,
        kicker=paragraph("kicker", page.kicker),
        notes=Markup("").join(paragraph("note", note) for note in page.notes),
        content=content(page, environments[page.language]),
        example=page.example,
        noindex=page.noindex,
    )


def content(page: Page, templates: jinja2.Environment) -> str:
    """Render the body of a page. ``up`` leads from the page to its language folder, ``root`` to the site."""
    up = "../" * page.subpath.count("/")
    template = templates.get_template(page.body.template)
    return template.render(page.body.values(), up=up, root=f"../{up}")


def paragraph(name: str, text: str) -> Markup:
    """Return a paragraph of a class, or nothing for no text."""
    return Markup(f'<p class="{name}">{escape(text)}</p>') if text else Markup("")
