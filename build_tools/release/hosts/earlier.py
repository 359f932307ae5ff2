"""Headers for two versions of a site at once, for the minutes in which a server changes from one to the other.

In: a policy, and the text of a header file made earlier. Out: the policy, widened. Adds digests of styles and scripts
where the policy lets some through, and nothing else: 'none' stays.
"""

import re
from dataclasses import replace

from build_tools.release.hosts.policy import CONTENT_POLICY, Policy, directives, narrow

DIGEST = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")
WIDENED = ("style-src", "script-src")
RULE = r"\b{}( [^;\"]*)"


def has_policy(text: str) -> bool:
    """Tell whether a text can be a header file."""
    return CONTENT_POLICY in text


def widened(policy: Policy, text: str) -> Policy:
    """Return the policy that lets through also each style and script that the header file ``text`` does."""
    parts = (f"{name} {' '.join(both(name, sources, text))}" for name, sources in directives(policy.content))
    return replace(policy, content="; ".join(parts))


def both(name: str, sources: list[str], text: str) -> list[str]:
    """Return the sources of one directive for both versions."""
    if name not in WIDENED or sources == ["'none'"]:
        return sources
    return narrow({*sources, *digests(text, name)})


def digests(text: str, name: str) -> set[str]:
    """Return the digests that a header file names in one directive."""
    rules = re.findall(RULE.format(re.escape(name)), text)
    return {digest for rule in rules for digest in DIGEST.findall(rule)}
