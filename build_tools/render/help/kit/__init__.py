"""The kit for when the network is cut: the words and contacts of help as files that can be kept, printed, passed on.

In: the content in every language. Out: files, each made once, when it is asked for. Invented contacts never enter it.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache, partial
from pathlib import Path

from build_tools.models import Download
from build_tools.render.context import Context
from build_tools.render.environment import Templates
from build_tools.render.help.kit.card import card, whole_card
from build_tools.render.help.kit.one_file import one_file
from build_tools.render.help.kit.paper import sheet, sheet_parts
from build_tools.render.help.kit.plain_text import plain_text, sms_messages

_ALL = "kit/all.html"


def kit_files(contexts: Sequence[Context], templates: Templates, papers: Path) -> tuple[Download, ...]:
    """Return every file of the kit; ``papers`` is the folder of the Typst templates."""
    files = [_made_once(_ALL, partial(one_file, contexts, templates))]
    for context in contexts:
        for path, make in of_language(context, papers).items():
            files.append(_made_once(path, make))
    return tuple(files)


def drawn(contexts: Sequence[Context]) -> dict[str, str]:
    """Return all that the papers say, by their path in the site, for nobody can read it in what is drawn."""
    said: dict[str, str] = {}
    for context in contexts:
        said[f"kit/card-{context.language}.pdf"] = _lines(asdict(whole_card(context)))
        said[f"kit/sheet-{context.language}.pdf"] = _lines([asdict(part) for part in sheet_parts(context)])
    return said


def _lines(value: object) -> str:
    """Return each text in plain data on a line."""
    if isinstance(value, str):
        return value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return "\n".join(filter(None, map(_lines, parts)))


def of_language(context: Context, papers: Path) -> dict[str, Callable[[], str | bytes]]:
    """Return how the files of one language are made, by their path in the site."""
    language = context.language
    return {
        f"kit/card-{language}.pdf": partial(card, context, papers),
        f"kit/sheet-{language}.pdf": partial(sheet, context, papers),
        f"kit/{language}.txt": partial(plain_text, context),
        f"kit/sms-{language}.txt": partial(sms_messages, context),
    }


def _made_once(path: str, make: Callable[[], str | bytes]) -> Download:
    """Return a file that is kept when it is made, for pages say how large it is."""
    return Download(path, cache(make))
