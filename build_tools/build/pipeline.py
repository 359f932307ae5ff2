"""The whole way of the data, in one function: a folder comes in, pages go out, or every problem at once.

Writes nothing but an export: the same pages as text files, for reviewers, for tests, and as the way out to another site
generator.
"""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from build_tools import git, localize, render
from build_tools.build import content
from build_tools.build.withdrawn import waits, withdrawn_by_head
from build_tools.files.cleanup import to_the_end
from build_tools.files.paths import CONTENT, SITE_SRC
from build_tools.gate.output import OutputJudge, outside_problems
from build_tools.git import history
from build_tools.load import environment
from build_tools.localize import Locale
from build_tools.models import Download, Judged, Page, Site, View
from build_tools.problems import Fault, Problem, Refused
from build_tools.render import aggregate
from build_tools.text.markdown import capital
from build_tools.validate.walk import walk
from build_tools.validate.words import addresses_in
from build_tools.verify import Expectation

_CANNOT_BE_MADE = Fault("build.page_cannot_be_made", "cannot be made; mend the template or the program: {error}")


@dataclass(frozen=True, slots=True)
class Output:
    """Everything that will be in the site. Pages and downloads are made when they are asked for. ``by_right`` is what
    an ``OutputJudge`` asks for, ``drawn`` the words of papers and pictures, by their path."""

    site: Judged
    locales: Mapping[str, Locale]
    pages: tuple[Page, ...]
    downloads: tuple[Download, ...]
    templates: render.Templates
    by_right: frozenset[str]
    drawn: Mapping[str, str]
    release: bool = False

    def view(self, page: Page) -> View:
        """Render one page. Raises ``Refused`` where its template fails."""
        with made_whole(page.path):
            return render.view(page, self.locales[page.language], self.templates)

    def data(self, download: Download) -> bytes:
        """Make a download. Raises ``Refused``, as ``view`` does."""
        with made_whole(download.path):
            return download.data()

    def outside_problems(self, folder: Path) -> list[Problem]:
        """Return what a look from outside finds in the finished ``folder``, which trusts nothing that was judged."""
        return outside_problems(folder, OutputJudge(self.site, self.by_right), self.drawn)


@contextmanager
def made_whole(path: str) -> Iterator[None]:
    """Say in one problem what stops a page or file of the site from being made. Raises ``Refused``."""
    try:
        yield
    except render.ERRORS as error:
        raise Refused([Problem(path, _CANNOT_BE_MADE, values={"error": render.reason_of(error)})]) from error


def build_pages(root: Path, site_src: Path, release: bool = False, day: datetime.date | None = None) -> Output:
    """Turn the folder ``root`` into pages, as of ``day``: load and judge, aggregate, localize, render.

    Raises ``Refused`` with all problems of the content. A release of a commit that only withdraws is not refused for
    what waits until the case is gone; contacts that are too old are shown as such.
    """
    changed = _days_of_change(root) if release else {}
    only_withdraws = release and bool(withdrawn_by_head(root))
    site = content.checked(
        root, site_src, day, preview=not release, release=release, waits=lambda one: only_withdraws and waits(one)
    )
    return pages_of(site, site_src, release, changed)


def _days_of_change(root: Path) -> Mapping[str, datetime.date]:
    """Return the day on which each file of the content was changed last; nothing where no whole history tells it."""
    try:
        found = history.last_changed(root, CONTENT)
    except git.Unknown:
        return {}
    return {path: environment.moment_of(min(seconds, environment.LATEST)).date() for path, seconds in found.items()}


def pages_of(
    site: Judged, site_src: Path, release: bool = False, changed: Mapping[str, datetime.date] | None = None
) -> Output:
    """Describe all that a site without faults is made of; ``changed`` says when files of the content were changed last.

    Raises ``Refused`` where a template fails.
    """
    site = site.with_periods()
    with made_whole(f"{SITE_SRC}/locales"):
        contexts = contexts_of(site, release)
    locales = {context.language: context.locale for context in contexts}
    by_right = _texts_by_right(site, contexts)
    templates = render.templates(site_src, site.settings.invented)
    kit = render.kit_files(contexts, templates, site_src / "kit")
    with made_whole(SITE_SRC):
        whole = [replace(context, kit=kit, changed=changed or {}) for context in contexts]
        pages = tuple(page for context in whole for page in render.pages(context))
        if site.settings.invented:
            pages = tuple(replace(page, example=True) for page in pages)
        others = tuple(render.other_files(contexts, pages, templates))
    drawings = render.drawn_files(contexts, site_src / "drawn")
    downloads = (*render.downloads(contexts), *kit, *others, *drawings)
    drawn = {download.path: download.drawn for download in downloads if download.drawn}
    return Output(site, locales, pages, downloads, templates, by_right, drawn, release)


def contexts_of(site: Judged, release: bool) -> list[render.Context]:
    """Return what the pages of each language are made from; a release has no invented stories."""
    published = aggregate.stories(site, example=False)
    examples = aggregate.stories(site, example=True, left_out=release)
    releases = sorted(site.releases.values(), key=lambda release: release.counts.until)
    added = aggregate.added_up(releases, site.vocabulary)
    briefings = aggregate.series(site.briefings.values(), site.corrections)
    found = (*briefings, *aggregate.of_releases(releases, added))
    locales = [localize.locale_of(site, code) for code in site.settings.codes]
    return [render.Context(site, locale, published, examples, release, (), found, added) for locale in locales]


def _texts_by_right(site: Site, contexts: Sequence[render.Context]) -> frozenset[str]:
    """Return what may stand anywhere though it looks personal: contacts as pages show them and the addresses of their
    links, whom a reader tells of a mistake, sources, and periods as they begin a line, with single spaces: a month
    looks like the name of a person there."""
    contacts = {text for context in contexts for text in render.contact_texts(context)}
    if address := site.settings.errors_to:
        contacts |= {address, address.removeprefix("mailto:")}
    periods = {case.period for case in site.cases.values() if case.period}
    shown = (" ".join(capital(context.locale.period(one)).split()) for context in contexts for one in periods)
    return frozenset((*contacts, *_sources_of(site), *(text for text in shown if not text.isdigit())))


def _sources_of(site: Site) -> Iterator[str]:
    """Yield the addresses outside the site that the content names where pages make links of them."""
    named = [
        node.value
        for record in (site.law, *site.briefings.values(), *site.statements.values())
        for node in walk(record)
    ]
    named += [site.settings.exit_of(code) for code in site.settings.codes]
    named += [site.settings.licence.address] if site.settings.licence else []
    named += [address for one in site.words.values() for address in (*addresses_in(one), *one.about.sources)]
    return (text for text in named if isinstance(text, str) and text.startswith("https://"))


def expectation(output: Output) -> Expectation:
    """Return what must be found in the finished folder, but for the digests of its files."""
    settings = output.site.settings
    return Expectation(
        languages=settings.codes,
        kit=frozenset(one.path for one in output.downloads if one.path.startswith("kit/")),
        base_path=settings.base_path,
        home="" if settings.address_is_placeholder else settings.address.rstrip("/"),
        addresses=output.by_right,
    )


def export_pages(output: Output, folder: Path) -> int:
    """Write everything below ``folder`` and return the number of files. Raises ``Refused``, and then writes nothing."""
    pages = (exported(page, output) for page in output.pages)
    files = {path: text.encode() for path, text in pages}
    files |= {download.path: output.data(download) for download in output.downloads}
    with to_the_end():
        for path, data in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return len(files)


def exported(page: Page, output: Output) -> tuple[str, str]:
    """Return the file of a page and its text; a page that is whole without a shell stays what it is."""
    view = output.view(page)
    mark = output.locales[page.language].translate(render.INVENTED) if view.example else ""
    if page.quiet:
        return page.path, view.content
    return page.path.removesuffix(".html") + ".md", markdown_of(view, mark)


def markdown_of(view: View, mark: str) -> str:
    """Return a page as a Markdown file, with the ``mark`` of what is invented; JSON strings are valid YAML."""
    front = {"title": view.title, "description": view.description, "lang": view.lang}
    lines = [f"{name}: {json.dumps(str(value), ensure_ascii=False)}" for name, value in front.items()]
    heading = f"<h1>{escape(view.title)}</h1>"
    ribbon = f'<p class="ribbon">{escape(mark)}</p>' if mark else ""
    body = [part for part in (heading, ribbon, view.kicker, view.notes, view.content) if part]
    return "\n".join(("---", *lines, "---", "", *body, ""))
