"""What is wrong with the headers of one answer of a served site.

In: the answer, which file it is to be, the policy. Out: faults. A header that is other than wanted does not pass, even
where a browser might make the same of it.
"""

import re
from collections.abc import Iterator, Mapping

from build_tools.hosting.asking import Answer
from build_tools.hosting.policy import A_MINUTE, COMMON, ENCRYPTED, LEAST, NO_TEXT, NOT_KEPT, TYPES, Policy
from build_tools.hosting.served import Expected
from build_tools.problems import Fault

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
