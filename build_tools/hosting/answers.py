"""What is wrong with a served site: the rules over each answer, and those that are nowhere else.

In: one answer of the server. Out: reasons.
Judges only what the server sends; that the files are whole and right is for ``verify``.
"""

import re
from collections.abc import Iterator

from build_tools.hosting import reasons
from build_tools.hosting.ask import Answer
from build_tools.hosting.fetch import UNPACKED_CODING
from build_tools.hosting.pages import expected_type, page_faults, policy_faults
from build_tools.hosting.policy import COMMON, LEAST, NO_TEXT, ONION
from build_tools.hosting.reasons import Sample
from build_tools.problems import Fault

_HOUR = 3600
_CDN = ("cf-ray", "x-amz-cf-id", "x-served-by", "x-fastly-request-id", "x-akamai-transformed", "x-nf-request-id", "via")
"""Headers by which networks for delivery and large hosts are known."""

_LASTING = ("max-age", "s-maxage", "stale-while-revalidate", "stale-if-error")


def _found(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """The file itself comes, from this host, and can be read."""
    if answer.away:
        yield reasons.AWAY
    elif answer.status != sample.status:
        yield reasons.STATUS.said(status=answer.status, right=sample.status)
    elif answer.closed:
        yield reasons.CLOSED


def _talkative(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """The server says nothing of itself, and nobody stands between it and the reader."""
    for name in ("server", "x-powered-by", "x-aspnet-version"):
        if re.search(r"\d", answer.headers.get(name, "")):
            yield reasons.VERSION.said(header=name.title())
    if between := [name for name in _CDN if name in answer.headers]:
        yield reasons.BETWEEN.said(header=between[0])


def _protected(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """Every header of the policy comes with its value; a stricter list of features is as good."""
    for name, right in COMMON.items():
        value = answer.headers.get(name.lower(), "").lower()
        features = name == "Permissions-Policy" and set(right.split(", ")) <= set(re.split(r",\s*", value))
        if value != right and value != right.lower() and not features:
            yield reasons.LACKS.said(header=name, right=right)


def _named(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """The kind of the file is said, and that its text is UTF-8."""
    right = expected_type(sample)
    text = not sample.path.endswith(NO_TEXT) and not right.endswith("json")
    wanted = f"{right}; charset=utf-8" if text else right
    said = answer.headers.get("content-type", "").lower().replace(" ", "")
    if not f"{said};".startswith(wanted.replace(" ", "") + ";"):
        yield reasons.TYPE.said(right=wanted)


def _cached(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """Of help no copy stays; nothing else outlives its correction by more than an hour."""
    rule = answer.headers.get("cache-control", "").lower()
    parts = [(name.strip(), value.strip(' "')) for name, _, value in (part.partition("=") for part in rule.split(","))]
    names = {name for name, _ in parts}
    lasting = [value for name, value in parts if name in _LASTING]
    short = "max-age" in names and all(age.isdecimal() and int(age) <= _HOUR for age in lasting)
    asks = ("no-cache", "") in parts or "no-store" in names
    if not sample.kept and "no-store" not in names:
        yield reasons.STAYS
    elif sample.kept and not asks and (not short or "immutable" in names):
        yield reasons.LONG


def _compressed(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """Text comes compressed to whoever takes it so."""
    long = len(answer.text) > LEAST and sample.status == 200 and not sample.path.endswith(NO_TEXT)
    if long and "gzip" in answer.codings and answer.headers.get("content-encoding", "") in ("", UNPACKED_CODING):
        yield reasons.UNPACKED


_ADDRESS = re.compile(r"(?:(?:https?|wss?|ftp):[/\\]*|(?<![/\\])[/\\]{2,})([^\s/\\\"'<>,;?#]+)", re.IGNORECASE)
_NO_HOST = re.compile(r"[A-Za-z0-9+=_-]*")
"""Has no dot: a part of a text in base64, such as many marks of versions are."""
_SERVICE = re.compile(r'=\s*+"?([^";,=]*):\d+')
_NAME = re.compile(r"[a-z0-9-]+")
_IGNORED = ("etag", "location", "server", "via", "x-powered-by")
"""Browsers follow none of these in an answer that is no redirect."""


def _unmarked(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """Nobody is marked."""
    if "set-cookie" in answer.headers:
        yield reasons.COOKIE


def _unled(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """No header leads or reports elsewhere; the onion address is that of the settings."""
    own = _plain_host(answer.host)
    for name, value in answer.headers.items():
        if name == "refresh" or name == ONION.lower():
            led = name == "refresh" or not _is_below(value, sample.onion)
        elif name == "alt-svc":
            led = any(host not in ("", own.partition(":")[0]) for host in _SERVICE.findall(value.lower()))
        else:
            led = name not in _IGNORED and any(host != own for host in _hosts(value))
        if led:
            yield reasons.LEADS.said(header=name.title() if _NAME.fullmatch(name) else "?")


def _hosts(value: str) -> Iterator[str]:
    """Yield each host that a header names, as ``_plain_host`` writes it."""
    yield from (_plain_host(host) for host in _ADDRESS.findall(value) if not _NO_HOST.fullmatch(host))


def _plain_host(host: str) -> str:
    """Return a host in small letters, without the port that goes without saying."""
    return re.sub(r":(?:80|443)$", "", host.lower())


def _is_below(address: str, onion: str) -> bool:
    """Whether an address is that of the onion service, or of a page of it."""
    home = onion.rstrip("/")
    return bool(home) and (address == home or address.startswith(f"{home}/"))


RULES = (_found, _unmarked, _unled, page_faults, _talkative, _protected, policy_faults, _named, _cached, _compressed)
"""Over each answer: ``rule(answer, sample)``; over TLS comes ``transport.encrypted``."""
