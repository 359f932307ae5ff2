"""Whether a site is served as it was made. A scan asks for an address of each kind and wants the right headers; a
mirror has to serve exactly a release: every file that the manifest names, and that manifest itself.

In: an address, with the finished site and its settings; or an address or a folder, with our manifest and its key. Out:
problems; a site with none passes. A header that is other than wanted does not pass a scan, even where a browser might
make the same of it. Builds nothing, keeps nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from build_tools.build.manifest import MANIFEST, SIGNATURE, Manifest, folder_problems, read_manifest, signature_problems
from build_tools.files.paths import SECURITY_TXT
from build_tools.models import Settings
from build_tools.problems import Fault, Problem, Refused, in_order
from build_tools.publish.hosting import A_MINUTE, COMMON, ENCRYPTED, LEAST, NOT_KEPT, TEXTS, TYPES, Policy, policy_of
from build_tools.publish.hosting.asking import MOVED, Answer, Unreachable, in_ascii
from build_tools.publish.hosting.served import Expected, asking_at, problems_at, requests
from build_tools.verify import bytes_of, digest_of

OPEN = Fault(
    "host.no_encryption",
    "comes without encryption, so everybody on the way can read and change it; serve the site over https",
)
NOT_LED = Fault(
    "host.http_not_redirected",
    "does not lead who asks without encryption to the same host over https; let the server do that, for every reader",
)
HARMFUL = Fault(
    "host.header_harmful",
    "sends the header {header}, which marks visitors, leads or reports elsewhere, shows that another company reads "
    "along, or tells the version of the server; find who sends it, end that",
)
LACKS = Fault(
    "host.header_missing", "lacks the header {header} with the value {right}; take it from `transparency headers`"
)
UNPACKED = Fault(
    "host.not_compressed", "is sent uncompressed; switch gzip on, for on a slow network each kilobyte is seconds"
)
_HOUR, _YEAR = 3600, 31536000

_NOTHING = r"(?!)"
_HARMLESS: Mapping[str, str] = {
    "set-cookie": _NOTHING,
    # By these, networks for delivery and large hosts are known.
    "via|cf-ray|x-amz-cf-id|x-served-by|x-fastly-request-id|x-akamai-transformed|x-nf-request-id": _NOTHING,
    # By these, a browser goes, loads or reports somewhere; our pages need none.
    "refresh|link|nel|report.*|.*-report-only|expect-ct|public-key-pins|(x-)?sourcemap|speculation-rules": _NOTHING,
    # By these, another site may learn what a reader does here.
    "attribution-reporting-.*|sec-session-registration|integrity-policy": _NOTHING,
    "access-control-allow-origin|timing-allow-origin": r"\*",
    # A version says which attacks will work.
    "server|x-powered-by|x-aspnet-version": r"\D*",
    # Other ways to the same host, such as HTTP/3.
    "alt-svc": r'clear|[\w-]+=":\d+"(?:; \w+=\d+)*(?:, [\w-]+=":\d+"(?:; \w+=\d+)*)*',
}
"""Of headers that can harm, by the pattern of their names, which values do not."""

_TRANSPORT = re.compile(r"max-age=(\d{1,12})(?:; ?(?:includesubdomains|preload))*;?")


def scan_problems(address: str, site: Path, settings: Settings, judge_encryption: bool = True) -> list[Problem]:
    """Return what is wrong with the samples at the address of a finished ``site``.

    Without ``judge_encryption`` a site over http is judged for the rest.
    """
    samples = list(samples_of(site, settings))
    rule = partial(answer_faults, policy=policy_of(settings), judge_encryption=judge_encryption)
    try:
        found = problems_at(asking_at(address, len(samples)), samples, rule)
    except Unreachable as unreachable:
        return [Problem(address, unreachable.fault)]
    if address.startswith("https:") and urlsplit(address).port in (None, 443):
        plain = f"http://{urlsplit(address).netloc.removesuffix(':443')}{urlsplit(address).path}"
        found += (Problem(plain, fault) for fault in encryption_faults(plain))
    return found


def samples_of(site: Path, settings: Settings) -> Iterator[Expected]:
    """Yield an address of each kind: gateway, a reading page and a page of help of each language, kit, data, none."""
    first = settings.codes[0]
    pages = [f"{code}/{page}" for code in settings.codes for page in ("index.html", "k/index.html")]
    others = ["kit/all.html", f"kit/{first}.txt", "data/codebook.csv", "sitemap.xml", f"{first}/feed.xml"]
    promised = [SECURITY_TXT] if settings.security else []
    yield Expected("", digest_of(site / "index.html"))
    for path in ("index.html", *pages, *others, *promised):
        yield Expected(path, digest_of(site / path))
    for path in ("there-is-no-such-page", f"{first}/k/there-is-no-such-page.html"):
        yield Expected(path, digest_of(site / "404.html"), status=404)


def answer_faults(answer: Answer, sample: Expected, policy: Policy, judge_encryption: bool) -> Iterator[Fault]:
    """Yield what is wrong beside the bytes of an answer."""
    yield from _harmful_headers(answer, policy)
    for name, right in _missing(answer, sample, policy).items():
        yield LACKS.filled(header=name, right=right)
    is_long = sample.status == 200 and _ending(sample) in TEXTS and len(answer.body or b"") > LEAST
    if is_long and "gzip" in answer.codings and answer.headers.get("content-encoding", "") in ("", "identity"):
        yield UNPACKED
    if judge_encryption and not answer.address.startswith("https:"):
        yield OPEN


def encryption_faults(address: str) -> Iterator[Fault]:
    """Yield what is wrong where whoever asks at ``http://…`` is not led to the same host over TLS; that nobody answers
    there is as good."""
    try:
        answer = asking_at(address, 1)("", requests("")[0])
    except Unreachable:
        return
    there = answer.headers.get("location", "") if answer.status in MOVED else answer.address
    if not there.startswith(f"https://{urlsplit(in_ascii(address)).hostname}/"):
        yield NOT_LED


def _harmful_headers(answer: Answer, policy: Policy) -> Iterator[Fault]:
    """Yield the headers by which a host harms readers; the onion service is that of the settings, or nobody's."""
    home = policy.onion_address.rstrip("/")
    harmless = {**_HARMLESS, "onion-location": f"{re.escape(home)}(?:/.*)?" if home else _NOTHING}
    for names, value in harmless.items():
        sent = [name for name in answer.headers if re.fullmatch(names, name)]
        yield from (
            HARMFUL.filled(header=name.title()) for name in sent if not re.fullmatch(value, answer.headers[name])
        )


def _missing(answer: Answer, sample: Expected, policy: Policy) -> dict[str, str]:
    """Return what a host should say with an answer and does not, by the name of the header."""
    sent, ending = answer.headers, _ending(sample)
    missing = {name: right for name, right in COMMON.items() if sent.get(name.lower()) != right}
    kind = TYPES[ending] if ending == "json" or ending not in TEXTS else f"{TYPES[ending]}; charset=utf-8"
    if not f"{sent.get('content-type', '').lower().replace(' ', '')};".startswith(f"{kind.replace(' ', '')};"):
        missing["Content-Type"] = kind
    is_help = sample.status != 200 or sample.path.startswith(policy.not_kept)
    if not _lets_go(sent.get("cache-control", ""), is_help):
        missing["Cache-Control"] = NOT_KEPT if is_help else A_MINUTE
    transport = _TRANSPORT.fullmatch(sent.get("strict-transport-security", "").lower())
    if answer.address.startswith("https:") and (transport is None or int(transport[1]) < _YEAR):
        missing["Strict-Transport-Security"] = ENCRYPTED
    return missing


def _ending(sample: Expected) -> str:
    """Return the end of the name of the file that comes; a folder, and what leads nowhere, give a page."""
    ending = sample.path.rpartition(".")[2]
    return ending if sample.status == 200 and ending in TYPES else "html"


def _lets_go(rule: str, is_help: bool) -> bool:
    """Tell whether a rule for caches keeps no copy of help, and nothing for more than an hour after its correction."""
    parts = [part.strip() for part in rule.lower().split(",")]
    if "no-store" in parts or is_help:
        return "no-store" in parts
    if "no-cache" in parts:
        return True
    ages = [value for _, is_age, value in (part.partition("=") for part in parts) if is_age]
    is_told = any(part.startswith("max-age=") for part in parts) and "immutable" not in parts
    return is_told and all(age.isdecimal() and int(age) <= _HOUR for age in ages)


_INDEX = "index.html"
_PAGE = re.compile(r'text/html(?:\s*;\s*charset="?utf-?8"?)?', re.IGNORECASE)
_NO_MANIFEST = Fault(
    "mirror.no_manifest",
    "is no manifest of a release there; check the address or the folder, and lay the whole release there, its "
    "manifest too",
)
_OTHER_RELEASE = Fault(
    "mirror.other_release",
    "is that of another release, of {day}; the mirror is older or newer, or somebody changed it",
)

ReadFile = Callable[[str], bytes | None]
"""Returns a file of a mirror by its path, or nothing where it has none."""


def mirror_problems(
    release: Manifest, against: str | Path, key: str | None, signature: bytes | None, tick: Callable[[], object]
) -> list[Problem]:
    """Return where a mirror is not exactly the release, in a folder also what is too many. With a ``key`` it needs a
    signature, beside its manifest or handed over by another way. ``tick`` is called after each answer."""
    if isinstance(against, Path):
        of_manifest = _of_manifest(release, key, signature, lambda path: bytes_of(against / path))
        return in_order((*of_manifest, *folder_problems(release, against)))
    try:
        ask_file = asking_at(against, len(release.sums))

        def read(path: str) -> bytes | None:
            answer = ask_file(path, requests(path)[0])
            return answer.body if answer.status == 200 else None

        found = list(_of_manifest(release, key, signature, read))
        if not any(one.path == MANIFEST for one in found):
            found += problems_at(ask_file, list(_expected(release)), _shown_as_it_is, tick)
        return in_order(found)
    except Unreachable as unreachable:
        return [Problem(urlsplit(against).netloc, unreachable.fault)]


def _of_manifest(release: Manifest, key: str | None, signature: bytes | None, read: ReadFile) -> Iterator[Problem]:
    """Yield how the manifest of a mirror differs, and what is wrong with its signature of ours. Raises
    ``Unreachable``."""
    try:
        theirs = read_manifest(read(MANIFEST) or b"")
        if theirs != release:
            yield Problem(MANIFEST, _OTHER_RELEASE.filled(day=theirs.facts["day"]))
    except Refused:
        yield Problem(MANIFEST, _NO_MANIFEST)
    if key:
        yield from signature_problems(key, release.data, read(SIGNATURE) if signature is None else signature)


def _expected(release: Manifest) -> Iterator[Expected]:
    """Yield what must come at each address: the files, the manifest, and the folders that have a first page."""
    for path, digest in {**release.sums, MANIFEST: release.digest}.items():
        yield Expected(path, digest)
        if path == _INDEX or path.endswith(f"/{_INDEX}"):
            yield Expected(path.removesuffix(_INDEX), digest)


def _shown_as_it_is(answer: Answer, expected: Expected) -> Iterator[Fault]:
    """A browser makes of the right bytes what they are, and stays there."""
    if "refresh" in answer.headers:
        yield HARMFUL.filled(header="Refresh")
    is_page = expected.path.endswith((".html", "/")) or not expected.path
    if is_page and not _PAGE.fullmatch(answer.headers.get("content-type", "")):
        yield LACKS.filled(header="Content-Type", right="text/html")
