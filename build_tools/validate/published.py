"""Nothing of one briefing is left in another.

In: a site. Out: problems; which ledgers there are, and which could not be read.
"""

import re
from collections.abc import Iterator

from build_tools.models import Ledger, Site
from build_tools.paths import BRIEFINGS, FIGURES, ledger_file, words_file
from build_tools.problems import Fault, Field, Problem

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
NUMBER = re.compile(r"\d|\{\{")
LONG = 200
"""Characters of a paragraph from which on no two are the same by chance; a shorter one may be a list or a phrase."""


def ledgers_by_id(site: Site) -> dict[str, Ledger]:
    """Return the ledgers by id, and by the name of their file, so that a wrong name is one problem only."""
    by_file = {path.rpartition("/")[2].removesuffix(".yml"): ledger for path, ledger in site.ledgers.items()}
    return {**by_file, **{ledger.id: ledger for ledger in site.ledgers.values()}}


def lost_ledgers(site: Site) -> set[str]:
    """Return the briefings that have words in every language and no ledger: its file is gone."""
    names = {name.removeprefix(BRIEFINGS) for _, name in site.words if name.startswith(BRIEFINGS)}
    complete = {name for name in names if all(is_written(site, code, BRIEFINGS + name) for code in site.settings.codes)}
    return {name for name in complete if DATE.fullmatch(name)} - ledgers_by_id(site).keys()


def is_written(site: Site, language: str, name: str) -> bool:
    """Whether words are there, or may be there in a file that could not be read."""
    return (language, name) in site.words or site.hides(words_file(language, name))


NO_LEDGER = Fault(
    "figures.no_ledger",
    "holds no ledger; the home page shows the numbers of the newest briefing: content/figures/DATE.yml",
)
BEFORE_COUNT = Fault(
    "figures.published_before_as_of",
    "is before as_of; nobody publishes a count before the day up to which it counts",
)
SAME_SOURCE = Fault("figures.source_repeated", "is the source of {other} too; each briefing has an address of its own")
SAME_COUNT = Fault(
    "figures.covers_repeated",
    "is what {other} says too; say which reports this briefing counts, such as since when and up to which day",
)
SENTENCE_ENDS = re.compile(r"(?<=[.!?…;]) ")
SAME_QUESTIONS = Fault(
    "figures.questions_repeated",
    "says nothing but what {other} says, or a sentence of it with a number; say what the numbers of this briefing "
    "cannot answer, and nothing that was true of another time",
)
SAME_WORDS = Fault("figures.words_repeated", "is that of {other} too; say what this briefing is")
SAME_PARAGRAPH = Fault(
    "figures.paragraph_repeated",
    "begins a paragraph that stands in {other} too; say what this briefing says, or link to a page that holds what "
    "they share",
)
OTHER_SOURCE = Fault("figures.source_of_another", "is the source of {other}; name where this briefing was published")
NOT_ITS_SOURCE = Fault(
    "figures.source_not_named", "lacks the source that {ledger} names; both lead to where this briefing was published"
)


def some_briefing_is_there(site: Site) -> Iterator[Problem]:
    """The home page has a briefing to show."""
    if not site.briefings and not site.hides_in(FIGURES) and not lost_ledgers(site):
        yield Problem(FIGURES, NO_LEDGER)


def nothing_is_left_of_another(site: Site) -> Iterator[Problem]:
    """A ledger that began as a copy of another has its own source, its own reports and its own day of publication."""
    said: dict[tuple[Field, str], str] = {}
    asked: dict[str, tuple[set[str], set[str]]] = {}
    for path, ledger in sorted(site.briefings.items()):
        own: list[tuple[Fault, Field, str]] = [(SAME_SOURCE, ("source",), ledger.source)]
        own += [(SAME_COUNT, ("covers", language), " ".join(text.split())) for language, text in ledger.covers.items()]
        for fault, place, text in own:
            first = said.setdefault((place, text), path)
            if first != path:
                yield Problem(path, fault, place, {"other": first})
        answers_no = {" ".join(text.split()) for texts in ledger.cannot_answer for text in texts.values()}
        numbered = {part for text in answers_no for part in SENTENCE_ENDS.split(text) if any(map(str.isdigit, part))}
        other = next((one for one, (all_, some) in asked.items() if answers_no <= all_ or numbered & some), None)
        asked[path] = answers_no, numbered
        if other:
            yield Problem(path, SAME_QUESTIONS, ("cannot_answer",), {"other": other})
        counted = ledger.as_of.isoformat() <= ledger.id  # otherwise the day of the count is wrong, which is said
        if ledger.already_public and counted and ledger.already_public.date < ledger.as_of:
            yield Problem(path, BEFORE_COUNT, ("already_public", "date"))


def words_are_of_their_own_briefing(site: Site) -> Iterator[Problem]:
    """What the site itself says of a briefing, and where it was published, is not what it says of another."""
    own = {path: ledger.source for path, ledger in site.briefings.items()}
    sources = {ledger.source: path for path, ledger in sorted(site.briefings.items())}
    said: dict[tuple[str, str, str], str] = {}
    for (language, name), words in sorted(site.words.items()):
        date = name.removeprefix(BRIEFINGS)
        if not DATE.fullmatch(date):
            continue
        about = words.about
        for field in ("title", "headline", "description", "menu"):
            text = getattr(about, field)
            first = said.setdefault((language, field, text or name), words.path)
            if first != words.path and "{{" not in (text or ""):  # a call writes the day of each briefing
                yield Problem(words.path, SAME_WORDS, (field,), {"other": first})
        for position, source in enumerate(about.sources):
            if source in sources and own.get(ledger_file(date)) not in about.sources:
                yield Problem(words.path, OTHER_SOURCE, ("sources", position), {"other": sources[source]})
        address = own.get(ledger_file(date))  # of a ledger that is not there or cannot be read something else is said
        if about.sources and address and sources.keys().isdisjoint(about.sources):
            yield Problem(words.path, NOT_ITS_SOURCE, ("sources",), {"ledger": ledger_file(date)})


def paragraphs_are_of_their_own_briefing(site: Site) -> Iterator[Problem]:
    """No long paragraph of a briefing stands in another one of the same language, but for one without a number that
    ends it: the Coalition ends each briefing with the same reminder."""
    said: dict[tuple[str, str], str] = {}
    briefings = ((name, words) for (_, name), words in sorted(site.words.items()) if name.startswith(BRIEFINGS))
    for words in (words for name, words in briefings if DATE.fullmatch(name.removeprefix(BRIEFINGS))):
        for paragraph in PARAGRAPH.finditer(words.text):
            text = " ".join(paragraph[0].split())
            judged = len(text) > LONG and (NUMBER.search(text) or words.text[paragraph.end() :].strip())
            first = said.setdefault((words.language, text), words.path) if judged else words.path
            if first != words.path:
                line = words.first_line + words.text.count("\n", 0, paragraph.start())
                yield Problem(words.path, SAME_PARAGRAPH, values={"other": first}, line=line)
