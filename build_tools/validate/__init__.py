"""Judge the whole content: in comes a loaded site, out come all its problems, in order.

Never reads a file, never changes a value, never repeats one. To add a rule, write a generator that takes the site, and
add it to the ``RULES`` of its module; a new module is added to the ``RULES`` here.
"""

from collections.abc import Callable, Iterable, Iterator

from build_tools.models import Site, Unread
from build_tools.problems import Fault, Problem, in_order
from build_tools.validate import (
    corrections,
    dates,
    figures,
    generic,
    law,
    organisations,
    reviewed,
    seals,
    settings,
    statements,
    stories,
    texts,
    undecided,
    vocabulary,
)
from build_tools.validate.words import calls, languages, signs, wording

_Rule = Callable[[Site], Iterator[Problem]]

RULES: tuple[_Rule, ...] = (
    *generic.RULES,
    *dates.RULES,
    *settings.RULES,
    *texts.RULES,
    *vocabulary.RULES,
    *organisations.RULES,
    *law.RULES,
    *stories.RULES,
    *figures.RULES,
    *corrections.RULES,
    *seals.RULES,
    *statements.RULES,
    *calls.RULES,
    *languages.RULES,
    *signs.RULES,
    *wording.RULES,
    *undecided.RULES,
    *reviewed.RULES,
)
"""Every rule for the content."""

RELEASE_RULES: tuple[_Rule, ...] = (
    organisations.expired,
    settings.address_is_real,
    seals.published_is_sealed,
    undecided.real_cases_are_decided,
)
"""What a preview may show, but no release. Each is a gate of ``release`` too."""

_REMINDERS: tuple[_Rule, ...] = (
    organisations.expired,
    organisations.ageing,
    organisations.shared,
    seals.published_is_sealed,
    statements.old_reviews,
    calls.organisations_are_named,
    undecided.ending,
)
"""What will stop a release, now or soon, or stands on pages and is getting old."""

MORE = Fault(
    "run.more_may_follow",
    "When this is mended, more may come to light: what leans on it could not be judged in this run.",
)


def judged(rule: Callable[[Site], Iterable[Problem]], site: Site) -> Iterator[Problem]:
    """Yield what a rule finds, as far as it leans on nothing that could not be read."""
    try:
        yield from rule(site)
    except Unread:
        return


def validate(site: Site) -> list[Problem]:
    """Return all problems of a site, by file, line and field, and last whether more may follow."""
    found = [problem for rule in RULES for problem in judged(rule, site)]
    kept = languages.without_followers(found)
    return in_order([*kept, *([Problem("", MORE)] if site.unread or len(kept) < len(found) else [])])


def release_problems(site: Site) -> list[Problem]:
    """Return what stops a release beside the problems of the content."""
    return in_order(problem for rule in RELEASE_RULES for problem in rule(site))


def reminders(site: Site) -> list[Problem]:
    """Return what a maintainer should do soon; nothing of it stops a preview."""
    return in_order(problem for rule in _REMINDERS for problem in rule(site))
