"""The messages that the pages show: what every interface catalogue must translate.

In: the program's own modules that speak to readers, and the templates. Out: messages; where templates cannot be
read. Renders nothing.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import jinja2
from jinja2.ext import extract_from_ast

from build_tools import tree
from build_tools.problems import Fault

_PROGRAM = Path(__file__).parents[1]
FOR_READERS = ("render", "localize/locale.py", "disclosure/register/words.py")
"""Where the program speaks to readers of the site, and to staff in their spreadsheet; elsewhere to maintainers."""

_MARKED = re.compile(r'\bN_\(\s*((?:"(?:[^"\\\n]|\\.)*"\s*)+)')
"""A call with a text in one or several pieces; a test compares what it finds with what Python's parser finds."""

Broken = dict[str, int | None]
"""Templates that cannot be read, by their place below ``site_src``, with the line of the fault."""


def messages(site_src: Path) -> tuple[frozenset[str], Broken]:
    """Return the messages for readers, and which templates cannot be read."""
    found = set(_in_program())
    broken: Broken = {}
    for path in (path for path in tree.files(site_src, "") if path.endswith(".html")):
        data = tree.read(site_src, path)
        if isinstance(data, Fault):
            broken[path] = None
            continue
        try:
            found |= _in_template(data.decode())
        except (jinja2.TemplateSyntaxError, UnicodeDecodeError, RecursionError) as error:
            broken[path] = getattr(error, "lineno", None)
    return frozenset(found), broken


# A preview that follows each change reads most templates again.
@lru_cache(maxsize=256)
def _in_template(text: str) -> frozenset[str]:
    """Return the messages that a template translates. A call with a variable has no message of its own; who hands the
    variable over marks it. Raises ``TemplateSyntaxError``."""
    parsed = jinja2.Environment(autoescape=True).parse(text)
    return frozenset(text for _, _, text in extract_from_ast(parsed, ("_",)) if isinstance(text, str))


@cache
def _in_program() -> frozenset[str]:
    """Return the messages of the modules that speak to readers."""
    return frozenset(message for path in _modules() for message in _in_module(path))


def _modules() -> Iterator[Path]:
    """Yield the modules that speak to readers."""
    for name in FOR_READERS:
        path = _PROGRAM / name
        yield from path.rglob("*.py") if path.is_dir() else (path,)


def _in_module(path: Path) -> Iterator[str]:
    """Yield the messages that a module marks."""
    for marked in _MARKED.finditer(path.read_text("utf-8")):
        yield ast.literal_eval(f"({marked[1]})")
