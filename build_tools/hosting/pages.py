"""Whether a page that came is one that the program can have made, and whether its header lets it work.

In: one answer of the server. Out: reasons. Every finished page obeys the rules of ``verify``, so one that does not was
changed. That its words are those of a release is for ``transparency verify --against``.
"""

from collections.abc import Iterator
from html import unescape

from build_tools.hosting.ask import Answer
from build_tools.hosting.policy import CONTENT_POLICY, META, TYPES, directives_in
from build_tools.hosting.reasons import BLOCKED, CHANGED, LACKS, NOT_OURS, WIDE, Sample
from build_tools.problems import Fault
from build_tools.verify import data_blocks, policy, quiet, reading, style
from build_tools.verify.markup import TAG, raw_texts
from build_tools.verify.page import Page, metas
from build_tools.verify.site import Expectation, Site
from build_tools.verify.tags import Seen, judge
from build_tools.verify.targets import place_of

_PAGE_RULES = (
    reading.house_style,
    reading.tag_faults,
    policy.policies,
    policy.hashes,
    policy.let_through,
    policy.referrer,
    style.inline_styles,
    quiet.alone,
    quiet.little_script,
    data_blocks.form,
)
"""Those of ``verify`` that need nothing but the page."""

_FRAMES = "frame-ancestors"
_NONE = "'none'"
_SHOWN = f"default-src {_NONE}; {_FRAMES} {_NONE}; …"


def page_faults(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """Nobody has added anything to the page or taken its own policy away."""
    if expected_type(sample) != TYPES["html"]:
        return
    if sample.status != 200 and not META.search(answer.text):
        yield NOT_OURS
        return
    page, site = _page_of(sample, answer.text), _alone(sample)
    if any(True for rule in _PAGE_RULES for _ in rule(site, page)):
        yield CHANGED


def _alone(sample: Sample) -> Site:
    """Return what the rules may know of the site: that a page of help is one."""
    helping = frozenset() if sample.kept or sample.status != 200 else frozenset([sample.path])
    expected = Expectation(languages=(), pages=frozenset(), files=frozenset(), quiet=helping)
    nothing = frozenset[str]()
    places = frozenset(map(place_of, helping))
    return Site(expected, "", {}, odd=(), closed=(), targets=nothing, folded=nothing, quiet_places=places)


def _page_of(sample: Sample, text: str) -> Page:
    """Take a page apart; where it leads within the site is not judged."""
    site, place = _alone(sample), place_of(sample.path)
    found = (judge(site, place, source) for source in TAG.findall(text))
    tags = tuple(_without_targets(tag) for tag in found if tag)
    return Page(sample.path, text, tags, tuple(metas(tags)), tuple(raw_texts(text)))


def _without_targets(tag: Seen) -> Seen:
    """Return a tag without the faults of its links within the site."""
    gone = [target.fault for target in tag.targets]
    return tag._replace(faults=tuple(fault for fault in tag.faults if fault not in gone))


def policy_faults(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """The header has the one narrow form that ours has, and lets through what the page needs.

    A browser obeys each of several policies, so one that is narrow suffices, and each must let the page through.
    """
    policies = [part for part in answer.headers.get(CONTENT_POLICY.lower(), "").split(",") if part.strip()]
    if not policies:
        yield LACKS.said(header=CONTENT_POLICY, right=_SHOWN)
    elif not any(map(_is_narrow, policies)):
        yield WIDE
    needs = [dict(directives_in(unescape(own))) for own in META.findall(answer.text)]
    if not all(_lets_through(header, need) for header in policies for need in needs):
        yield BLOCKED


def _is_narrow(header: str) -> bool:
    """Whether a policy has the form of those in pages, and forbids to frame the site."""
    parts = list(directives_in(header))
    rest = "; ".join(" ".join([name, *sources]) for name, sources in parts if name != _FRAMES)
    return [sources for name, sources in parts if name == _FRAMES] == [[_NONE]] and not policy.read(rest, frozenset())[
        1
    ]


def _lets_through(header: str, need: dict[str, list[str]]) -> bool:
    """Whether a policy allows what another one does."""
    allowed = dict(reversed([*directives_in(header)]))  # of a directive that comes twice, the first counts
    ruled = {name: allowed.get(name, allowed.get("default-src", sources)) for name, sources in need.items()}
    return all({*sources} - {_NONE} <= {*ruled[name]} for name, sources in need.items())


def expected_type(sample: Sample) -> str:
    """Return the kind of file that must come; what leads nowhere, and a folder, give a page."""
    ending = sample.path.rpartition(".")[2]
    return TYPES.get(ending, TYPES["html"]) if sample.status == 200 else TYPES["html"]
