"""Whether a served site passes: an address of each kind comes as it lies in the finished site, with the right headers.

In: an address, the finished site and its settings. Out: problems; a site with none passes.
Looks at samples; that every file is right is for ``mirror``. A header that is other than wanted does not pass, even
where a browser might make the same of it.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from build_tools.hosting.asking import Answer, Unreachable
from build_tools.hosting.policy import (
    A_MINUTE,
    COMMON,
    ENCRYPTED,
    LEAST,
    NO_TEXT,
    NOT_KEPT,
    TYPES,
    Policy,
    policy_of,
)
from build_tools.hosting.served import AWAY, Expected, asking_at, problems_at, requests
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
_HOUR, _YEAR = 3600, 31536000

COOKIE = Fault("host.cookie", "sets a cookie; let the server set none, for it marks a visitor")
VERSION = Fault(
    "host.version_told", "tells the version of the server in {header}; hide it, for it says which attacks will work"
)
BETWEEN = Fault(
    "host.third_party_between",
    "comes through a network of another company ({header}), which can read who reads what",
)
LEADS = Fault(
    "host.header_leads_away",
    "leads browsers elsewhere, or has them report there, by the header {header}; find who sends it, end that",
)
LACKS = Fault(
    "host.header_missing", "lacks the header {header} with the value {right}; take it from `transparency headers`"
)
TYPE = Fault(
    "host.content_type",
    "says another kind of file than {right} in Content-Type; set it as `transparency headers` does",
)
UNPACKED = Fault(
    "host.not_compressed", "is sent uncompressed; switch gzip on, for on a slow network each kilobyte is seconds"
)

_REFUSED: Mapping[str, Fault] = {
    "set-cookie": COOKIE,
    # By these, networks for delivery and large hosts are known.
    "via|cf-ray|x-amz-cf-id|x-served-by|x-fastly-request-id|x-akamai-transformed|x-nf-request-id": BETWEEN,
    # By these, a browser goes, loads or reports somewhere; our pages need none.
    "refresh|link|nel|report.*|.*-report-only|expect-ct|public-key-pins|(x-)?sourcemap|speculation-rules": LEADS,
    # By these, another site may learn what a reader does here.
    "attribution-reporting-.*|sec-session-registration|integrity-policy": LEADS,
}
"""By the pattern of the names of headers."""

_TELLING = ("server", "x-powered-by", "x-aspnet-version")
_TRANSPORT = re.compile(r"max-age=(\d{1,12})(?:; ?(?:includesubdomains|preload))*;?")
_SAME_HOST = re.compile(r'clear|[\w-]+=":\d+"(?:; \w+=\d+)*(?:, [\w-]+=":\d+"(?:; \w+=\d+)*)*')
"""Other ways to the same host, such as HTTP/3."""


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


def header_faults(answer: Answer, sample: Expected, policy: Policy) -> Iterator[Fault]:
    """Yield what is wrong with the headers of an answer."""
    ending = _ending(sample)
    yield from _refused(answer)
    yield from _leading_faults(answer, policy)
    for name, right in COMMON.items():
        if answer.headers.get(name.lower()) != right:
            yield LACKS.said(header=name, right=right)
    yield from _type_faults(answer, ending)
    yield from _cache_faults(answer, sample.status == 200 and not sample.path.startswith(policy.not_kept))
    if answer.address.startswith("https:"):
        yield from _transport_faults(answer)
    is_long = sample.status == 200 and ending not in NO_TEXT and len(answer.body or b"") > LEAST
    if is_long and "gzip" in answer.codings and answer.headers.get("content-encoding", "") in ("", "identity"):
        yield UNPACKED


def _refused(answer: Answer) -> Iterator[Fault]:
    """Nothing marks a visitor, leads elsewhere, or comes from a company in between."""
    for names, fault in _REFUSED.items():
        yield from (fault.said(header=name.title()) for name in answer.headers if re.fullmatch(names, name))


def _leading_faults(answer: Answer, policy: Policy) -> Iterator[Fault]:
    """The server says nothing of itself; other ways lead to the same host, or to the onion service of the settings."""
    for name in _TELLING:
        if re.search(r"\d", answer.headers.get(name, "")):
            yield VERSION.said(header=name.title())
    if not _SAME_HOST.fullmatch(answer.headers.get("alt-svc", "clear")):
        yield LEADS.said(header="Alt-Svc")
    for name in ("access-control-allow-origin", "timing-allow-origin"):
        if answer.headers.get(name, "*") != "*":
            yield LEADS.said(header=name.title())
    onion, home = answer.headers.get("onion-location"), policy.onion_address.rstrip("/")
    if onion is not None and not (home and f"{onion}/".startswith(f"{home}/")):
        yield LEADS.said(header="Onion-Location")


def _ending(sample: Expected) -> str:
    """Return the end of the name of the file that comes; a folder, and what leads nowhere, give a page."""
    ending = sample.path.rpartition(".")[2]
    return ending if sample.status == 200 and ending in TYPES else "html"


def _type_faults(answer: Answer, ending: str) -> Iterator[Fault]:
    """The kind of the file is said, and that its text is UTF-8."""
    right = TYPES[ending] if ending in (*NO_TEXT, "json") else f"{TYPES[ending]}; charset=utf-8"
    value = answer.headers.get("content-type", "").lower().replace(" ", "")
    if not f"{value};".startswith(right.replace(" ", "") + ";"):
        yield TYPE.said(right=right)


def _cache_faults(answer: Answer, kept: bool) -> Iterator[Fault]:
    """Of help no copy stays; nothing else outlives its correction by more than an hour."""
    parts = [part.strip() for part in answer.headers.get("cache-control", "").lower().split(",")]
    ages = [value for name, is_age, value in (part.partition("=") for part in parts) if is_age]
    is_short = any(part.startswith("max-age=") for part in parts) and "immutable" not in parts
    is_short = is_short and all(age.isdecimal() and int(age) <= _HOUR for age in ages)
    if not kept and "no-store" not in parts:
        yield LACKS.said(header="Cache-Control", right=NOT_KEPT)
    elif kept and not (is_short or {"no-cache", "no-store"} & set(parts)):
        yield LACKS.said(header="Cache-Control", right=A_MINUTE)


def _transport_faults(answer: Answer) -> Iterator[Fault]:
    """Browsers come over TLS only, for a year or more, by one rule."""
    rule = _TRANSPORT.fullmatch(answer.headers.get("strict-transport-security", "").lower())
    if rule is None or int(rule[1]) < _YEAR:
        yield LACKS.said(header="Strict-Transport-Security", right=ENCRYPTED)
