"""Open questions: each has a number and pages; elsewhere no text says that something is not checked.

In: a site. Out: problems.
"""

import re
from collections.abc import Iterator

from build_tools.models import Site
from build_tools.paths import LAW, QUESTIONS
from build_tools.problems import Fault, Problem
from build_tools.validate.law import every_provision
from build_tools.validate.words.legal_texts import every_text
from build_tools.validate.words.reading import starts

UNCHECKED = {
    "en": re.compile(r"\b(?:not|n’t|n't|never)(?: yet)?(?: been)? (?:checked|verified|looked into|found out)\b", re.I),
    "ru": re.compile(r"\bне\s(?:\w{1,12}\s)?(?:провер(?:ен[аоы]?|[ия]\w{1,9})|выясн(?:ил\w{0,3}|ен[аоы]?))\b", re.I),
    "kk": re.compile(r"(?:тексер|анықта)\w{0,12}\sжоқ|(?:тексерілме|анықталма)(?:ген|ді|ған|ды)\b(?!\s+\w)", re.I),
}
"""How people say that they have not checked something; a language that is not here is not judged."""

ANSWERED = Fault(
    "questions.answered",
    "is answered by {provision} of content/law.yml; say on its pages what that article says, and delete the question",
)
IN_WORDS = Fault(
    "questions.said_in_words",
    "says that something is not checked; say what the sources of this page say, such as the articles that it names, or "
    "write the question into content/questions.yml, with who must answer it: the page shows it from there",
)


def open_ones_are_unanswered(site: Site) -> Iterator[Problem]:
    """A question is not open while a provision of the law answers it."""
    answers = {number: one.id for _, one in every_provision(site) for number in one.answers}
    for position, question in enumerate(site.questions.questions):
        if question.number in answers:
            yield Problem(QUESTIONS, ANSWERED, ("questions", position), {"provision": answers[question.number]})


def nothing_is_unchecked_in_words(site: Site) -> Iterator[Problem]:
    """No words and no text of the data say that something is not checked: the list of questions does."""
    for said in every_text(site):
        pattern = UNCHECKED.get(said.language)
        if pattern and said.piece:
            yield from said.piece.once_a_line(starts(pattern, said.text), IN_WORDS)
        elif pattern and said.path in (LAW, *site.organisations) and pattern.search(said.text):
            yield said.problem(IN_WORDS)
