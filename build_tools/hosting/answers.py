"""What is wrong with one answer of a served site beside the bytes of the file: its headers.

In: the answer, which file it is to be, the policy. Out: faults.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from build_tools.hosting.asking import UNPACKED_CODING, Answer
from build_tools.hosting.policy import (
    A_MINUTE,
    CACHE,
    CONTENT_POLICY,
    ENCRYPTED,
    LEAST,
    NO_TEXT,
    NOT_KEPT,
    ONION,
    TRANSPORT,
    TYPES,
    Policy,
    widened,
)
from build_tools.hosting.served import LEADS, TYPE, Expected
from build_tools.problems import Fault
from build_tools.security_txt import SECURITY_TXT, is_in_force

_HOUR, _YEAR = 3600, 31536000
_CDN = ("cf-ray", "x-amz-cf-id", "x-served-by", "x-fastly-request-id", "x-akamai-transformed", "x-nf-request-id", "via")
"""Headers by which networks for delivery and large hosts are known."""

_LASTING = ("max-age", "s-maxage", "stale-while-revalidate", "stale-if-error")

OPEN = Fault(
    "host.no_encryption",
    "comes without encryption, so everybody on the way can read and change it; serve the site over https",
)
COOKIE = Fault("host.cookie", "sets a cookie; let the server set none, for it marks a visitor")
VERSION = Fault(
    "host.version_told", "tells the version of the server in {header}; hide it, for it says which attacks will work"
)
BETWEEN = Fault(
    "host.third_party_between",
    "comes through a network of another company ({header}), which can read who reads what",
)
LACKS = Fault(
    "host.header_missing", "lacks the header {header} with the value {right}; take it from `transparency headers`"
)
UNPACKED = Fault(
    "host.not_compressed", "is sent uncompressed; switch gzip on, for on a slow network each kilobyte is seconds"
)
EXPIRED = Fault(
    "host.security_txt_expired",
    "says that it holds no longer, or not until when; build the site anew and publish it",
)


def answer_faults(
    answer: Answer, sample: Expected, policy: Policy, now: datetime, judge_encryption: bool
) -> Iterator[Fault]:
    """Yield what is wrong beside the bytes of an answer."""
    kept = sample.status == 200 and not sample.path.startswith(policy.not_kept)
    yield from _header_faults(answer, policy)
    yield from _leading_faults(answer, policy)
    yield from _type_faults(answer, sample)
    yield from _cache_faults(answer, kept)
    yield from _compression_faults(answer, sample)
    if answer.address.startswith("https:"):
        yield from _transport_faults(answer)
    elif judge_encryption:
        yield OPEN
    if sample.path == SECURITY_TXT and not is_in_force((answer.body or b"").decode("utf-8", "replace"), now):
        yield EXPIRED


def _header_faults(answer: Answer, policy: Policy) -> Iterator[Fault]:
    """The server says nothing of itself, marks nobody, and sends every header of the policy with its value; a stricter
    list of features is as good, and a policy that fits another version of the site too."""
    if "set-cookie" in answer.headers:
        yield COOKIE
    for name in ("server", "x-powered-by", "x-aspnet-version"):
        if re.search(r"\d", answer.headers.get(name, "")):
            yield VERSION.said(header=name.title())
    if between := [name for name in _CDN if name in answer.headers]:
        yield BETWEEN.said(header=between[0])
    for name, right in policy.common.items():
        value = answer.headers.get(name.lower(), "")
        features = name == "Permissions-Policy" and set(right.split(", ")) <= set(re.split(r",\s*", value.lower()))
        fits = name == CONTENT_POLICY and value == widened(policy, value).content
        if value.lower() != right.lower() and not (features or fits):
            yield LACKS.said(header=name, right=right)


_HOST = re.compile(r"(?:(?:https?|wss?|ftp):[/\\]*|(?<![/\\])[/\\]{2,})([^\s/\\\"'<>,;?#]+)", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+=_-]*")
"""Has no dot, so it is no host: a part of a mark of a version, such as many are."""

_SERVICE = re.compile(r'=\s*+"?([^";,=]*):\d+')
_NAME = re.compile(r"[a-z0-9-]+")
_IGNORED = ("etag", "location", "server", "via", "x-powered-by")
"""Browsers follow none of these in an answer that is no redirect."""


def _leading_faults(answer: Answer, policy: Policy) -> Iterator[Fault]:
    """No header leads or reports elsewhere; the onion address is that of the settings."""
    own = _plain_host(urlsplit(answer.address).netloc)
    for name, value in answer.headers.items():
        if name == "refresh" or name == ONION.lower():
            leads = name == "refresh" or not _is_below(value, policy.onion_address)
        elif name == "alt-svc":
            leads = any(host not in ("", own.partition(":")[0]) for host in _SERVICE.findall(value.lower()))
        else:
            hosts = (_plain_host(host) for host in _HOST.findall(value) if not _BASE64.fullmatch(host))
            leads = name not in _IGNORED and any(host != own for host in hosts)
        if leads:
            yield LEADS.said(header=name.title() if _NAME.fullmatch(name) else "?")


def _plain_host(host: str) -> str:
    """Return a host in small letters, without the port that goes without saying."""
    return re.sub(r":(?:80|443)$", "", host.lower())


def _is_below(address: str, onion: str) -> bool:
    """Whether an address is that of the onion service, or of a page of it."""
    home = onion.rstrip("/")
    return bool(home) and (address == home or address.startswith(f"{home}/"))


def _ending(sample: Expected) -> str:
    """Return the end of the name of the file that comes; a folder, and what leads nowhere, give a page."""
    ending = sample.path.rpartition(".")[2]
    return ending if sample.status == 200 and ending in TYPES else "html"


def _type_faults(answer: Answer, sample: Expected) -> Iterator[Fault]:
    """The kind of the file is said, and that its text is UTF-8."""
    ending = _ending(sample)
    right = TYPES[ending] if ending in (*NO_TEXT, "json") else f"{TYPES[ending]}; charset=utf-8"
    value = answer.headers.get("content-type", "").lower().replace(" ", "")
    if not f"{value};".startswith(right.replace(" ", "") + ";"):
        yield TYPE.said(right=right)


def _cache_faults(answer: Answer, kept: bool) -> Iterator[Fault]:
    """Of help no copy stays; nothing else outlives its correction by more than an hour."""
    rule = answer.headers.get("cache-control", "").lower()
    parts = [(name.strip(), value.strip(' "')) for name, _, value in (part.partition("=") for part in rule.split(","))]
    names = {name for name, _ in parts}
    lasting = [value for name, value in parts if name in _LASTING]
    short = "max-age" in names and all(age.isdecimal() and int(age) <= _HOUR for age in lasting)
    asks = ("no-cache", "") in parts or "no-store" in names
    if not kept and "no-store" not in names:
        yield LACKS.said(header=CACHE, right=NOT_KEPT)
    elif kept and not asks and (not short or "immutable" in names):
        yield LACKS.said(header=CACHE, right=A_MINUTE)


def _compression_faults(answer: Answer, sample: Expected) -> Iterator[Fault]:
    """Text comes compressed to whoever takes it so."""
    long = len(answer.body or b"") > LEAST and sample.status == 200 and _ending(sample) not in NO_TEXT
    if long and "gzip" in answer.codings and answer.headers.get("content-encoding", "") in ("", UNPACKED_CODING):
        yield UNPACKED


def _transport_faults(answer: Answer) -> Iterator[Fault]:
    """Browsers come over TLS only, for a year; of several rules the shortest counts, and none second ends the first."""
    ages = re.findall(r"(?<![\w-])max-age\s*=\s*\"?(\d+)", answer.headers.get("strict-transport-security", ""), re.I)
    if min(map(int, ages), default=0) < _YEAR:
        yield LACKS.said(header=TRANSPORT, right=ENCRYPTED)
