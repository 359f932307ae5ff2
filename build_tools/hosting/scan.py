"""Ask a served site for an address of each kind, and say what is wrong with the answers.

In: an address and the settings. Out: problems; a site with none passes.
"""

import re
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from build_tools.hosting import reasons
from build_tools.hosting.answers import RULES
from build_tools.hosting.ask import Answer, ask
from build_tools.hosting.browsers import in_random_order, requests
from build_tools.hosting.fetch import WHOLE, Unreachable, received
from build_tools.hosting.policy import not_kept
from build_tools.hosting.reasons import Sample
from build_tools.models import Settings
from build_tools.problems import Fault, Problem
from build_tools.security_txt import SECURITY_TXT, is_in_force

_YEAR = 31536000
_AGE = re.compile(r"(?<![\w-])max-age\s*=\s*\"?(\d+)", re.IGNORECASE)


def _encrypted(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """Browsers come over TLS only, for a year; of several rules the shortest counts, and none second ends the first."""
    ages = [int(age) for age in _AGE.findall(answer.headers.get("strict-transport-security", ""))]
    shortest = min(ages, default=0)
    if not shortest:
        yield reasons.NO_TRANSPORT
    elif shortest < _YEAR:
        yield reasons.SHORT_TRANSPORT


def encryption_faults(address: str) -> Iterator[Fault]:
    """Whoever asks at ``http://…`` is led to the same host over TLS; that nobody answers there is as good."""
    try:
        got = received(address, requests("")[0], time.monotonic() + WHOLE)
    except Unreachable:
        return
    there = urlsplit(got.address)
    if (there.scheme, there.hostname) != ("https", urlsplit(address).hostname):
        yield reasons.AWAY if got.moved else reasons.NOT_LED


def security_txt_faults(answer: Answer, now: datetime) -> Iterator[Fault]:
    """It comes, and says once until when it holds; ``now`` has a zone."""
    if answer.status != 200 or answer.away:
        yield reasons.NO_SECURITY
    elif not is_in_force(answer.text, now):
        yield reasons.EXPIRED


FaultsByPath = Iterator[tuple[str, Fault]]


def samples_of(languages: tuple[str, ...], onion: str = "") -> Iterator[Sample]:
    """Yield an address of each kind: gateway, a reading page and a page of help of each language, kit, data, none."""
    quiet, first = not_kept(languages), languages[0]
    pages = (f"{code}/{page}" for code in languages for page in ("index.html", "k/index.html"))
    others = ("kit/all.html", f"kit/{first}.txt", "data/codebook.csv", "sitemap.xml", f"{first}/feed.xml")
    for path in ("", "index.html", *pages, *others):
        yield Sample(path, kept=not path.startswith(quiet), onion=onion)
    yield Sample("there-is-no-such-page", status=404, kept=False, onion=onion)
    yield Sample(f"{first}/k/there-is-no-such-page.html", status=404, kept=False, onion=onion)


def scan(site: str, settings: Settings, now: datetime, judge_encryption: bool = True) -> list[Problem]:
    """Ask for every sample of the site at the address ``site``, which ends with a slash. Raises ``Unreachable``.

    Equal reasons are one problem, placed at the first address. Without ``judge_encryption`` a site over http is
    judged for the rest. ``now`` has a zone.
    """
    said: defaultdict[Fault, list[str]] = defaultdict(list)
    for path, reason in (*_of_samples(site, settings, judge_encryption), *_of_the_site(site, settings, now)):
        said[reason].append(path)
    return [Problem(paths[0], reason, files=len(paths)) for reason, paths in said.items()]


def _of_samples(site: str, settings: Settings, judge_encryption: bool) -> FaultsByPath:
    """Yield what is wrong with each sample, once, whoever is answered so. All are asked for as readers do, mixed, for a
    server may answer one otherwise than another."""
    secure, looked_at = site.startswith("https:"), list(samples_of(settings.codes, settings.onion_address or ""))
    found: dict[Sample, dict[Fault, None]] = {sample: {} for sample in looked_at}
    for sample, asked in in_random_order([(one, asked) for one in looked_at for asked in requests(one.path)]):
        found[sample] |= dict.fromkeys(answer_faults(ask(site, sample.path, asked), sample, secure, judge_encryption))
    yield from ((f"/{sample.path}", reason) for sample in looked_at for reason in found[sample])


def _of_the_site(site: str, settings: Settings, now: datetime) -> FaultsByPath:
    """Yield what is wrong beside the pages: without encryption, and in what the settings promise besides."""
    if site.startswith("https:") and urlsplit(site).port in (None, 443):
        plain = f"http://{urlsplit(site).netloc.removesuffix(':443')}{urlsplit(site).path}"
        yield from ((plain, reason) for reason in encryption_faults(plain))
    if settings.security:
        answer = ask(site, SECURITY_TXT)
        yield from ((f"/{SECURITY_TXT}", reason) for reason in security_txt_faults(answer, now))


def answer_faults(answer: Answer, sample: Sample, secure: bool, judge_encryption: bool) -> Iterator[Fault]:
    """Yield what is wrong with one answer; of one that did not come nothing else is said."""
    if first := list(RULES[0](answer, sample)):
        yield from first
        return
    for rule in RULES[1:]:
        yield from rule(answer, sample)
    if secure:
        yield from _encrypted(answer, sample)
    elif judge_encryption:
        yield reasons.OPEN
