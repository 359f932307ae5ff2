"""Judge the whole content: in comes a loaded site, out come all its problems, in order.

Never reads a file, never changes a value, never repeats one. The rules are listed in ``rules``.
"""

from collections.abc import Callable, Iterable, Iterator

from build_tools.models import Site, Unread
from build_tools.problems import Fault, Problem, in_order
from build_tools.validate import reviews, texts
from build_tools.validate.rules import RELEASE_RULES, REMINDERS, RULES
from build_tools.validate.words import languages

__all__ = ["MORE", "judged", "release_problems", "reminders", "validate"]

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
    faulty = {problem.path for problem in found if problem.fault not in languages.COMPARED}
    lacking = {problem.path for problem in found if problem.fault == texts.MISSING}
    behind = {problem.path for problem in found if problem.fault == reviews.OUTDATED}
    kept = [problem for problem in found if not languages.may_follow(problem, faulty, lacking, behind)]
    return in_order([*kept, *([Problem("", MORE)] if site.unread or len(kept) < len(found) else [])])


def release_problems(site: Site) -> list[Problem]:
    """Return what stops a release beside the problems of the content."""
    return in_order(problem for rule in RELEASE_RULES for problem in rule(site))


def reminders(site: Site) -> list[Problem]:
    """Return what a maintainer should do soon; nothing of it stops a preview."""
    return in_order(problem for rule in REMINDERS for problem in rule(site))
