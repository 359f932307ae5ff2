"""A look at the served site: a few addresses of each kind are asked for, and the worst reason makes the grade.

In: the address of the site and its languages. Out: reasons, placed at their addresses, and a grade from A to F.
Asks only the host that is looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_tools.problems import Problem
from build_tools.release.hosts.ask import Answer, ask
from build_tools.release.hosts.grades import GRADES, OPEN, RULES, Reason, Sample, encrypted
from build_tools.release.hosts.policy import not_kept


class Finding(NamedTuple):
    """Why a site has no better grade; the path of the problem is that of an address of the site."""

    grade: str
    problem: Problem


def samples(languages: tuple[str, ...]) -> Iterator[Sample]:
    """Yield an address of each kind: gateway, a reading page and a page of help of each language, kit, data, none."""
    quiet = not_kept(languages)
    paths = ["", "index.html", *(f"{code}/{page}" for code in languages for page in ("index.html", "k/index.html"))]
    for path in (*paths, "kit/all.html", f"kit/{languages[0]}.txt", "data/codebook.csv", "sitemap.xml"):
        yield Sample(path, kept=not path.startswith(quiet))
    yield Sample("there-is-no-such-page", status=404, kept=False)
    yield Sample(f"{languages[0]}/k/there-is-no-such-page.html", status=404, kept=False)


def scan(site: str, languages: tuple[str, ...], judge_encryption: bool = True) -> list[Finding]:
    """Ask for every sample of the site at the address ``site``, which ends with a slash. Raises ``Unreachable``.

    Equal reasons are one finding, placed at the first address. Without ``judge_encryption`` a site over http is
    judged for the rest.
    """
    secure = site.startswith("https:")
    said: defaultdict[str, list[tuple[str, Reason]]] = defaultdict(list)
    for sample in samples(languages):
        for reason in reasons(ask(site, sample.path), sample, secure, judge_encryption):
            said[str(reason)].append((f"/{sample.path}", reason))
    return sorted(map(finding, said.values()), key=lambda one: GRADES.index(one.grade), reverse=True)


def reasons(answer: Answer, sample: Sample, secure: bool, judge_encryption: bool) -> Iterator[Reason]:
    """Yield what is wrong with one answer; of one that did not come nothing else is said."""
    if first := list(RULES[0](answer, sample)):
        yield from first
        return
    for rule in RULES[1:]:
        yield from rule(answer, sample)
    if secure:
        yield from encrypted(answer, sample)
    elif judge_encryption:
        yield Reason("F", OPEN)


def finding(same: list[tuple[str, Reason]]) -> Finding:
    """Place a reason at the first address that has it."""
    path, reason = same[0]
    return Finding(reason.grade, Problem(path, reason.message, values=reason.values, files=len(same)))


def grade(findings: Iterable[Finding]) -> str:
    """Return the worst grade."""
    return max((finding.grade for finding in findings), key=GRADES.index, default=GRADES[0])
