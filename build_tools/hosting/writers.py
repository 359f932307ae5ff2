"""Every server and host that reads a header file: its name on the command line, and who writes for it.

In: the policy. Out: a text, from the template of that server in ``headers``. Judges nothing.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from build_tools.hosting.policy import (
    A_MINUTE,
    CACHE,
    ENCRYPTED,
    LEAST,
    NO_TEXT,
    NOT_KEPT,
    ONION,
    TRANSPORT,
    TYPES,
    Policy,
)
from build_tools.problems import fill

_TEMPLATES = Path(__file__).with_name("headers")
_TEXTS = {ending: kind for ending, kind in TYPES.items() if ending not in NO_TEXT}


def _written(template: str, policy: Policy, **own: str) -> str:
    """Return a header file: what every server is told, and its ``own`` way to say the rest."""
    return fill(
        (_TEMPLATES / template).read_text("utf-8"),
        base=policy.base,
        missing=policy.missing,
        least=LEAST,
        kept=A_MINUTE,
        never_kept=NOT_KEPT,
        not_kept=policy.pattern,
        encrypted=ENCRYPTED,
        **own,
    )


def _lines(form: str, values: Mapping[str, str]) -> str:
    """Return a line for each name and its value."""
    return "\n".join(fill(form, name=name, value=value) for name, value in values.items())


def _ways(policy: Policy) -> list[str]:
    """Return the addresses of which no copy is kept, as servers write them that know no regular expression."""
    return [f"{policy.base}{path}{'*' if path.endswith('/') else ''}" for path in policy.not_kept]


def _nginx(policy: Policy) -> str:
    """Return what a server block includes."""
    varying = {CACHE: "$transparency_cache", TRANSPORT: "$transparency_encrypted", ONION: "$transparency_onion"}
    return _written(
        "nginx.conf",
        policy,
        types=_lines("    {value} {name};", TYPES),
        charsets=" ".join(kind for ending, kind in _TEXTS.items() if ending != "html"),
        onion=policy.onion("$request_uri"),
        headers=_lines('add_header {name} "{value}" always;', {**policy.common, **varying}),
    )


def _apache(policy: Policy) -> str:
    """Return a .htaccess."""
    onion = policy.onion("%{REQUEST_URI}")
    return _written(
        "htaccess",
        policy,
        types=_lines("AddType {value} .{name}", TYPES),
        texts=" ".join(f".{ending}" for ending in _TEXTS),
        kinds=" ".join(_TEXTS.values()),
        headers=_lines('Header always set {name} "{value}"', policy.common),
        onion=f'Header always set {ONION} "expr={onion}" "expr=%{{HTTPS}} == \'on\'"\n' if onion else "",
    )


def _caddy(policy: Policy) -> str:
    """Return a part of a Caddyfile."""
    types = {ending: f"{kind}; charset=utf-8" if ending in _TEXTS else kind for ending, kind in TYPES.items()}
    return _written(
        "Caddyfile",
        policy,
        headers=_lines('\t{name} "{value}"', policy.common),
        headers_of_errors=_lines('\t\t{name} "{value}"', policy.common),
        ways=" ".join(_ways(policy)),
        onion=f'header @encrypted {ONION} "{policy.onion("{uri}")}"\n' if policy.onion_address else "",
        types=_lines('@{name} path *.{name}\nheader @{name} Content-Type "{value}"', types),
    )


def _headers_file(policy: Policy) -> str:
    """Return the file of hosts that take one called _headers."""
    values = {**policy.common, TRANSPORT: ENCRYPTED, **({ONION: policy.onion()} if policy.onion_address else {})}
    rules = "".join(f"\n{way}\n  {CACHE}: {NOT_KEPT}\n" for way in _ways(policy))
    return _written("_headers", policy, headers=_lines("  {name}: {value}", values), ways=rules)


WRITERS: Mapping[str, Callable[[Policy], str]] = {
    "nginx": _nginx,
    "apache": _apache,
    "caddy": _caddy,
    "netlify": _headers_file,
    "cloudflare": _headers_file,
}
"""A new one is a template, a function from the policy to a text, and a line here."""
