"""The whole way of the data, in one function: a folder comes in, pages go out, or every problem at once.

Writes nothing.
"""

import datetime
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools import aggregate, disclosure, git, load, localize, render
from build_tools.localize import Locale
from build_tools.models import Download, Page, Settings, Site, View
from build_tools.paths import DECISIONS, MKDOCS, SETTINGS, SITE_SRC
from build_tools.problems import N_, Fault, Problem, Refused, in_english, sentence
from build_tools.validate import judged, release_problems, reminders, validate
from build_tools.validate.internal import internal_texts
from build_tools.validate.mkdocs import mkdocs_problems
from build_tools.validate.walk import walk
from build_tools.validate.words.links import addresses_in
from build_tools.verify import Expectation

LANGUAGE_VARIABLES = ("TRANSPARENCY_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where a maintainer's language is looked for, first found first."""

EPOCH = "SOURCE_DATE_EPOCH"
LATEST = 250_000_000_000
"""A time far ahead, in seconds since 1970, after which there are days to reckon with."""

RELEASE = "RELEASE"
"""The variable that makes a build one for release."""

ANSWERS = {"": False, "false": False, "no": False, "0": False, "true": True, "yes": True, "1": True}
NO_ANSWER = Fault(
    "build.neither_true_nor_false", N_("is neither true nor false; write one of the two, or leave it out")
)
OPENED_BY_OTHERS = ("mkdocs.yml", "pyproject.toml", "Makefile", "requirements")
NO_TIME = Fault(
    "build.no_time", N_("is not a time; give the seconds since 1970 in digits, such as 1800000000, or leave it out")
)
UNREADABLE = Fault(
    "build.template_unreadable", N_("is not a template that can be read; compare it with another template")
)
CANNOT_BE_MADE = Fault("build.page_cannot_be_made", N_("cannot be made; mend the template or the program: {error}"))


@dataclass(frozen=True, slots=True)
class Output:
    """Everything that will be in the site. Pages and downloads are made when they are asked for."""

    site: Site
    locales: Mapping[str, Locale]
    pages: tuple[Page, ...]
    downloads: tuple[Download, ...]
    templates: render.Templates
    contacts: frozenset[str] = frozenset()
    """Contacts as pages show them, and the addresses of their links."""

    def view(self, page: Page) -> View:
        """Render one page. Raises ``Refused`` where its template fails."""
        with made_whole(page.path):
            return render.view(page, self.locales[page.language], self.templates)

    def data(self, download: Download) -> bytes:
        """Make a download. Raises ``Refused`` where its template fails."""
        with made_whole(download.path):
            return download.data()


@contextmanager
def made_whole(path: str) -> Iterator[None]:
    """Say in one problem what stops a page or file of the site from being made. Raises ``Refused``."""
    try:
        yield
    except render.ERRORS as error:
        raise Refused([Problem(path, CANNOT_BE_MADE, values={"error": error})]) from error


def told_moment() -> datetime.datetime | None:
    """Return the time that ``SOURCE_DATE_EPOCH`` names in seconds since 1970, if it is set. Raises ``Refused``."""
    epoch = os.environ.get(EPOCH, "")
    try:
        return moment_of(int(epoch)) if epoch else None
    except ValueError:
        raise Refused([Problem(EPOCH, NO_TIME)]) from None


def release_asked() -> bool:
    """Tell whether the variable ``RELEASE`` asks for a release. Raises ``Refused``."""
    answer = ANSWERS.get(os.environ.get(RELEASE, "").strip().lower())
    if answer is None:
        raise Refused([Problem(RELEASE, NO_ANSWER)])
    return answer


def judge_mkdocs(root: Path, name: str = MKDOCS) -> list[Problem]:
    """Return what is wrong with the file that starts MkDocs."""
    data, problems, find_line = load.read_plain(root, name)
    return problems if data is None else list(mkdocs_problems(data, name, find_line))


def moment_of(seconds: int) -> datetime.datetime:
    """Return the time so many seconds after 1970, in UTC. Raises ``ValueError`` where no day of a build lies."""
    if not 0 <= seconds <= LATEST:
        raise ValueError(seconds)
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def build_day() -> datetime.date:
    """Return the date that the build is of, in UTC: the one that is told, or today. Raises ``Refused``."""
    return (told_moment() or datetime.datetime.now(datetime.UTC)).date()


def build_pages(root: Path, site_src: Path, release: bool = False, day: datetime.date | None = None) -> Output:
    """Turn the folder ``root`` into pages, as of ``day``. Raises ``Refused`` with all problems of the content."""
    site = checked_site(root, site_src, day, preview=not release)
    stop_at(release_problems(site) if release else (), root)
    stop_at(disclosure.refused(site.cases, site.settings.invented and not release), root)
    return pages_of(site, site_src, release)


def pages_of(site: Site, site_src: Path, release: bool = False) -> Output:
    """Describe all that a site without faults is made of. Raises ``Refused`` where a template fails."""
    site = site.with_periods()
    registers = disclosure.protect(site.cases, release)
    published, examples = (disclosure.publish(one, aggregate.counts(one, site.vocabulary)) for one in registers)
    locales = {code: localize.locale_of(site, code) for code in site.settings.codes}
    contexts = [render.Context(site, locale, published, examples, release) for locale in locales.values()]
    templates = render.templates(site_src)
    templates.globals["invented"] = site.settings.invented
    kit = render.kit_files(contexts, templates, site_src / "kit")
    with made_whole(SITE_SRC):
        pages = tuple(page for context in contexts for page in render.pages(replace(context, kit=kit)))
        if site.settings.invented:
            pages = tuple(replace(page, example=True) for page in pages)
        whole_site = tuple(render.whole_site(site.settings, locales, pages, templates, site.day))
    downloads = (*render.downloads(site, published, examples), *kit, *whole_site)
    contacts = frozenset(text for context in contexts for text in render.contact_texts(context))
    return Output(site, locales, pages, downloads, templates, contacts)


def checked_site(root: Path, site_src: Path, day: datetime.date | None = None, *, preview: bool = False) -> Site:
    """Read and check the content. Raises ``Refused``, also for cases that nobody has protected.

    Decisions are about a release: what is wrong with them alone does not keep anybody from looking at a ``preview``.
    """
    site, problems = judged_content(root, site_src, day)
    unprotected = judged(lambda site: disclosure.refused(site.cases, site.settings.invented), site)
    aside = DECISIONS if preview and DECISIONS not in site.unread else None
    stop_at([problem for problem in (*problems, *unprotected) if problem.path != aside], root)
    return site


def settings_of(root: Path) -> Settings:
    """Read the settings alone. Raises ``Refused``."""
    settings, problems = load.read_part(root, SETTINGS, Settings)
    stop_at(problems, root)
    return settings


def judged_content(root: Path, site_src: Path, day: datetime.date | None = None) -> tuple[Site, list[Problem]]:
    """Return what could be read of the content, with all problems that can be judged in one run. Problems have no
    lines yet; unprotected cases are none of them."""
    site, problems = load.load_site(root, site_src / "locales", day or build_day())
    unplain = not_plain(root, site_src, {problem.path for problem in problems})
    of_mkdocs = judge_mkdocs(root) if os.path.lexists(root / MKDOCS) else []
    aside = [*unplain, *of_mkdocs, *load.stray_records(root)]
    if unknown := list(judged(lambda site: localize.unknown_languages(site.settings), site)):
        problems = [problem for problem in problems if problem.fault != load.LANGUAGE_FOLDER]
        known = {name: value for name, value in site.settings.__dict__.items() if name != "languages"}
        site = replace(site, settings=Settings.of_part(known), unread=site.unread | {SETTINGS})
    shown, broken = (frozenset[str](), {}) if unplain else render.messages(site_src)
    templates = [Problem(f"{SITE_SRC}/{path}", UNREADABLE, line=line) for path, line in broken.items()]
    catalogues = judged(lambda site: localize.catalogue_problems(site, shown), site)
    plurals = judged(localize.plural_problems, site)
    return site, [*aside, *problems, *unknown, *templates, *validate(site), *catalogues, *plurals]


def not_plain(root: Path, site_src: Path, named: Collection[str] = ()) -> list[Problem]:
    """Return what is no plain file among those that a library opens after us: templates, theme, settings of MkDocs. A
    link would put a file from elsewhere on the pages, a pipe never ends; nothing is opened to find out."""
    found = [*load.not_plain(site_src.parent, site_src.name)]
    found += (problem for path in OPENED_BY_OTHERS for problem in load.not_plain(root, path))
    found += (Problem(path, git.ENDLESS) for path in git.endless(root))
    return [problem for problem in found if problem.path not in named]


def upcoming(site: Site, root: Path) -> list[Problem]:
    """Return what will stop a release, now or soon."""
    return load.located(root, reminders(site))


def stop_at(problems: Iterable[Problem], root: Path) -> None:
    """Raise ``Refused`` when there are problems."""
    found = load.located(root, problems)
    if found:
        raise Refused(found)


def expectation(output: Output, files: Iterable[str], policy_also: Iterable[str] = ()) -> Expectation:
    """Return what must be found in the finished folder: pages, downloads, and of ``files`` those that are none of them.

    ``policy_also`` are sources that pages may name besides.
    """
    html = {page.path for page in output.pages} | {d.path for d in output.downloads if d.path.endswith(".html")}
    of_no_language = {download.path for download in output.downloads}
    whole = {page.path for page in output.pages if page.complete}
    kit = {path for path in of_no_language if path.startswith("kit/")}
    settings = output.site.settings
    canaries, values = internal_texts(output.site)
    return Expectation(
        languages=settings.codes,
        pages=frozenset(html),
        files=frozenset(of_no_language | set(files)) - html,
        quiet=frozenset((whole | (of_no_language & html)) - kit),
        kit=frozenset(kit),
        base_path=settings.base_path,
        home="" if settings.address_is_placeholder else settings.address.rstrip("/"),
        leads=leads_of(output),
        contacts=output.contacts,
        exits={code: settings.exit_of(code) for code in settings.codes},
        policy_also=frozenset(policy_also),
        canaries=canaries,
        values=values,
    )


def leads_of(output: Output) -> frozenset[str]:
    """Return the addresses outside the site that the content names where pages make links of them."""
    site, words = output.site, output.site.words.values()
    named = [value for record in (site.law, *site.ledgers.values()) for _, _, value in walk(record)]
    named += [site.settings.exit_of(code) for code in site.settings.codes]
    named += [address for one in words for address in (*addresses_in(one), *one.about.sources)]
    return frozenset(text for text in map(str, (*named, *output.contacts)) if text.startswith("https://"))


def report(problems: Iterable[Problem], site_src: Path) -> str:
    """Say all problems, one on a line, in the maintainer's language."""
    translate = maintainers_language(site_src)
    return "\n".join(sentence(problem, translate) for problem in problems)


def maintainers_language(site_src: Path) -> Callable[[str], str]:
    """Return the translation of messages that the environment asks for; English where there is none."""
    asked = next((os.environ[name] for name in LANGUAGE_VARIABLES if os.environ.get(name)), "")
    text = load.catalogue_text(site_src / "locales", "problems", asked[:2].lower())
    if not text:
        return in_english
    messages = localize.read_catalogue(asked[:2].lower(), text).messages
    return lambda message: messages.get(message) or message
