"""The rules for the Content-Security-Policy that every page carries in a <meta>, and for what it must cover.

In: a page in hand. Out: problems.
Never weighs one policy against another: there is one narrow form, everything else is refused. It is stated here anew,
for a judge does not ask whoever writes the policy (``render/policy.py``) what may stand in it.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256

from build_tools.problems import Fault, Problem
from build_tools.verify.markup import START, words
from build_tools.verify.page import Page
from build_tools.verify.site import Site
from build_tools.verify.tags import POLICY, Seen

# Before the policy nothing may stand that loads, nor text: it would end the head, and a policy in the body is ignored.
FIRST = re.compile(rf'\s*(?:(?:<meta [^<>]*>|<title>[^<]*</title>)\s*)*?<meta http-equiv="{POLICY}"', re.IGNORECASE)
DIRECTIVES = words(
    "default-src script-src style-src img-src font-src connect-src media-src object-src frame-src child-src worker-src "
    "manifest-src base-uri form-action"
)
SOURCE = re.compile(r"'none'|'self'|'sha256-[A-Za-z0-9+/]{43}='")
REQUIRED = {"default-src": ("'none'",), "base-uri": ("'none'",), "form-action": ("'none'", "'self'")}
COVERED = {"style": "style-src", "script": "script-src", "img": "img-src", "source": "img-src"}

ONE = Fault("policy.not_one", "has no Content-Security-Policy, or more than one; write one <meta> with it")
LATE = Fault("policy.too_late", "has its policy too late; after <head> only <meta> and <title> may stand before it")
AGAIN = Fault("policy.directive_twice", "has {directive} twice in its policy; write it once")
UNKNOWN = Fault(
    "policy.unknown_directive",
    "has a directive in its policy that the check does not know, or that does nothing in a <meta>; drop it",
)
WIDE = Fault(
    "policy.too_wide",
    "allows too much in {directive} of its policy; only 'none', 'self' and sha256 hashes are allowed",
)
NEEDED = Fault(
    "policy.directive_missing",
    "lacks {directive} in its policy or says something else there; write {directive} {right}",
)
UNHASHED = Fault(
    "policy.not_hashed",
    "has a <{tag}> in the page without its sha256 hash in {directive} of the policy; add the hash or a file",
)
FORBIDDEN = Fault(
    "policy.forbids_own_file", "loads a file with <{tag}> that its policy forbids; add 'self' to {directive}"
)
REFERRER = Fault(
    "policy.referrer",
    'does not keep its address from other sites; write <meta name="referrer" content="no-referrer"> once',
)


@lru_cache(maxsize=256)
def read(policy: str, also: frozenset[str]) -> tuple[Mapping[str, tuple[str, ...]], tuple[Fault, ...]]:
    """Take a policy apart: sources by directive, and the faults that it has on any page; ``also`` may be named too."""
    parts = [part.split() for part in policy.split(";") if part.split()]
    directives: dict[str, tuple[str, ...]] = {}
    faults = []
    for name, *sources in parts:
        if name not in DIRECTIVES:
            faults.append(UNKNOWN)
            continue
        if name in directives:
            faults.append(AGAIN.said(directive=name))
        directives.setdefault(name, tuple(sources))
        known = also | {"data:"} if name == "img-src" else also
        if not all(source in known or SOURCE.fullmatch(source) for source in sources):
            faults.append(WIDE.said(directive=name))
    for name, rights in REQUIRED.items():
        if directives.get(name) not in [(right,) for right in rights]:
            faults.append(NEEDED.said(directive=name, right=rights[0]))
    return directives, tuple(faults)


@lru_cache(maxsize=256)
def digest(content: str) -> str:
    """The hash of an inline style or script as a policy names it."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def policies(site: Site, page: Page) -> Iterator[Problem]:
    """One narrow policy, before everything that it governs."""
    found = page.meta(POLICY)
    if len(found) != 1:
        yield page.problem(ONE)
    elif (start := START.match(page.text)) and not FIRST.match(page.text, start.end()):
        yield page.problem(LATE)
    for policy in found:
        for fault in read(policy, site.expectation.policy_also)[1]:
            yield page.problem(fault)


def directives_of(site: Site, page: Page) -> Mapping[str, tuple[str, ...]] | None:
    """The sources of a page by directive, as a browser takes them from its first policy; None without a policy."""
    found = page.meta(POLICY)
    return read(found[0], site.expectation.policy_also)[0] if found else None


def hashes(site: Site, page: Page) -> Iterator[Problem]:
    """Styles and scripts in the page are named by their hash; a preview may let all of them through."""
    directives = directives_of(site, page)
    if directives is None:
        return
    for name, content in page.raw:
        allowed = directives.get(COVERED.get(name, ""), ())
        if name in COVERED and content and not {digest(content), *site.expectation.policy_also} & set(allowed):
            yield page.problem(UNHASHED.said(tag=name, directive=COVERED[name]))


def let_through(site: Site, page: Page) -> Iterator[Problem]:
    """What the page loads of our own is let through; what has a fault of its own is not judged again."""
    directives = directives_of(site, page)
    if directives is None:
        return
    for tag in page.tags:
        directive = COVERED.get("style" if is_style_sheet(tag) else tag.name)
        if directive and tag.targets and not tag.faults and "'self'" not in directives.get(directive, ()):
            yield page.problem(FORBIDDEN.said(tag=tag.name, directive=directive), tag)


def is_style_sheet(tag: Seen) -> bool:
    """Whether a tag loads a style sheet."""
    return tag.name == "link" and "stylesheet" in tag.attributes.get("rel", "").lower()


def referrer(site: Site, page: Page) -> Iterator[Problem]:
    """Other sites do not learn which page a reader came from."""
    if page.meta("referrer") != ["no-referrer"]:
        yield page.problem(REFERRER)
