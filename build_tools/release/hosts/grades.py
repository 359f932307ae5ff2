"""What makes a served site worse, in the manner of SecureDrop's scanner of landing pages and Mozilla's Observatory.

In: one answer of the server. Out: reasons, each with the best grade that a site with it can have.
Judges only what the server sends; that the files are whole and right is for ``verify``.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from build_tools.problems import N_
from build_tools.release.hosts.ask import Answer
from build_tools.release.hosts.policy import COMMON, CONTENT_POLICY, META, NO_TEXT, TYPES, directives

GRADES = "ABCDF"
YEAR = 31536000
HOUR = 3600


class Reason(NamedTuple):
    """A grade, and a message of the catalogue of problems with its values."""

    grade: str
    message: str
    values: Mapping[str, object] = {}


class Sample(NamedTuple):
    """One address of the site that is looked at; of some no copy may be kept."""

    path: str
    status: int = 200
    kept: bool = True


STATUS = N_("answers with {status} instead of {right}; look whether the site lies whole on the server")
AWAY = N_("sends readers to another host or around in circles; serve the file itself")
OPEN = N_("comes without encryption, so everybody on the way can read and change it; serve the site over https")
COOKIE = N_("sets a cookie; let the server set none, for it marks a visitor")
FOREIGN = N_(
    "loads something that is not in the site, so the host has put it there; switch that off or change the host"
)
BLOCKED = N_("is sent with a policy that blocks its own style or quick exit; renew the header file of the server")
VERSION = N_("tells the version of the server in {header}; hide it, for it says which attacks will work")
BETWEEN = N_("comes through a network of another company ({header}), which can read who reads what")
LACKS = N_("lacks the header {header} with the value {right}; take it from `transparency headers`")
WIDE = N_("has a Content-Security-Policy that allows too much; take it from `transparency headers`")
TYPE = N_("says another kind of file than {right} in Content-Type; set it as `transparency headers` does")
NO_TRANSPORT = N_(
    "lacks Strict-Transport-Security, so that readers can be led to http; take it from `transparency headers`"
)
SHORT_TRANSPORT = N_("keeps browsers to https for less than a year; send Strict-Transport-Security: max-age=31536000")
STAYS = N_("may be kept on the phone of whoever looks for help; send Cache-Control: no-store")
LONG = N_("may be shown for more than an hour after it was withdrawn; send Cache-Control: max-age=60, must-revalidate")
UNPACKED = N_("is sent uncompressed; switch gzip on, for on a slow network each kilobyte is seconds")

CDN = ("cf-ray", "x-amz-cf-id", "x-served-by", "x-fastly-request-id", "x-akamai-transformed", "x-nf-request-id", "via")
"""Headers by which networks for delivery and large hosts are known."""

LOADING = re.compile(
    r"<(?:script|img|iframe|link|source|embed|object)\b[^>]*\s(?:src|href|data)\s*=\s*[\"']?([^\s\"'>]+)"
)
ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b[^>]*\ssrc\s*=", re.IGNORECASE)
UNSAFE = re.compile(r"'unsafe-|\*|https?:|(?<![\w:-])(?:blob|filesystem):")
AGE = re.compile(r"max-age\s*=\s*\"?(\d+)")
LEAST = 600
"""Bytes below which compressing gains nothing."""


def found(answer: Answer, sample: Sample) -> Iterator[Reason]:
    """The file itself comes, from this host."""
    if answer.away:
        yield Reason("F", AWAY)
    elif answer.status != sample.status:
        yield Reason("F", STATUS, {"status": answer.status, "right": sample.status})


def untouched(answer: Answer, sample: Sample) -> Iterator[Reason]:
    """Nobody is marked, and nobody has added anything to the page."""
    if "set-cookie" in answer.headers:
        yield Reason("F", COOKIE)
    page = answer.text if kind_of(sample) == TYPES["html"] else ""
    if SCRIPT.search(page) or any(ELSEWHERE.match(unescape(address)) for address in LOADING.findall(page)):
        yield Reason("F", FOREIGN)


def talkative(answer: Answer, sample: Sample) -> Iterator[Reason]:
    """The server says nothing of itself, and nobody stands between it and the reader."""
    for name in ("server", "x-powered-by", "x-aspnet-version"):
        if re.search(r"\d", answer.headers.get(name, "")):
            yield Reason("D", VERSION, {"header": name.title()})
    if between := [name for name in CDN if name in answer.headers]:
        yield Reason("D", BETWEEN, {"header": between[0]})


def protected(answer: Answer, sample: Sample) -> Iterator[Reason]:
    """Every header of the policy comes with its value; a stricter list of features is as good."""
    for name, right in COMMON.items():
        value = answer.headers.get(name.lower(), "").lower()
        features = name == "Permissions-Policy" and set(right.split(", ")) <= set(re.split(r",\s*", value))
        if value != right and value != right.lower() and not features:
            yield Reason("C", LACKS, {"header": name, "right": right})


def narrow(answer: Answer, sample: Sample) -> Iterator[Reason]:
    """The policy for content allows nothing by default and no frame, and lets through what the page needs."""
    policy = answer.headers.get(CONTENT_POLICY.lower(), "")
    if not policy:
        yield Reason("C", LACKS, {"header": CONTENT_POLICY, "right": "default-src 'none'; frame-ancestors 'none'; …"})
        return
    allowed = {name: set(sources) for name, sources in directives(policy)}
    right = {"default-src", "frame-ancestors", "base-uri"}
    if UNSAFE.search(policy) or any(allowed.get(name) != {"'none'"} for name in right):
        yield Reason("C", WIDE)
    for own in META.findall(answer.text):
        needed = [(name, {*sources} - {"'none'"}) for name, sources in directives(unescape(own))]
        if not all(sources <= allowed.get(name, allowed.get("default-src", set())) for name, sources in needed):
            yield Reason("F", BLOCKED)


def named(answer: Answer, sample: Sample) -> Iterator[Reason]:
    """The kind of the file is said, and that its text is UTF-8."""
    right = kind_of(sample)
    text = not sample.path.endswith(NO_TEXT) and not right.endswith("json")
    wanted = f"{right}; charset=utf-8" if text else right
    said = answer.headers.get("content-type", "").lower().replace(" ", "")
    if not said.startswith(wanted.replace(" ", "")):
        yield Reason("C", TYPE, {"right": wanted})


def cached(answer: Answer, sample: Sample) -> Iterator[Reason]:
    """Of help no copy stays; nothing else outlives its correction by more than an hour."""
    rule = answer.headers.get("cache-control", "").lower()
    ages = [int(age) for age in AGE.findall(rule)]
    asks = "no-cache" in rule or "no-store" in rule
    if not sample.kept and "no-store" not in rule:
        yield Reason("B", STAYS)
    elif sample.kept and not asks and (not ages or max(ages) > HOUR or "immutable" in rule):
        yield Reason("B", LONG)


def compressed(answer: Answer, sample: Sample) -> Iterator[Reason]:
    """Text comes compressed."""
    long = len(answer.text) > LEAST and sample.status == 200 and not sample.path.endswith(NO_TEXT)
    if long and "content-encoding" not in answer.headers:
        yield Reason("B", UNPACKED)


RULES = (found, untouched, talkative, protected, narrow, named, cached, compressed)
"""Over each answer: ``rule(answer, sample)``."""


def encrypted(answer: Answer, sample: Sample) -> Iterator[Reason]:
    """Browsers come over TLS only, for a year."""
    rule = answer.headers.get("strict-transport-security", "")
    ages = [int(age) for age in AGE.findall(rule.lower())]
    if not ages:
        yield Reason("C", NO_TRANSPORT)
    elif max(ages) < YEAR:
        yield Reason("B", SHORT_TRANSPORT)


def kind_of(sample: Sample) -> str:
    """Return the kind of file that must come; what leads nowhere, and a folder, give a page."""
    ending = sample.path.rpartition(".")[2]
    return TYPES.get(ending, TYPES["html"]) if sample.status == 200 else TYPES["html"]
