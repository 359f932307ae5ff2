"""What the pages of one language are made from."""

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from build_tools.files.paths import ORGANISATIONS
from build_tools.localize import Locale
from build_tools.models import NEWEST, PAPER, SITUATION, Download, FrontMatter, Judged, Ledger, Review, Reviewed, Words
from build_tools.problems import N_, fill
from build_tools.render.aggregate import AddedTables, PublicCases, Series

INVENTED = N_("Invented examples: these are not real cases, people or contacts.")
"""What every page and every file of an invented site says."""

COALITION = N_("Coalition of NGOs of Kazakhstan against Torture")
"""Who speaks: the name of the site."""

_NOTES = {
    "machine-translated": (
        N_("Machine translation, not yet reviewed."),
        N_("Machine translation, not yet reviewed: {parts}."),
    ),
    "outdated": (
        N_("This translation is older than its source text."),
        N_("Older than its source text: {parts}."),
    ),
}
"""What a reader is told of words that are neither the source text nor reviewed: of a whole page, and of parts of it."""

_PARTS = {
    "law": N_("provisions of law"),
    "hours": N_("the hours of detention"),
    "organisations": N_("what is said about organisations"),
    "figures": N_("the words beside figures"),
    "corrections": N_("what is said of corrections"),
    "summary": N_("the description of the case"),
    "names": N_("names of places, groups and kinds"),
    "catalogue": N_("menus, buttons and labels"),
}
"""What a page may show beside its own words, each with a review of its own."""


@dataclass(frozen=True, slots=True)
class Link:
    """A name and the address that it leads to; an empty one leads nowhere."""

    title: str
    href: str


ENTRY_KINDS = {"briefing": N_("Briefing"), "correction": N_("Correction"), "statement": N_("Statement")}
"""What the kinds of entries are called. The name of a kind never changes, for readers may sort by it."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """Something that is new since ``day``. ``key`` is small Latin letters, digits, hyphens and slashes, begins with the
    kind or the folder, and never changes; ``href`` leads from the folder of the language; ``kind`` is one of
    ``ENTRY_KINDS``."""

    key: str
    title: str
    href: str
    day: datetime.date
    summary: str
    kind: str


def code_address(codes: str, code: str) -> str:
    """Return the address of what a code of a list means; no list has a hyphen in its name, so no two share one."""
    return f"codebook.html#{codes}-{code}"


ReviewsByPart = Mapping[str, Iterable[Reviewed]]


def review_notes(own: Collection[str], parts: ReviewsByPart, locale: Locale) -> Iterator[str]:
    """Yield a note on each state that a reader must know of; one on the whole covers the parts in the same state.

    ``own`` are the states of the page's own words, ``parts`` the reviews of what it shows beside them.
    """
    for state, (whole, of_parts) in _NOTES.items():
        named = [_PARTS[part] for part, reviews in parts.items() if state in {review.state for review in reviews}]
        if state in own:
            yield locale.translate(whole)
        elif named:
            yield fill(locale.translate(of_parts), parts=", ".join(map(locale.translate, named)))


def frame_notes(locale: Locale, release: bool) -> tuple[str, ...]:
    """Return what stands below every page: that it is a preview, unless it is of a ``release``."""
    return () if release else (locale.translate(N_("This is a preview. The Coalition has not published it.")),)


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """The content, one language, published stories, invented ones, the series of figures, the tables of
    all releases added up, the files of the kit, and the day of the last change of each file of content, where it is
    known."""

    site: Judged
    locale: Locale
    published: PublicCases
    examples: PublicCases
    release: bool
    kit: tuple[Download, ...] = ()
    series: tuple[Series, ...] = ()
    added: AddedTables = field(default_factory=dict)
    changed: Mapping[str, datetime.date] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The code of the language."""
        return self.locale.language

    @property
    def division(self) -> str:
        """The administrative division of the day of the build."""
        return self.site.vocabulary.division_on(self.site.day).id

    def say(self, message: str, /, **values: object) -> str:
        """Return a message in this language with its values in place."""
        return fill(self.locale.translate(message), **values)

    def words(self, name: str) -> Words:
        """Return authored words of this language; ``validate`` has made sure that they exist."""
        return self.site.words[self.language, name]

    def situations(self) -> list[str]:
        """Return the names of the situations of help, in the order of their numbers."""
        return self._numbered(SITUATION)

    def papers(self) -> list[str]:
        """Return the names of the papers to hand in, in the order of their numbers."""
        return self._numbered(PAPER)

    def _numbered(self, form: re.Pattern[str]) -> list[str]:
        names = [name for language, name in self.site.words if language == self.language]
        return sorted(filter(form.fullmatch, names), key=lambda name: int(name.rpartition("/")[2]))

    def ledger(self, name: str) -> Ledger:
        """Return the ledger of a briefing, or of the newest."""
        name = self.site.newest_briefing if name == NEWEST else name
        return next(ledger for ledger in self.site.ledgers.values() if ledger.id == name)

    def mark(self, invented: bool) -> str:
        """Return what the name of anything invented begins with, for a caption or a title is read and copied alone."""
        return f"{self.example_word(invented)} · " if invented else ""

    def example_word(self, invented: bool) -> str:
        """Return the word that says of anything invented what it is."""
        return self.locale.translate(N_("EXAMPLE")) if invented else ""

    def is_invented(self, register: PublicCases) -> bool:
        """Whether nothing of a register is real."""
        return register.example or self.site.settings.invented

    def notes_on(self, about: FrontMatter, *parts: str) -> tuple[str, ...]:
        """Return the notes on a page made of these words and of these parts."""
        return tuple(review_notes([about.state], self.parts(*parts), self.locale))

    def law_read_in(self, sources: Iterable[str]) -> str:
        """Return of which days the texts of law are that words rest on, which later law is not in them, and that no
        lawyer has checked them; nothing where they rest on none. What is newer than that law lacks nothing of it."""
        named, date = [self.site.law.sources[code] for code in sources], self.locale.date
        again = max((one.changed_again for one in named if one.changed_again), default=None)
        days = [one.changes_until for one in named if one.changes_until and not (again and one.changes_until >= again)]
        if not days:
            return self.say(N_("No lawyer has checked it yet.")) if named else ""
        last, texts = date(max(days)), " – ".join(date(day) for day in sorted({min(days), max(days)}))
        if not again:
            return self.say(N_("Law read in texts up to {last}; no lawyer has checked it yet."), last=last)
        text = N_("Codes read in texts of {texts}, without the changes of {again}; no lawyer has checked them yet.")
        return self.say(text, texts=texts, again=date(again))

    def parts(self, *names: str) -> dict[str, list[Reviewed]]:
        """Return the reviews of the files that parts of a page come from, in this language; not those of examples."""
        site = self.site
        files: dict[str, list[Review]] = {
            "law": [site.law.review],
            "hours": [site.hours.review],
            "organisations": [site.organisations[ORGANISATIONS].review],
            "figures": [ledger.review for ledger in site.briefings.values()],
            "corrections": [site.corrections.review] if site.corrections.review else [],
            "names": [site.vocabulary.review],
        }
        return {name: [review[self.language] for review in files[name]] for name in names}
