"""The words of a page of help as a copy has them, without what is true of the site alone: its link to leave at once.

In: the content in one language and the name of a page. Out: Markdown with its figures in place.
"""

import re

from build_tools.models import QUIET
from build_tools.problems import N_
from build_tools.render import words
from build_tools.render.context import Context

*_pages, PHONE, _copies = QUIET
LINK = N_("Leave this site")
SECTION = re.compile(r"^## [^\n]*\{#exit\}.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
LEAD, PLACE = r"[^\W\d_][^\[\]\n:.!?]*: ", r"\[[^\[\]\n]*\]\((?!https:)[^()\n]*\)"
WAYS = re.compile(rf"^(?:{LEAD}{PLACE}(?:, {PLACE})*(?:\. *|(?=\n|\Z)))+(?:\n|\Z)", re.MULTILINE)
"""A line of nothing but links to places of this site, each group after a few words: *All: [whom to turn to](…).*"""

ENTRY = re.compile(r"^[-*+] [^\n]*(?:\n +[^\n]+)*(?:\n|\Z)", re.MULTILINE)


def kept(name: str, context: Context) -> str:
    """Return the words of a page; entries of its lists that name the link are left out."""
    authored, link = context.words(name), context.locale.translate(LINK)
    text = words.in_markdown(authored, context)
    text = SECTION.sub("", text) if name == PHONE else text
    return ENTRY.sub(lambda entry: "" if link in " ".join(entry[0].split()) else entry[0], text)


def on_paper(name: str, context: Context) -> str:
    """Return the words of a page without its lines of links alone, which say nothing where no link can be followed."""
    return WAYS.sub("", kept(name, context))
