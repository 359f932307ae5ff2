"""What the pages of one language are made from."""

from dataclasses import dataclass

from build_tools.localize import Locale
from build_tools.models import NEWEST, SITUATION, Download, FrontMatter, Ledger, Register, Site, Words
from build_tools.problems import N_

COALITION = N_("Coalition of NGOs of Kazakhstan against Torture")
"""Who speaks: the name of the site."""

NOTES = {
    "machine-translated": N_("Machine translation, not yet reviewed."),
    "outdated": N_("This translation is older than its source text."),
}
"""What a reader is told of words that are neither the source text nor reviewed."""


@dataclass(frozen=True, slots=True)
class Context:
    """The content, one language, the two registers of cases that passed protection, and the files of the kit."""

    site: Site
    locale: Locale
    published: Register
    examples: Register
    release: bool
    kit: tuple[Download, ...] = ()

    @property
    def language(self) -> str:
        """The code of the language."""
        return self.locale.language

    def words(self, name: str) -> Words:
        """Return authored words of this language; ``validate`` has made sure that they exist."""
        return self.site.words[self.language, name]

    def situations(self) -> list[str]:
        """Return the names of the situations of help, in the order of their numbers."""
        names = [name for language, name in self.site.words if language == self.language]
        return sorted(filter(SITUATION.fullmatch, names), key=lambda name: int(name.rpartition("/")[2]))

    def ledger(self, name: str) -> Ledger:
        """Return the ledger of a briefing, or of the newest."""
        name = self.site.newest_briefing if name == NEWEST else name
        return next(ledger for ledger in self.site.ledgers.values() if ledger.id == name)

    def organisation_reviews(self) -> list[dict[str, str]]:
        """Return the state of the words of each file of organisations."""
        return [file.review for file in self.site.organisations.values()]

    def mark(self, invented: bool) -> str:
        """Return what the name of anything invented begins with, for a caption or a title is read and copied alone."""
        return f"{self.locale.translate(N_('EXAMPLE'))} · " if invented else ""

    def is_invented(self, register: Register) -> bool:
        """Whether nothing in a register is real."""
        return register.example or self.site.settings.invented

    def notes(self, *states: str) -> tuple[str, ...]:
        """Return one note for each kind of state below *source* and *reviewed*."""
        return tuple(self.locale.translate(text) for state, text in NOTES.items() if state in states)

    def notes_on(self, about: FrontMatter, *reviews: dict[str, str]) -> tuple[str, ...]:
        """Return the notes on a page made of these words, files of data and the catalogue."""
        states = (about.state, *(review[self.language] for review in reviews))
        return self.notes(*states, self.locale.catalogue.state)
