"""Templates and what they are given: each value has a name and a type, none lacks, none is left over."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from jinja2 import meta, nodes

from build_tools import render
from build_tools.build.pipeline import Output

SITE_SRC = Path(__file__).parents[1] / "site_src"
TEMPLATES = render.templates(SITE_SRC)
EVERYWHERE = frozenset(("_", "locale", "up", "root", "contents", *TEMPLATES.globals))
"""What the environment gives to the template of each page, and of its margin."""

OF_NO_PAGE = ("all-languages.html", "one-file.html", "one-language.html", "feed.xml")
"""Files that are no pages of one language; what they lack is an error when they are made."""


@cache
def parsed(template: str) -> nodes.Template:
    """Return the tree of a template."""
    [source] = [file for folder in ("templates", "quiet") for file in (SITE_SRC / folder).glob(template)]
    return TEMPLATES.parse(source.read_text("utf-8"))


@cache
def below(template: str) -> set[str]:
    """Return what a template extends, includes or imports."""
    return {name for name in meta.find_referenced_templates(parsed(template)) if name}


def family(template: str) -> set[str]:
    """Return a template with all that it is made of."""
    return {template}.union(*map(family, below(template)))


@cache
def asked(template: str) -> set[str]:
    """Return the names that a template and its family ask of whoever renders it."""
    tree = parsed(template)
    whole = meta.find_undeclared_variables(tree).union(*map(asked, below(template)))
    parents = [node.template.value for node in tree.find_all(nodes.Extends) if isinstance(node.template, nodes.Const)]
    return whole.difference(*map(made_at_top, (template, *parents)))


def made_at_top(template: str) -> Iterator[str]:
    """Yield the names that a template makes for its own blocks and for those that extend it."""
    for node in parsed(template).body:
        match node:
            case nodes.Macro():
                yield node.name
            case nodes.Import():
                yield node.target
            case nodes.AssignBlock():
                yield getattr(node.target, "name", "")


def given(output: Output, series_output: Output) -> Mapping[str, list[set[str]]]:
    """Return the names that each page and margin of the example sites gives to its template, by template."""
    found: dict[str, list[set[str]]] = defaultdict(list)
    for part in (part for page in (*output.pages, *series_output.pages) for part in (page.body, page.aside) if part):
        found[part.template].append(set(part.values()))
    return found


def test_templates_and_pages_agree(output: Output, series_output: Output) -> None:
    """Every name in a template is given by each page that it is of, or by the environment to all; each value that a
    page gives is placed: the words of a page by some template of pages of words, what is said of every quiet page by
    some of those; and every template is that of a page, of a file that is none, or a part of them."""
    by_template = given(output, series_output)
    shared = set.intersection(*by_template["words.html"]) | set.intersection(*by_template["help.html"])
    placed_somewhere = shared & set().union(*map(asked, by_template))
    for template, pages in by_template.items():
        assert asked(template) - set.intersection(*pages) - EVERYWHERE == set(), template
        assert set().union(*pages) - asked(template) <= placed_somewhere, template
    there = {file.name for folder in ("templates", "quiet") for file in (SITE_SRC / folder).iterdir()}
    assert set().union(*map(family, (*by_template, *OF_NO_PAGE))) == there
