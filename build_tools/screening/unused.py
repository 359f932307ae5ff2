"""Which entries of `content/reviewed.yml` nothing needs any more: one that lies in wait would hide what comes later.

In: what a project has approved, and its texts one by one. Out: the entries that a text needs; problems for the rest.
"""

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from build_tools.paths import REVIEWED
from build_tools.personal_data.vocabulary import CUT, WORD, is_whole, keys, safe
from build_tools.personal_data.word_forms import folded
from build_tools.problems import Fault, Field, Problem
from build_tools.screening.approval import NOTHING, Approval
from build_tools.screening.texts import findings

UNUSED = Fault("reviewed.unused", "matches nothing, and was entered more than 30 days ago; delete the entry")
_PATIENCE = datetime.timedelta(days=30)
"""So long an entry may wait for what it is about."""


def used_in(approval: Approval, path: str, text: str) -> frozenset[Field]:
    """Return the entries that a text of the project needs: words that stand in it in some form, and exceptions that
    excuse something there; of a story, those whose words it still has. A file is looked through again only if an
    exception names it."""
    said = " ".join(text.split()) if approval.persons and _is_of_people(path) else ""
    persons = (place for place, one in approval.persons.items() if any(map(said.__contains__, one.name.values())))
    exceptions = _exceptions_in(approval, path, text)
    return frozenset((*_terms_in(approval, path, text), *exceptions, *(("public_persons", place) for place in persons)))


def stale(approval: Approval, used: Collection[Field], day: datetime.date) -> Iterator[Problem]:
    """Yield a problem for each entry that no text of the project needs, 30 days after it was made."""
    terms = ((("vocabulary", place), entry.date) for place, entry in enumerate(approval.terms))
    pairs = zip(approval.places, approval.exceptions, strict=True)
    exceptions = ((("exceptions", place), entry.date) for place, entry in pairs)
    persons = ((("public_persons", place), entry.date) for place, entry in approval.persons.items())
    for field, date in (*terms, *exceptions, *persons):
        if field not in used and day - date > _PATIENCE:
            yield Problem(REVIEWED, UNUSED, field)


def _terms_in(approval: Approval, path: str, text: str) -> Iterator[Field]:
    if not approval.terms or not _is_of_people(path):
        return
    words = WORD.findall(text.replace("’", "'"))
    beginnings = [folded(word) for word in words]
    once = "\n".join(("", *set(beginnings)))
    for place, entry in enumerate(approval.terms):
        phrases = (tuple(WORD.findall(term)) for term in safe(entry.term.values()))
        if any(_may_stand(phrase, once) and _stands(phrase, words, beginnings) for phrase in phrases):
            yield "vocabulary", place


def _may_stand(phrase: tuple[str, ...], once: str) -> bool:
    """Whether a word begins as the first of a term does, in a text in which each word begins a line."""
    return any(f"\n{first}" in once for first in _beginnings(phrase))


def _beginnings(phrase: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key.rstrip(CUT) for key in keys(phrase[0]))


def _stands(phrase: tuple[str, ...], words: Sequence[str], plain: Sequence[str]) -> bool:
    """Whether a term stands among words in some form."""
    first = _beginnings(phrase)
    return any(word.startswith(first) and is_whole(words, number, phrase) for number, word in enumerate(plain))


def _exceptions_in(approval: Approval, path: str, text: str) -> Iterator[Field]:
    own = [pair for pair in zip(approval.places, approval.exceptions, strict=True) if pair[1].file == path]
    found = findings(path, text, approval=replace(approval, exceptions=(), places=())) if own else ()
    for place, entry in own:
        alone = replace(NOTHING, exceptions=(entry,))
        of_a_story = entry.category == "STORY" and " ".join(entry.text.split()) in " ".join(text.split())
        if of_a_story or any(alone.excuses(path, text, one) for one in found):
            yield "exceptions", place


def _is_of_people(path: str) -> bool:
    """Whether words count in a file: in one of the program, or in that of the entries, they prove nothing."""
    from build_tools.validate.reviewed import is_of_people  # takes long to load, and most projects have no entry

    return is_of_people(path)
