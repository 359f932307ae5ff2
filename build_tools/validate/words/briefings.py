"""Briefings tell of themselves: what one says, and where it was published, is not what another says.

In: a site. Out: problems. Words that began as a copy of an earlier briefing are found where they were left as such.
"""

import re
from collections.abc import Iterator

from build_tools.models import Site, Words
from build_tools.paths import BRIEFINGS, ledger_file
from build_tools.problems import N_, Fault, Problem
from build_tools.validate.ledgers import DATE

SAME_WORDS = Fault("figures.words_repeated", N_("is that of {other} too; say what this briefing is"))
SAME_PARAGRAPH = Fault(
    "figures.paragraph_repeated",
    N_(
        "begins a paragraph that stands in {other} too; say what this briefing says, or link to a page that holds what "
        "they share"
    ),
)
OTHER_SOURCE = Fault(
    "figures.source_of_another", N_("is the source of {other}; name where this briefing was published")
)

PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
LONG = 200
"""Characters of a paragraph from which on no two are the same by chance; a shorter one may be a list or a phrase."""


def words_are_of_their_own_briefing(site: Site) -> Iterator[Problem]:
    """What the site itself says of a briefing, and where it was published, is not what it says of another."""
    own = {path: ledger.source for path, ledger in site.ledgers.items()}
    sources = {ledger.source: path for path, ledger in sorted(site.ledgers.items())}
    said: dict[tuple[str, str, str], str] = {}
    for words, date in _briefings(site):
        about = words.about
        for field, text in (("title", about.title), ("description", about.description), ("menu", about.menu)):
            first = said.setdefault((words.language, field, text or words.name), words.path)
            if first != words.path and "{{" not in (text or ""):  # a call writes the day of each briefing
                yield Problem(words.path, SAME_WORDS, (field,), {"other": first})
        for position, source in enumerate(about.sources):
            if source in sources and own.get(ledger_file(date)) not in about.sources:
                yield Problem(words.path, OTHER_SOURCE, ("sources", position), {"other": sources[source]})


def paragraphs_are_their_own(site: Site) -> Iterator[Problem]:
    """No long paragraph of a briefing stands in another one of the same language."""
    said: dict[tuple[str, str], str] = {}
    for words, _ in _briefings(site):
        for paragraph in PARAGRAPH.finditer(words.text):
            text = " ".join(paragraph[0].split())
            first = said.setdefault((words.language, text), words.path) if len(text) > LONG else words.path
            if first != words.path:
                line = words.first_line + words.text.count("\n", 0, paragraph.start())
                yield Problem(words.path, SAME_PARAGRAPH, values={"other": first}, line=line)


def _briefings(site: Site) -> Iterator[tuple[Words, str]]:
    """Yield the words of each briefing with its day, the earliest first."""
    for (_, name), words in sorted(site.words.items()):
        if DATE.fullmatch(date := name.removeprefix(BRIEFINGS)) and name.startswith(BRIEFINGS):
            yield words, date
