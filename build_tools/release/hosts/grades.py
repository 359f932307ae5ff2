"""What makes a served site worse: the rules over each answer, and those that are nowhere else.

In: one answer of the server. Out: reasons, each with the best grade that a site with it can have.
Judges only what the server sends; that the files are whole and right is for ``verify``.
"""

import re
from collections.abc import Iterator

from build_tools.problems import Fault
from build_tools.release.hosts.ask import Answer
from build_tools.release.hosts.leads import unled, unmarked
from build_tools.release.hosts.pages import kind_of, narrow, unchanged
from build_tools.release.hosts.policy import COMMON, LEAST, NO_TEXT
from build_tools.release.hosts.reasons import (
    AWAY,
    BETWEEN,
    CLOSED,
    LACKS,
    LONG,
    STATUS,
    STAYS,
    TYPE,
    UNPACKED,
    VERSION,
    Sample,
)

HOUR = 3600
CDN = ("cf-ray", "x-amz-cf-id", "x-served-by", "x-fastly-request-id", "x-akamai-transformed", "x-nf-request-id", "via")
"""Headers by which networks for delivery and large hosts are known."""

LASTING = ("max-age", "s-maxage", "stale-while-revalidate", "stale-if-error")


def found(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """The file itself comes, from this host, and can be read."""
    if answer.away:
        yield AWAY
    elif answer.status != sample.status:
        yield STATUS.said(status=answer.status, right=sample.status)
    elif answer.closed:
        yield CLOSED


def talkative(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """The server says nothing of itself, and nobody stands between it and the reader."""
    for name in ("server", "x-powered-by", "x-aspnet-version"):
        if re.search(r"\d", answer.headers.get(name, "")):
            yield VERSION.said(header=name.title())
    if between := [name for name in CDN if name in answer.headers]:
        yield BETWEEN.said(header=between[0])


def protected(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """Every header of the policy comes with its value; a stricter list of features is as good."""
    for name, right in COMMON.items():
        value = answer.headers.get(name.lower(), "").lower()
        features = name == "Permissions-Policy" and set(right.split(", ")) <= set(re.split(r",\s*", value))
        if value != right and value != right.lower() and not features:
            yield LACKS.said(header=name, right=right)


def named(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """The kind of the file is said, and that its text is UTF-8."""
    right = kind_of(sample)
    text = not sample.path.endswith(NO_TEXT) and not right.endswith("json")
    wanted = f"{right}; charset=utf-8" if text else right
    said = answer.headers.get("content-type", "").lower().replace(" ", "")
    if not f"{said};".startswith(wanted.replace(" ", "") + ";"):
        yield TYPE.said(right=wanted)


def cached(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """Of help no copy stays; nothing else outlives its correction by more than an hour."""
    rule = answer.headers.get("cache-control", "").lower()
    parts = [(name.strip(), value.strip(' "')) for name, _, value in (part.partition("=") for part in rule.split(","))]
    words = {name for name, _ in parts}
    lasting = [value for name, value in parts if name in LASTING]
    short = "max-age" in words and all(age.isdecimal() and int(age) <= HOUR for age in lasting)
    asks = ("no-cache", "") in parts or "no-store" in words
    if not sample.kept and "no-store" not in words:
        yield STAYS
    elif sample.kept and not asks and (not short or "immutable" in words):
        yield LONG


def compressed(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """Text comes compressed."""
    long = len(answer.text) > LEAST and sample.status == 200 and not sample.path.endswith(NO_TEXT)
    if long and "content-encoding" not in answer.headers:
        yield UNPACKED


RULES = (found, unmarked, unled, unchanged, talkative, protected, narrow, named, cached, compressed)
"""Over each answer: ``rule(answer, sample)``; over TLS comes ``transport.encrypted``."""
