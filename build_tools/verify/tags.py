"""The rules for one tag; the same tag on many pages of one folder is judged once.

In: a tag as it is written, and the folder it stands in. Out: its faults, and what rules for the page must know of it.
Never quotes an address that leads elsewhere.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from build_tools.problems import Fault
from build_tools.verify.kinds import EXIT, strange, unasked
from build_tools.verify.markup import ATTRIBUTES, Tag, parse, words
from build_tools.verify.site import Site
from build_tools.verify.targets import OURS, PATH, Target, kind_of, leads_home, resolve

UNKNOWN_ATTRIBUTE = Fault(
    "page.unknown_attribute",
    "has an attribute on <{tag}> that the check does not know; use class, id, aria-… or data-…",
)
STYLE = Fault("page.style_attribute", "has a style attribute on <{tag}>; use a class")
HANDLER = Fault("page.script_handler", "has a script handler on <{tag}>; take it out")
TARGET = Fault("page.opens_window", "opens another window with <{tag} target>; leave the choice to the reader")
IDENTITY = Fault("page.bad_id", "has an id that is empty or holds spaces; write one word")
SCRIPT = Fault("page.script_address", "has an address that runs a script; link to a file")
ELSEWHERE = Fault(
    "page.loads_from_elsewhere",
    "loads something from elsewhere with <{tag}>; keep the file in the site, named relative to the page",
)
INSECURE = Fault("page.link_without_encryption", "links to an address without encryption; use https")
ONION = Fault(
    "page.link_to_onion", "links to an onion address; give it as plain text, for a link tells who followed it"
)
REFERRER = Fault("page.link_tells_referrer", 'links to another site without rel="noreferrer"; add it')
HOME = Fault(
    "page.link_to_main_address",
    "leads to the main address of the site; write the link relative to the page, for copies lie elsewhere",
)
FOLDER = Fault("page.link_to_folder", "links to a folder or to nothing; name the file, such as index.html")
OTHER = Fault(
    "page.link_unclear",
    "has a link that the check cannot follow; name a file relative to the page, or an https address",
)
EQUIVALENT = Fault(
    "page.http_equiv",
    "has a <meta http-equiv> that is not the policy; only Content-Security-Policy may stand there",
)

LEADS = {"http": INSECURE, "onion": ONION, "script": SCRIPT, "folder": FOLDER, "image data": OTHER, "other": OTHER}
HARMLESS = ("aria-", "data-")
POLICY = "content-security-policy"
LOADING = ("href", "src", "action")
ICONS = words("icon apple-touch-icon")
NOT_LOADED = words("canonical alternate license author help")


class Seen(NamedTuple):
    """A tag that has something to say to the rules for its page; ``targets`` is where it leads in our own site."""

    source: str
    name: str
    attributes: Mapping[str, str]
    faults: tuple[Fault, ...] = ()
    targets: tuple[Target, ...] = ()


def addresses(tag: Tag) -> list[str]:
    """All addresses of a tag; of a list of pictures each one."""
    found = [tag.attributes[name] for name in LOADING if name in tag.attributes]
    pictures = tag.attributes.get("srcset")
    return found if pictures is None else found + [(picture.split() or [""])[0] for picture in pictures.split(",")]


def attributes(tag: Tag) -> Iterator[Fault]:
    """No style, no handler, no new window, nothing unknown; an id is one word; no header but the policy."""
    for name in [name for name in tag.attributes if name not in ATTRIBUTES]:
        if name == "style":
            yield STYLE.said(tag=tag.name)
        elif name.startswith("on"):
            yield HANDLER.said(tag=tag.name)
        elif name == "target":
            yield TARGET.said(tag=tag.name)
        elif not name.startswith(HARMLESS):
            yield UNKNOWN_ATTRIBUTE.said(tag=tag.name)
    if len(tag.attributes.get("id", "one").split()) != 1:
        yield IDENTITY
    if tag.attributes.get("http-equiv", POLICY).lower() != POLICY:
        yield EQUIVALENT


def loads(tag: Tag, kinds: frozenset[str]) -> Iterator[Fault]:
    """What a browser fetches by itself, or sends a form to, lies in our own site; only an icon may be data."""
    if tag.name == "a":
        return
    rel = words(tag.attributes.get("rel", "").lower()) if tag.name == "link" else frozenset()
    allowed = {"https"} if rel and rel <= NOT_LOADED else {"image data"} if rel and rel <= ICONS else set()
    for kind in kinds - allowed:
        yield {"script": SCRIPT, "folder": FOLDER}.get(kind, ELSEWHERE.said(tag=tag.name))


def leads(tag: Tag, kinds: frozenset[str]) -> Iterator[Fault]:
    """What a reader can follow names a file of ours, a way of contact, or another site that learns nothing of us."""
    if tag.name != "a":
        return
    for kind in kinds & LEADS.keys():
        yield LEADS[kind]
    if "https" in kinds and "noreferrer" not in words(tag.attributes.get("rel", "").lower()):
        yield REFERRER


TAG_RULES = (attributes,)
"""Over every tag: ``rule(tag)``."""

ADDRESS_RULES = (loads, leads)
"""Over a tag with addresses that are not of our site, by their kinds: ``rule(tag, kinds)``."""

# Most tags that only one page has, judged at once: links, and what leads to the page in other languages.
PLAIN = re.compile(rf'(?:a(?: class="[a-z -]*")?|link rel="alternate" hreflang="[a-z-]+") href="({PATH})"')
VERSION = re.compile(rf'a href="({PATH})" hreflang="([a-z-]+)" lang="[a-z-]+"(?: aria-current="true")?')
TELLING = words("h1 html link meta script source img title style textarea")


def judge(site: Site, place: str, source: str) -> Seen | None:
    """Parse one tag, try all rules on it and follow its links; None when nothing remains to be said, as for most."""
    plain = None if EXIT in source else PLAIN.fullmatch(source) or VERSION.fullmatch(source)
    if plain and not (target := resolve(site, place, plain[1])).fault:
        return Seen(source, "a", {"hreflang": plain[2]}, targets=(target,)) if plain.re is VERSION else None
    tag = parse(source)
    if not isinstance(tag, Tag):
        return None if tag is None else Seen(source, "", {}, (tag,))
    found = [(kind_of(address), address) for address in addresses(tag)]
    targets = [resolve(site, place, address) for kind, address in found if kind in OURS]
    foreign = frozenset([kind for kind, _ in found if kind not in OURS])
    faults = [fault for rule in TAG_RULES for fault in rule(tag)] or list(strange(site, place, tag))
    if foreign:
        faults += [fault for rule in ADDRESS_RULES for fault in rule(tag, foreign)] or list(unasked(site, tag, foreign))
        faults += [HOME] if any(leads_home(site, address) for _, address in found) else []
    faults += [target.fault for target in targets if target.fault]
    seen = Seen(source, tag.name, tag.attributes, tuple(faults), tuple(targets))
    return seen if is_telling(seen) else None


def is_telling(seen: Seen) -> bool:
    """Whether a rule for the page could want to know of a tag."""
    if (
        EXIT in seen.attributes.get("class", "")
        or seen.faults
        or seen.name in TELLING
        or "id" in seen.attributes
        or "hreflang" in seen.attributes
    ):
        return True
    return any(target.fragment for target in seen.targets)
