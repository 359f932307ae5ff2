"""Headers by which browsers are marked, led to another host, or told to report to one.

In: one answer of the server. Out: reasons. Knows no list of bad names: whatever names another host is found, save where
the settings name it.
"""

import re
from collections.abc import Iterator

from build_tools.problems import Fault
from build_tools.release.hosts.ask import Answer
from build_tools.release.hosts.policy import ONION
from build_tools.release.hosts.reasons import COOKIE, LEADS, Sample

ADDRESS = re.compile(r"(?:(?:https?|wss?|ftp):[/\\]*|(?<![/\\])[/\\]{2,})([^\s/\\\"'<>,;?#]+)", re.IGNORECASE)
NO_HOST = re.compile(r"[A-Za-z0-9+=_-]*")
"""Has no dot: a part of a text in base64, such as many marks of versions are."""
SERVICE = re.compile(r'=\s*+"?([^";,=]*):\d+')
NAME = re.compile(r"[a-z0-9-]+")
IGNORED = ("etag", "location", "server", "via", "x-powered-by")
"""Browsers follow none of these in an answer that is no redirect."""


def unmarked(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """Nobody is marked."""
    if "set-cookie" in answer.headers:
        yield COOKIE


def unled(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """No header leads or reports elsewhere; the onion address is that of the settings."""
    own = plain_host(answer.host)
    for name, value in answer.headers.items():
        if name == "refresh" or name == ONION.lower():
            led = name == "refresh" or not is_below(value, sample.onion)
        elif name == "alt-svc":
            led = any(host not in ("", own.partition(":")[0]) for host in SERVICE.findall(value.lower()))
        else:
            led = name not in IGNORED and any(host != own for host in hosts(value))
        if led:
            yield LEADS.said(header=name.title() if NAME.fullmatch(name) else "?")


def hosts(value: str) -> Iterator[str]:
    """Yield each host that a header names, as ``plain_host`` writes it."""
    yield from (plain_host(host) for host in ADDRESS.findall(value) if not NO_HOST.fullmatch(host))


def plain_host(host: str) -> str:
    """Return a host in small letters, without the port that goes without saying."""
    return re.sub(r":(?:80|443)$", "", host.lower())


def is_below(address: str, onion: str) -> bool:
    """Whether an address is that of the onion service, or of a page of it."""
    home = onion.rstrip("/")
    return bool(home) and (address == home or address.startswith(f"{home}/"))
