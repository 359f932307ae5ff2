"""A ``Site`` that was read without a fault comes in; all that breaks one of its ``RULES`` goes out, in order.

Never reads a file, never changes a value, never repeats one. To add a rule, write a generator that takes the site, and
add it to the ``RULES`` of its module; a new module is added to the ``RULES`` here. A name that is wrong is said by one
rule, and passed over by all others.
"""

from collections.abc import Callable, Iterable, Iterator

from build_tools.models import OTHER_WORDS, Site
from build_tools.problems import Fault, Problem, in_order, without_echoes
from build_tools.validate import (
    corrections,
    figures,
    generic,
    law,
    organisations,
    published,
    reviewed,
    settings,
    statements,
    stories,
    texts,
    undecided,
    vocabulary,
)
from build_tools.validate.walk import annotated_values
from build_tools.validate.words import calls, signs, wording

_Rule = Callable[[Site], Iterator[Problem]]

_MODULES = (generic, settings, texts, vocabulary, organisations, law, stories, figures, corrections, published)
_OF_WORDS = (calls, signs, wording)
RULES: tuple[_Rule, ...] = tuple(
    rule for module in (*_MODULES, statements, *_OF_WORDS, undecided, reviewed) for rule in module.RULES
)
"""Every rule for the content."""

RELEASE_RULES: tuple[_Rule, ...] = (
    organisations.expired,
    settings.address_is_real,
    published.published_is_sealed,
    undecided.real_cases_are_decided,
)
"""What a preview may show, but no release. Each is a gate of ``release`` too."""

_REMINDERS: tuple[_Rule, ...] = (
    organisations.expired,
    organisations.ageing,
    organisations.shared,
    published.published_is_sealed,
    statements.old_reviews,
    organisations.organisations_are_named,
    undecided.ending,
)
"""What will stop a release, now or soon, or stands on pages and is getting old."""

MORE = Fault(
    "run.more_may_follow",
    "When this is mended, more may come to light: what leans on it could not be judged in this run.",
)


def validate(site: Site, others: Iterable[Problem] = (), rules: Iterable[_Rule] = RULES) -> list[Problem]:
    """Return all problems of a site, with those that no rule tells, by file, line and field, and last whether more may
    follow."""
    found = [*others, *(problem for rule in rules for problem in rule(site))]
    annotated_values.cache_clear()  # in many stories they take as much memory as a fifth of the stories
    causes = found
    for faults in _COMPARISONS:
        causes = without_echoes(causes, [fault.code for fault in faults], _subject)
    return in_order([*causes, *([Problem("", MORE)] if len(causes) < len(found) else [])])


_COMPARISONS = ((published.CHANGED_WORDS, published.MISSING), (texts.OUTDATED, OTHER_WORDS, texts.DIFFERENT))
"""What is said of words that are not as before, or as others: where something else is wrong in the same file, or in a
page in any language, it waits for that to be mended."""


def _subject(problem: Problem) -> str:
    """Return the file that a problem is about, for all languages of a page together."""
    return problem.path.split("/", 2)[-1] if problem.path.endswith(".md") else problem.path


def release_problems(site: Site) -> list[Problem]:
    """Return what stops a release beside the problems of the content."""
    return in_order(problem for rule in RELEASE_RULES for problem in rule(site))


def reminders(site: Site) -> list[Problem]:
    """Return what a maintainer should do soon; nothing of it stops a preview."""
    return in_order(problem for rule in _REMINDERS for problem in rule(site))
