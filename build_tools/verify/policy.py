"""The rules for the Content-Security-Policy that every page carries in a <meta>, and for what it must cover.

In: the text of a page. Out: faults.
Never weighs one policy against another: there is one narrow form, everything else is refused. It is stated here anew,
for a judge does not ask whoever writes the policy (``render/environment.py``) what may stand in it.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from html import unescape

from build_tools.problems import Fault

_POLICY = '<meta http-equiv="content-security-policy" content="'
# Before the policy nothing may stand that loads, nor text: it would end the head, and a policy in the body is ignored.
_START = re.compile(
    rf"<!doctype html>\s*<html [^<>]*>\s*<head>\s*(?:(?:<meta [^<>]*>|<title>[^<]*</title>)\s*)*?{_POLICY}",
    re.IGNORECASE,
)
_LOADS = (
    "default",
    "script",
    "style",
    "img",
    "font",
    "connect",
    "media",
    "object",
    "frame",
    "child",
    "worker",
    "manifest",
)
_DIRECTIVES = frozenset((*(f"{what}-src" for what in _LOADS), "base-uri", "form-action"))
_SOURCE = re.compile(r"'none'|'self'|'sha256-[A-Za-z0-9+/]{43}='")
_REQUIRED = {"default-src": ("'none'",), "base-uri": ("'none'",), "form-action": ("'none'", "'self'")}

_ONE = Fault("policy.not_one", "has no Content-Security-Policy, or more than one; write one <meta> with it")
_LATE = Fault("policy.too_late", "has its policy too late; after <head> only <meta> and <title> may stand before it")
_AGAIN = Fault("policy.directive_twice", "has {directive} twice in its policy; write it once")
_UNKNOWN = Fault(
    "policy.unknown_directive",
    "has a directive in its policy that the check does not know, or that does nothing in a <meta>; drop it",
)
_WIDE = Fault(
    "policy.too_wide",
    "allows too much in {directive} of its policy; only 'none', 'self' and sha256 hashes are allowed",
)
_NEEDED = Fault(
    "policy.directive_missing",
    "lacks {directive} in its policy or says something else there; write {directive} {right}",
)
_UNHASHED = Fault(
    "policy.not_hashed",
    "has a <{tag}> in the page without its sha256 hash in {directive} of the policy; add the hash or a file",
)
_REFERRER = Fault(
    "policy.referrer",
    'does not keep its address from other sites; write <meta name="referrer" content="no-referrer"> once',
)


@lru_cache(maxsize=256)
def read(policy: str) -> tuple[Mapping[str, tuple[str, ...]], tuple[Fault, ...]]:
    """Take a policy apart: sources by directive, and the faults that it has on any page."""
    parts = [part.split() for part in policy.split(";") if part.split()]
    directives: dict[str, tuple[str, ...]] = {}
    faults = []
    for name, *sources in parts:
        if name not in _DIRECTIVES:
            faults.append(_UNKNOWN)
            continue
        if name in directives:
            faults.append(_AGAIN.said(directive=name))
        directives.setdefault(name, tuple(sources))
        known = ("data:",) if name == "img-src" else ()
        if not all(source in known or _SOURCE.fullmatch(source) for source in sources):
            faults.append(_WIDE.said(directive=name))
    for name, rights in _REQUIRED.items():
        if directives.get(name) not in [(right,) for right in rights]:
            faults.append(_NEEDED.said(directive=name, right=rights[0]))
    return directives, tuple(faults)


@lru_cache(maxsize=256)
def digest(content: str) -> str:
    """The hash of an inline style or script as a policy names it."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def policy_faults(text: str) -> Iterator[Fault]:
    """Yield what is wrong with the policy of a page: there is one, before all that it governs, and narrow; styles and
    scripts in the page are named by their hash; other sites do not learn which page a reader came from."""
    parts = re.split(_POLICY, text, flags=re.IGNORECASE)
    if len(parts) != 2:
        yield _ONE
        return
    if not _START.match(text):
        yield _LATE
    directives, faults = read(unescape(parts[1].partition('"')[0]))
    yield from faults
    for name in ("style", "script"):
        allowed = directives.get(f"{name}-src", ())
        if not all(digest(content) in allowed for content in _contents_of(name, text)):
            yield _UNHASHED.said(tag=name, directive=f"{name}-src")
    if text.count('<meta name="referrer" content="no-referrer">') != 1:
        yield _REFERRER


def _contents_of(name: str, text: str) -> list[str]:
    """Return what stands in each element of that name, which has no attributes on any page."""
    return [part.partition(f"</{name}>")[0] for part in text.split(f"<{name}>")[1:]]
