"""The rules for anchors, for the links between the languages, and for the way out.

In: a page in hand, or what is kept of all pages. Out: problems.
Never asks whether the file of a link exists: the rules for tags did.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from build_tools.problems import Fault, Problem
from build_tools.verify.kinds import EXIT
from build_tools.verify.page import Kept, Page
from build_tools.verify.site import Site, problem

TWICE = Fault("page.id_twice", "has the same id on two elements; give each its own")
OWN_ANCHOR = Fault(
    "page.no_anchor_here", "links to a place on this page that does not exist; add the id or mend the link"
)
ANCHOR = Fault(
    "page.no_anchor_there", "links to a place on {target} that does not exist there; add the id or mend the link"
)
OTHER_PAGE = Fault(
    "page.language_link_wrong",
    "names a link after the language {language}, but it leads to {target}; link to {right}",
)
NO_LINK = Fault(
    "page.language_link_missing", "has no link to itself in the language {language}; link to {right} with hreflang"
)
EXITS = Fault(
    "page.exit_wrong",
    "must have one link of the class exit, to where content/site.yml says, and nothing else of that class",
)
NO_EXIT = Fault(
    "page.exit_unasked", "has something of the class exit, which belongs on pages of a language alone; take it out"
)


def own_anchors(site: Site, page: Page) -> Iterator[Problem]:
    """Each id is there once, and links to places on the page itself find them."""
    ids = page.ids()
    known = set(ids)
    if len(known) < len(ids):
        yield page.problem(TWICE)
    for tag, target in page.anchors():
        if not target.path and not is_in(known, target.fragment):
            yield page.problem(OWN_ANCHOR, tag)


def other_anchors(site: Site, pages: Mapping[str, Kept]) -> Iterator[Problem]:
    """Links to places on other pages find them."""
    wanted = {target for page in pages.values() for target in page.anchors if target.path in pages}
    lost = {target for target in wanted if not is_in(pages[target.path].ids, target.fragment)}
    if lost:
        for path, page in pages.items():
            for target in lost.intersection(page.anchors):
                yield problem(path, ANCHOR.said(target=target.path))


def is_in(ids: set[str] | tuple[str, ...], fragment: str) -> bool:
    """Whether one of ``ids`` is meant by ``fragment``, as a browser decides it."""
    return fragment in ids or unquote(fragment) in ids


def versions(site: Site, page: Page) -> Iterator[Problem]:
    """Each page of a language links to the same page in every other language; hreflang links go nowhere else."""
    own, _, rest = page.path.partition("/")
    codes = site.expectation.languages
    if own not in codes:
        return
    seen = {own}
    for tag in page.named("a"):
        code = tag.attributes.get("hreflang", "")
        for target in tag.targets if code in codes else ():
            seen.add(code)
            right = f"{code}/{rest}"
            if target.path != right and not target.fault:
                yield page.problem(OTHER_PAGE.said(language=code, target=target.path, right=right), tag)
    for code in codes:
        if code not in seen:
            yield page.problem(NO_LINK.said(language=code, right=f"{code}/{rest}"))


def exits(site: Site, page: Page) -> Iterator[Problem]:
    """Who leaves in a hurry lands where the settings say; nothing else on a page looks like that way out."""
    asked = site.expectation.exits
    if asked is None:
        return
    found = [tag for tag in page.tags if EXIT in tag.attributes.get("class", "").split()]
    own = asked.get(page.path.partition("/")[0])
    if own is None:
        yield from (page.problem(NO_EXIT, tag) for tag in found)
    elif [(tag.name, tag.attributes.get("href")) for tag in found] != [("a", own)]:
        yield page.problem(EXITS, found[-1] if found else None)
