"""Pages as files of MkDocs that are rendered when they are written, so that memory does not grow with their number; and
their one stylesheet: ours without what only its authors need, the theme's without rules for what no page has."""

import os
import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

THEME, STYLESHEET = "assets/stylesheets/main.*.min.css", "assets/stylesheets/site.css"
"""All that is kept of the theme's files: Material's content styles, and our own."""

SPARE = (" {", "{ ", "{\n", " }", "; ", ";\n", ": ")
"""Where a style holds more than a browser needs. A space before a colon stays: ``a :is(b)`` is not ``a:is(b)``."""

CLASSES = frozenset({"md-typeset", "md-content__inner", "admonition", "admonition-title", "note"})
"""The classes of the theme that pages have; a rule that asks for another concerns none of them."""

_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_STRANGE = re.compile(r"\[data-md-|\[dir=rtl\]|\b(?:input|button|label|nav|video|iframe|svg|img|object)\b")
_NOT = re.compile(r":not\([^()]*\)")
_SELECTOR = re.compile(r"(?:[^(),]|\((?:[^()]|\([^()]*\))*\))+")
"""What stands between commas, but for those inside brackets."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ICON = re.compile(r"""(?<![\w-])--[\w-]++:\s*+url\((?:"[^"]*"|'[^']*')\);?""")
_TEXT = r"""[^"'{};]++|"[^"]*+"|'[^']*+'"""
_IN_BRACES = rf"(?:{_TEXT}|;)*+"
_IN_MEDIA = rf"(?:{_TEXT}|;|\{{{_IN_BRACES}\}})*+"
RULE = re.compile(rf"(?<![^;}}])((?:{_TEXT})*+)(?:;|\{{((?:{_TEXT}|;|\{{{_IN_MEDIA}\}})*+)\}})")
"""What stands before an outer brace, and what stands between it and its end; a statement has no body."""


class MadeFile(File):
    """A file of the site without source: ``make`` returns its content at the moment it is written."""

    def __init__(self, path: str, make: Callable[[], bytes], config: MkDocsConfig):
        super().__init__(path, None, config.site_dir, False, dest_uri=path, inclusion=InclusionLevel.INCLUDED)
        self.generated_by = "transparency"
        self.make = make
        self.digest = ""
        """The SHA-256 of what was written, from then on."""

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file; a made file is always written anew."""
        path, data = f"{self.dest_dir}/{self.dest_uri}", self.make()
        self.digest = sha256(data).hexdigest()
        # The steps that ``Path`` takes besides count where files are many.
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)


def stylesheet(folders: Sequence[str]) -> bytes:
    """Return the one stylesheet of reading pages, for visits are paid by the byte and by the request: what pages use of
    the theme's, and ours after it; the first folder that has a file wins. Raises ``LookupError``."""
    theme, own = (_first(folders, name).read_text("utf-8") for name in (THEME, STYLESHEET))
    return (used(theme) + compact(own)).encode()


def _first(folders: Sequence[str], name: str) -> Path:
    for folder in folders:
        for file in Path(folder).glob(name):
            return file
    raise LookupError(name)


def compact(style: str) -> str:
    """Return a style without comments and spare spaces; no string of it may hold ``/*`` or one of ``SPARE``."""
    whole = "\n".join(filter(None, map(str.strip, _COMMENT.sub("", style).split("\n")))) + "\n"
    for spare in SPARE:
        whole = whole.replace(spare, spare.strip())
    return whole.replace(";}", "}")


def used(style: str) -> str:
    """Return a style of the theme without rules, fonts and movements for what no page has."""
    return "".join(map(_kept, RULE.finditer(style)))


def _kept(rule: re.Match[str]) -> str:
    """Return a rule, its part that concerns pages, or nothing."""
    head, body = rule.groups()
    if body is None:
        return rule[0]
    if head.startswith(("@media", "@supports")):
        inside = used(body)
        return f"{head}{{{inside}}}" if inside else ""
    if head.startswith("@") or not any(map(_concerns_pages, _SELECTOR.findall(head))):
        return ""
    return f"{head}{{{_ICON.sub('', body)}}}"


def _concerns_pages(selector: str) -> bool:
    """Tell whether a page may have what a selector asks for."""
    asked = _NOT.sub("", selector)
    return not _STRANGE.search(asked) and CLASSES.issuperset(_CLASS.findall(asked))
