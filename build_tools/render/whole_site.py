"""Files of the whole site: the choice of language, the page for addresses that lead nowhere, the site map."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from html import escape

from build_tools import security_txt
from build_tools.localize import Locale
from build_tools.models import Download, Language, Page, Settings, Values
from build_tools.problems import N_
from build_tools.render.context import COALITION, INVENTED
from build_tools.render.environment import Templates, rendered
from build_tools.security_txt import SECURITY_TXT

_LOST = N_("This page does not exist")
_SITEMAP = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"' + (
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def whole_site(
    settings: Settings,
    locales: Mapping[str, Locale],
    pages: Iterable[Page],
    templates: Templates,
    day: datetime.date,
) -> Iterator[Download]:
    """Yield the files that belong to no language, as of ``day``."""
    kinds = (("index.html", COALITION, "", False), ("404.html", _LOST, settings.base_path, True))
    for path, title, prefix, noindex in kinds:
        languages = [_language_choice(one, settings, locales[one.code], title, prefix) for one in settings.languages]
        values = {"languages": languages, "noindex": noindex}
        yield Download(path, partial(rendered, "all-languages.html", values, templates))
    yield Download("sitemap.xml", lambda: _sitemap(settings, pages))
    if settings.security:
        remark = INVENTED if settings.invented else ""
        yield Download(SECURITY_TXT, partial(security_txt.text_of, settings, settings.security, day, remark))


def _language_choice(language: Language, settings: Settings, locale: Locale, title: str, prefix: str) -> Values:
    """Return a language to choose: links to its home and its help with their words, which begin with ``prefix``; what
    is said of an invented site."""
    return {
        "code": language.code,
        "name": language.name,
        "href": f"{prefix}{language.code}/index.html",
        "help_href": f"{prefix}{language.code}/k/index.html",
        "title": locale.translate(title),
        "choose": locale.translate(N_("Continue in English")),
        "help": locale.translate(N_("Need help?")),
        "invented": locale.translate(INVENTED) if settings.invented else "",
    }


def _sitemap(settings: Settings, pages: Iterable[Page]) -> str:
    """Return the site map: each page with its twins in the other languages, no dates."""
    gateway = f"<url><loc>{_xml_address(settings, 'index.html')}</loc></url>\n"
    lines = [_sitemap_entry(settings, page) for page in pages if not page.noindex]
    return _SITEMAP + gateway + "".join(lines) + "</urlset>\n"


def _sitemap_entry(settings: Settings, page: Page) -> str:
    """Return one entry of the site map."""
    twins = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{_xml_address(settings, f"{code}/{page.subpath}")}"/>'
        for code in settings.codes
    )
    return f"<url><loc>{_xml_address(settings, page.path)}</loc>{twins}</url>\n"


def _xml_address(settings: Settings, path: str) -> str:
    """Return the public address of a file as XML writes it."""
    return escape(settings.url(path), quote=False)
