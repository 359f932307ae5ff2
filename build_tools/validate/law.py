"""Provisions of law: sources for what was read, a duty told as a duty, and no open question that one answers.

In: a site. Out: problems.
"""

import re
from collections.abc import Iterator
from functools import cache

from build_tools.models import Provision, Site
from build_tools.paths import LAW, QUESTIONS
from build_tools.problems import MISSING_VALUE, Fault, Field, Problem, allowed

_AS_FACT = Fault(
    "law.heading_told_as_fact",
    "is the heading of a {kind} and tells it as a fact; say it with one of: {words}",
)

HEADINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "duty": {"en": ("must", "is to", "are to"), "ru": ("обязан-", "долж-"), "kk": ("тиіс-", "міндет-")},
    "prohibition": {
        "en": ("may not", "must not", "cannot", "could not", "no one may", "nothing may", "prohibited"),
        "ru": ("нельзя", "не может", "не могут", "не вправе", "запре-", "не подлеж-", "не допуска-"),
        "kk": ("болма-", "алмайды", "тыйым-", "-меуге тиіс", "-мауға тиіс"),
    },
    "right": {
        "en": ("right", "may", "can"),
        "ru": ("прав-", "вправе", "может", "могут", "можете", "можно"),
        "kk": ("құқы-", "алады", "аласыз", "болады"),
    },
    "power": {
        "en": ("may", "can"),
        "ru": ("вправе", "может", "могут", "можно"),
        "kk": ("құқылы", "алады", "болады", "мүмкін"),
    },
    "sanction": {"en": ("punish-",), "ru": ("наказ-",), "kk": ("жаза-",)},
}
"""Words of which a heading has one, by kind and language; a hyphen stands for any letters. What only defines has
none, and a language without words is refused for nothing."""
_ANSWERED = Fault(
    "questions.answered",
    "is answered by {provision} of content/law.yml; say on its pages what that article says, and delete the question",
)


def what_was_read_has_a_source(site: Site) -> Iterator[Problem]:
    """Only what was not read has no source."""
    for place, provision in every_provision(site):
        if not provision.sources and provision.verified != "not_read":
            values = {"allowed": allowed(["verified: not_read", *site.law.sources])}
            yield Problem(LAW, MISSING_VALUE, (*place, "sources"), values)


def headings_tell_the_kind(site: Site) -> Iterator[Problem]:
    """Each heading tells the law as what it is, a duty or a prohibition, and never as what happens."""
    for place, provision in every_provision(site):
        for language, heading in provision.right.items():
            words = HEADINGS.get(provision.kind, {}).get(language)
            if words and not _one_of(words).search(heading):
                values = {"kind": provision.kind, "words": ", ".join(words)}
                yield Problem(LAW, _AS_FACT, (*place, "right", language), values)


@cache
def _one_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds one of the words, a hyphen standing for any letters before or after it."""
    return re.compile("|".join(rf"\b{re.escape(word)}\b".replace(r"\-", r"\w*") for word in words), re.IGNORECASE)


def every_provision(site: Site) -> Iterator[tuple[Field, Provision]]:
    """Yield each provision with the way to it."""
    for number, group in enumerate(site.law.groups):
        for position, provision in enumerate(group.provisions):
            yield ("groups", number, "provisions", position), provision


def open_ones_are_unanswered(site: Site) -> Iterator[Problem]:
    """A question is not open while a provision of the law answers it."""
    answers = {number: one.id for _, one in every_provision(site) for number in one.answers}
    for position, question in enumerate(site.questions.questions):
        if question.number in answers:
            yield Problem(QUESTIONS, _ANSWERED, ("questions", position), {"provision": answers[question.number]})


RULES = (what_was_read_has_a_source, headings_tell_the_kind, open_ones_are_unanswered)
