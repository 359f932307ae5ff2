"""The file of headers for every server and host that reads one, made of its template.

In: the policy. Out: a text. Judges nothing.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from build_tools.hosting.policy import A_MINUTE, COMMON, ENCRYPTED, LEAST, NO_TEXT, NOT_KEPT, TYPES, Policy
from build_tools.problems import fill

_TEMPLATES = Path(__file__).with_name("headers")


class Writer(NamedTuple):
    """How a server writes what its template in ``headers`` places: a line for each header, for each kind of file, for
    each place of which no copy is kept, and for the onion address of a site that has one; ``asked`` is its name for the
    path that somebody asks for."""

    template: str
    header: str
    kind: str = ""
    place: str = ""
    onion: str = ""
    asked: str = ""


_HEADERS_FILE = Writer(
    "_headers",
    header="  {name}: {value}",
    place="\n{place}\n  Cache-Control: {never_kept}\n",
    onion="  Onion-Location: {onion}\n",
)
WRITERS: Mapping[str, Writer] = {
    "nginx": Writer(
        "nginx.conf",
        header='add_header {name} "{value}" always;',
        kind="    {value} {name};",
        asked="$request_uri",
    ),
    "apache": Writer(
        "htaccess",
        header='Header always set {name} "{value}"',
        kind="AddType {value} .{name}",
        onion='Header always set Onion-Location "expr={onion}" "expr=%{{HTTPS}} == \'on\'"\n',
        asked="%{REQUEST_URI}",
    ),
    "caddy": Writer(
        "Caddyfile",
        header='\t{name} "{value}"',
        kind='@{name} path *.{name}\nheader @{name} Content-Type "{value}{charset}"',
        place=" {place}",
        onion='header @encrypted Onion-Location "{onion}"\n',
        asked="{uri}",
    ),
    "netlify": _HEADERS_FILE,
    "cloudflare": _HEADERS_FILE,
}
"""By the name on the command line. A new one is a template and a line here."""


def header_file(host: str, policy: Policy) -> str:
    """Return the file of headers for a host."""
    writer = WRITERS[host]
    texts = {ending: kind for ending, kind in TYPES.items() if ending not in NO_TEXT}
    places = [f"{policy.base}{path}{'*' if path.endswith('/') else ''}" for path in policy.not_kept]
    charsets = {ending: "; charset=utf-8" if ending in texts else "" for ending in TYPES}
    onion = policy.onion(writer.asked)
    values = {
        "base": policy.base,
        "missing": policy.missing,
        "least": LEAST,
        "kept": A_MINUTE,
        "never_kept": NOT_KEPT,
        "not_kept": policy.pattern,
        "encrypted": ENCRYPTED,
        "onion": onion,
        "onion_header": fill(writer.onion, onion=onion) if onion else "",
        "headers": "\n".join(fill(writer.header, name=name, value=value) for name, value in COMMON.items()),
        "types": "\n".join(
            fill(writer.kind, name=name, value=value, charset=charsets[name]) for name, value in TYPES.items()
        ),
        "texts": " ".join(f".{ending}" for ending in texts),
        "kinds": " ".join(texts.values()),
        "charsets": " ".join(kind for ending, kind in texts.items() if ending != "html"),
        "places": "".join(fill(writer.place, place=place, never_kept=NOT_KEPT) for place in places),
    }
    return fill((_TEMPLATES / writer.template).read_text("utf-8"), **values)
