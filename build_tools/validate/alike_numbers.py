"""Numbers in texts of data: the same in every language, in ledgers, statements, corrections, organisations, questions.

In: a site. Out: problems, at the language that differs from the others.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from build_tools.models import Ledger, Organisations, Questions, Site, Statements, Texts
from build_tools.models.published import Corrections
from build_tools.paths import CORRECTIONS, QUESTIONS
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.walk import walk

_DIGITS = re.compile(r"\d+")

_OTHER_NUMBERS = Fault(
    "texts.numbers_differ",
    "has other numbers than the same text in {language}; each language states the same numbers: correct the one that "
    "is wrong",
)


def numbers_agree(site: Site) -> Iterator[Problem]:
    """Each text of these files has the same numbers in every language."""
    yield from (Problem(path, _OTHER_NUMBERS, place, {"language": first}) for path, place, first in _differing(site))


def _differing(site: Site) -> Iterator[tuple[str, Field, str]]:
    """Yield file and place of each text whose numbers are not those of the others, with the language of one of them."""
    files: dict[str, Ledger | Statements | Corrections | Organisations | Questions]
    files = {**site.ledgers, **site.statements, **site.organisations}
    for path, file in (files | {CORRECTIONS: site.corrections, QUESTIONS: site.questions}).items():
        source = next((code for code, review in (file.review or {}).items() if review.state == "source"), "")
        for place, kind, value in walk(file):
            if kind == Texts and isinstance(value, Mapping) and source in value:
                yield from ((path, (*place, language), first) for language, first in _other(value, source))


def _other(texts: Mapping[str, str], source: str) -> Iterator[tuple[str, str]]:
    """Yield the languages whose numbers differ from those of most, or of the source, with one that has the right ones.

    Where all others agree, it is the source in which a digit slipped.
    """
    numbers = {language: Counter(_DIGITS.findall(text)) for language, text in texts.items()}
    others = [language for language in numbers if language != source]
    agreed = all(numbers[language] == numbers[others[0]] for language in others)
    first = others[0] if len(others) > 1 and agreed else source
    yield from ((language, first) for language in numbers if numbers[language] != numbers[first])
