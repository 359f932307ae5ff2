"""A look at the served site: a few addresses of each kind are asked for, and the worst reason makes the grade.

In: the address of the site and its settings. Out: reasons, placed at their addresses, and a grade from A to F.
Asks only the host that is looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from build_tools.hosting import site_wide
from build_tools.hosting.ask import Answer, ask
from build_tools.hosting.browsers import shuffled, visits
from build_tools.hosting.grades import RULES
from build_tools.hosting.policy import not_kept
from build_tools.hosting.reasons import GRADES, OPEN, Sample, grade_of
from build_tools.hosting.site_wide import encrypted, led
from build_tools.models import Settings
from build_tools.problems import Fault, Problem

Placed = Iterator[tuple[str, Fault]]


class Finding(NamedTuple):
    """Why a site has no better grade; the path of the problem is that of an address of the site."""

    grade: str
    problem: Problem


def samples(languages: tuple[str, ...], onion: str = "") -> Iterator[Sample]:
    """Yield an address of each kind: gateway, a reading page and a page of help of each language, kit, data, none."""
    quiet = not_kept(languages)
    paths = ["", "index.html", *(f"{code}/{page}" for code in languages for page in ("index.html", "k/index.html"))]
    for path in (*paths, "kit/all.html", f"kit/{languages[0]}.txt", "data/codebook.csv", "sitemap.xml"):
        yield Sample(path, kept=not path.startswith(quiet), onion=onion)
    yield Sample("there-is-no-such-page", status=404, kept=False, onion=onion)
    yield Sample(f"{languages[0]}/k/there-is-no-such-page.html", status=404, kept=False, onion=onion)


def scan(site: str, settings: Settings, now: datetime, judge_encryption: bool = True) -> list[Finding]:
    """Ask for every sample of the site at the address ``site``, which ends with a slash. Raises ``Unreachable``.

    Equal reasons are one finding, placed at the first address. Without ``judge_encryption`` a site over http is
    judged for the rest. ``now`` has a zone.
    """
    said: defaultdict[str, list[tuple[str, Fault]]] = defaultdict(list)
    for path, reason in (*of_samples(site, settings, judge_encryption), *of_the_site(site, settings, now)):
        said[repr(reason)].append((path, reason))
    return sorted(map(finding, said.values()), key=lambda one: GRADES.index(one.grade), reverse=True)


def of_samples(site: str, settings: Settings, judge_encryption: bool) -> Placed:
    """Yield what is wrong with each sample, once, whoever is answered so. All are asked for by several browsers and
    mixed, for a server may answer one otherwise than another."""
    secure, looked_at = site.startswith("https:"), list(samples(settings.codes, settings.onion_address or ""))
    found: dict[Sample, dict[str, Fault]] = {sample: {} for sample in looked_at}
    for sample, asked in shuffled([(one, asked) for one in looked_at for asked in visits(one.path)]):
        for reason in reasons(ask(site, sample.path, asked), sample, secure, judge_encryption):
            found[sample][repr(reason)] = reason
    yield from ((f"/{sample.path}", reason) for sample in looked_at for reason in found[sample].values())


def of_the_site(site: str, settings: Settings, now: datetime) -> Placed:
    """Yield what is wrong beside the pages: without encryption, and in what the settings promise besides."""
    if site.startswith("https:") and urlsplit(site).port in (None, 443):
        plain = f"http://{urlsplit(site).netloc.removesuffix(':443')}{urlsplit(site).path}"
        yield from ((plain, reason) for reason in led(plain))
    if settings.security:
        answer = ask(site, site_wide.PATH)
        yield from ((f"/{site_wide.PATH}", reason) for reason in site_wide.in_force(answer, now))


def reasons(answer: Answer, sample: Sample, secure: bool, judge_encryption: bool) -> Iterator[Fault]:
    """Yield what is wrong with one answer; of one that did not come nothing else is said."""
    if first := list(RULES[0](answer, sample)):
        yield from first
        return
    for rule in RULES[1:]:
        yield from rule(answer, sample)
    if secure:
        yield from encrypted(answer, sample)
    elif judge_encryption:
        yield OPEN


def finding(same: list[tuple[str, Fault]]) -> Finding:
    """Place a reason at the first address that has it."""
    path, reason = same[0]
    return Finding(grade_of(reason), Problem(path, reason, files=len(same)))


def grade(findings: Iterable[Finding]) -> str:
    """Return the worst grade."""
    return max((finding.grade for finding in findings), key=GRADES.index, default=GRADES[0])
