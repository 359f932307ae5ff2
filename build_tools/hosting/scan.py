"""Whether a served site passes: an address of each kind comes as it lies in the finished site, with the right headers.

In: an address, the finished site and its settings. Out: problems; a site with none passes.
Looks at samples; that every file is right is for ``mirror``.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from build_tools.hosting.asking import Answer, Unreachable
from build_tools.hosting.headers_sent import header_faults
from build_tools.hosting.policy import Policy, policy_of
from build_tools.hosting.readers import requests
from build_tools.hosting.served import AWAY, Expected, asking_at, problems_at
from build_tools.models import Settings
from build_tools.problems import Fault, Problem
from build_tools.security_txt import SECURITY_TXT, is_in_force
from build_tools.verify.site import bytes_of, problem

OPEN = Fault(
    "host.no_encryption",
    "comes without encryption, so everybody on the way can read and change it; serve the site over https",
)
NOT_LED = Fault(
    "host.http_not_redirected",
    "is answered without encryption too; let the server lead every reader from http to https",
)
TEXT_EXPIRED = Fault(
    "host.security_txt_expired",
    "says that it holds no longer, or not until when; build the site anew and publish it",
)


def scan_problems(
    address: str, site: Path, settings: Settings, now: datetime, judge_encryption: bool = True
) -> list[Problem]:
    """Return what is wrong with the samples at the address of a finished ``site``.

    Without ``judge_encryption`` a site over http is judged for the rest. ``now`` has a zone.
    """
    policy, samples = policy_of(settings), list(samples_of(site, settings))
    rule = partial(answer_faults, policy=policy, now=now, judge_encryption=judge_encryption)
    try:
        found = problems_at(asking_at(address, len(samples)), samples, rule)
    except Unreachable as unreachable:
        return [problem(address, unreachable.fault)]
    if address.startswith("https:") and urlsplit(address).port in (None, 443):
        plain = f"http://{urlsplit(address).netloc.removesuffix(':443')}{urlsplit(address).path}"
        found += (problem(plain, fault) for fault in encryption_faults(plain))
    return found


def samples_of(site: Path, settings: Settings) -> Iterator[Expected]:
    """Yield an address of each kind: gateway, a reading page and a page of help of each language, kit, data, none."""
    first = settings.codes[0]
    pages = [f"{code}/{page}" for code in settings.codes for page in ("index.html", "k/index.html")]
    others = ["kit/all.html", f"kit/{first}.txt", "data/codebook.csv", "sitemap.xml", f"{first}/feed.xml"]
    promised = [SECURITY_TXT] if settings.security else []
    yield Expected("", _digest(site / "index.html"))
    for path in ("index.html", *pages, *others, *promised):
        yield Expected(path, _digest(site / path))
    for path in ("there-is-no-such-page", f"{first}/k/there-is-no-such-page.html"):
        yield Expected(path, _digest(site / "404.html"), status=404)


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; nothing, which no answer has, where there is none."""
    data = bytes_of(path)
    return "" if data is None else sha256(data).hexdigest()


def answer_faults(
    answer: Answer, sample: Expected, policy: Policy, now: datetime, judge_encryption: bool
) -> Iterator[Fault]:
    """Yield what is wrong beside the bytes of an answer."""
    yield from header_faults(answer, sample, policy)
    if judge_encryption and not answer.address.startswith("https:"):
        yield OPEN
    if sample.path == SECURITY_TXT and not is_in_force((answer.body or b"").decode("utf-8", "replace"), now):
        yield TEXT_EXPIRED


def encryption_faults(address: str) -> Iterator[Fault]:
    """Yield what is wrong where whoever asks at ``http://…`` is not led to the same host over TLS; that nobody answers
    there is as good."""
    try:
        answer = asking_at(address, 1)("", requests("")[0])
    except Unreachable:
        return
    there = urlsplit(answer.address)
    if (there.scheme, there.hostname) != ("https", urlsplit(address).hostname):
        yield AWAY if answer.moved else NOT_LED
