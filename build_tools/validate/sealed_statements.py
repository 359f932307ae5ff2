"""What statements say: in the language that it stands under, once, and in plain words.

In: a site. Out: problems. Never says what a statement says.
"""

import re
from collections.abc import Iterator, Mapping

from build_tools.models import Site, Texts
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.statements import every_statement
from build_tools.validate.walk import walk
from build_tools.validate.words.language import JUDGED, OTHER_LANGUAGE, language_of

MARKS = re.compile(r"\]\(|\]\[|[<>]|\*\*|(?<!\w)[*_](?=\w)|`|^ {0,3}(?:#|[-*+] |\d{1,3}(?:\.|\)) |>)", re.MULTILINE)
"""What would be a mark of Markdown or HTML, and is shown as it is written here."""

MARKED = Fault(
    "statements.not_plain",
    "has a mark of Markdown or HTML, which readers would see; write plain sentences, name findings under about, pages "
    "under see and addresses under sources",
)
SAID_TWICE = Fault(
    "statements.text_twice", "is also what another statement says, in {other}; say each thing once, or say what differs"
)


def statements_are_plain(site: Site) -> Iterator[Problem]:
    """No text of a statement has marks: nothing makes them into anything."""
    for path, file in site.statements.items():
        for place, kind, value in walk(file):
            texts = value.items() if kind == Texts and isinstance(value, Mapping) else ()
            yield from (Problem(path, MARKED, (*place, code)) for code, text in texts if MARKS.search(text))


def statements_are_of_their_language(site: Site) -> Iterator[Problem]:
    """A statement of some length is not written in another language of the three than the one that it stands under."""
    for path, _, code, one in every_statement(site):
        for language, text in (one.text or {}).items():
            found = language_of(text)
            if found and language in JUDGED and language != found:
                yield Problem(path, OTHER_LANGUAGE, ("statements", code, "text", language), {"language": language})


def nothing_is_said_twice(site: Site) -> Iterator[Problem]:
    """No two statements have the same text; one problem where all languages do."""
    said: dict[tuple[str, str], tuple[str, str]] = {}
    for path, _, code, one in every_statement(site):
        texts = {language: " ".join(text.split()) for language, text in (one.text or {}).items()}
        first = {
            language: said.setdefault(item, (path, code)) for language, item in zip(texts, texts.items(), strict=True)
        }
        again = [language for language, owner in first.items() if owner != (path, code)]
        places: list[Field] = [()] if len(again) == len(texts) else [(language,) for language in again]
        for place in places if again else ():
            yield Problem(path, SAID_TWICE, ("statements", code, "text", *place), {"other": first[again[0]][0]})
