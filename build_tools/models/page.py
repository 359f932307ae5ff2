"""Authored words with their front matter, and pages as descriptions: what to show with which template.

Rendering happens when a page is asked for. Words may call a figure of the ledger or a period of law.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, get_args

from pydantic import Field, StringConstraints

from build_tools.files.paths import LAW
from build_tools.models.annotations import Codes, Ref
from build_tools.models.base import Code, Fingerprint, Model, Reviewed, Text, version_of
from build_tools.models.case import AnyCode
from build_tools.models.law import LawPage

QUIET = ("k/index", "k/hours", "k/contacts", "k/places", "k/phone", "k/copies", "papers/index", "a-z")
"""Names of the words of the quiet pages that every site has. ``SITUATION`` are those that people number as they
need: each is one situation, and the first page of help lists them in their order."""

EACH_PLACE = "places/each"
"""Name of the words that the page of each place shows; they are no page themselves."""

SITUATION = re.compile(r"k/[1-9][0-9]?")
PAPER = re.compile(r"papers/[1-9][0-9]?")
"""Names of the words of a paper to hand in: the sheet, the line of ``PLACE_OF_DATA``, and what to know beside it."""

TELLS_STEPS = re.compile(rf"{SITUATION.pattern}|{PAPER.pattern}|k/hours|report|after-report")
"""The pages whose numbered lists are steps that people take."""

HOW_SURE = "how-sure"
"""The name of the page that says how sure the site is, to which all others leave it."""

GENERATED = (
    "index",
    "briefings/index",
    "statistics",
    "cases/index",
    "report",
    "law",
    *get_args(LawPage),
    "data",
    "codebook",
    "changes",
    "corrections",
    HOW_SURE,
    *QUIET,
    EACH_PLACE,
)
"""Names of the words that a page with data places; every other file of words is an ordinary page, but for
briefings (``briefings/<date>``) and the notes beside them (``briefings/<date>.since``)."""

KIT = ("kit/card", "kit/sms")
"""Names of the words that stand on paper and in messages."""

NO_PAGES = (*KIT, EACH_PLACE)
"""Names of the words that are no pages."""

REQUIRED = (*GENERATED, "method")
"""Names of the pages that no site can be without: those with data, and those that templates link to."""

FIGURE = re.compile(r"\{\{ (figure|count|date)\(([a-z0-9_]+)\) \}\}")
"""``{{ figure(reports) }}`` stands for that number of the page's ledger, ``{{ count(reports) }}`` for the number
with what it counts, in the right plural form, ``{{ date(as_of) }}`` for one of its days or the time
that it counts (``DATES``)."""

NEWEST = "newest"
"""What a page names in place of a ledger that always shows the newest briefing."""

PERIOD = re.compile(r"\{\{ period\(([a-z0-9_]+\.[a-z0-9_]+)\) \}\}")
"""``{{ period(cpc_131_4.adult) }}`` stands for the number of a period of law: provision and name of content/law.yml."""

RISK = re.compile(r"\{\{ risk\(([a-z0-9_]+)\) \}\}")
"""``{{ risk(doctor) }}`` ends a step and stands for who learns of it: an id of content/organisations.yml."""

LINES = re.compile(r"\{\{ lines\(([1-9][0-9]?)\) \}\}")
"""``{{ lines(3) }}`` stands on a sheet for three lines to write on by hand; the first begins behind the words."""

TIMETABLE = re.compile(r"\{\{ hours\(([a-z0-9_]+)(?:, (first|rest|short))?\) \}\}")
"""``{{ hours(adult) }}`` stands for a timetable of content/hours.yml, or its first block, the rest, or its lines for
a card."""

CALLS = (FIGURE, PERIOD, RISK, LINES, TIMETABLE)
"""All that the text of words can call."""

NOBODY = "nobody"
"""What a step calls of which nobody learns."""

PLACE_OF_DATA = "<!-- data -->"
"""A line of its own that says where a generated page puts its tables; at the end where there is no such line."""


def place_page(code: str) -> str:
    """Return the name of the page of a place."""
    return f"places/{code.lower().replace('_', '-')}"


class Translates(Model):
    """The language a text was translated from, and the fingerprint of the words it translates."""

    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    version: Fingerprint


class FrontMatter(Reviewed):
    """What a page says about itself.

    ``headline`` is a short title where the whole one is too long to stand above a page; the whole one stands in the
    text. ``highlight`` are words of one finding of a briefing, which the home page quotes beside its figures.
    ``also`` are other words by which people look for the page, or with `` #id`` at their end for a section of it.
    ``ages`` says whom a page of help is about: who serves that age alone is shown too, the most useful first.
    ``read_in`` are the sources of content/law.yml in which the law of the page was read.
    ``provisions`` are those of content/law.yml that a paper cites.
    """

    title: Text
    headline: Text | None = None
    description: Annotated[str, StringConstraints(min_length=20, max_length=200)]
    menu: Text | None = None
    translates: Translates | None = None
    valid_on: datetime.date | None = None
    ledger: Annotated[str, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|newest)$")] | None = None
    highlight: Text | None = None
    also: tuple[Text, ...] = ()
    ages: Annotated[tuple[AnyCode, ...], Codes("age_bands", stated=True)] = ()
    read_in: Annotated[tuple[Code, ...], Ref("sources", LAW)] = ()
    plain_numbers: tuple[Text, ...] = ()
    provisions: Annotated[tuple[Code, ...], Ref("provisions", LAW)] = ()
    sources: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Authored words: ``path`` is the file, ``name`` the place in its language folder without ending."""

    path: str
    language: str
    name: str
    about: FrontMatter
    text: str
    first_line: int

    @property
    def version(self) -> str:
        """A fingerprint of title, description and text that a translation names as its source."""
        return version_of((self.about.title, self.about.description, self.text.strip()))

    def version_beside(self, source: str) -> str:
        """Return a fingerprint of all that a reviewer reads: these words beside a version of their source."""
        about = self.about
        said = (about.title, about.description, about.menu or "", *filter(None, [about.headline]), *about.sources)
        return version_of((source, *said, self.text.strip()))


Values = Mapping[str, Any]
"""What a template places, by the names that it calls."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """The body of a page: a template, and the values it places, made when the page is asked for."""

    template: str
    values: Callable[[], Values]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one language. ``subpath`` is the place in the language folder, ``section`` the entry of the
    navigation it belongs to, ``notes`` are plain sentences on the state of the page, ``large`` is the part of the title
    that its headline sets large, ``card`` the address of a picture that messengers show, ``aside`` what stands in the
    margin. The template of a ``quiet`` page is a whole
    page, which needs no shell."""

    language: str
    subpath: str
    title: str
    description: str
    body: Fragment
    aside: Fragment | None = None
    large: str = ""
    card: str = ""
    section: str = ""
    kicker: str = ""
    notes: tuple[str, ...] = ()
    example: bool = False
    noindex: bool = False
    quiet: bool = False

    @property
    def path(self) -> str:
        """The place of the page in the site."""
        return f"{self.language}/{self.subpath}"


@dataclass(frozen=True, slots=True)
class Download:
    """A file that is not a page of one language; ``content`` makes it when it is written, ``drawn`` is what it
    says where nobody can read that in it."""

    path: str
    content: Callable[[], str | bytes] = field(repr=False)
    drawn: str = ""

    def data(self) -> bytes:
        """Make the file; text is UTF-8."""
        content = self.content()
        return content.encode() if isinstance(content, str) else content


@dataclass(frozen=True, slots=True)
class View:
    """A rendered page as its shell places it: ``title`` and ``description`` are plain text; ``kicker``, ``heading``,
    ``notes``, ``aside`` and ``content`` are HTML."""

    lang: str
    subpath: str
    section: str
    title: str
    description: str
    kicker: str
    heading: str
    notes: str
    aside: str
    content: str
    example: bool
    noindex: bool
    card: str = ""
