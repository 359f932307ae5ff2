"""The kit for when the network is cut: the words and contacts of help as files that can be kept, printed, passed on.

In: the content in every language. Out: files, each made once, when it is asked for. Invented contacts never enter it.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

from build_tools.models import Download
from build_tools.render.context import Context
from build_tools.render.environment import Templates
from build_tools.render.help.kit.hand_in import hand_in_file, hand_in_pdf, hand_in_sheet
from build_tools.render.help.kit.one_file import one_file
from build_tools.render.help.kit.paper import card, card_sides, sheet, sheet_parts
from build_tools.render.help.kit.plain_text import plain_text, sms_messages


def kit_files(contexts: Sequence[Context], templates: Templates, papers: Path) -> tuple[Download, ...]:
    """Return every file of the kit, kept when it is made, for pages say how large it is; ``papers`` is the folder of
    the Typst templates."""
    files: dict[str, Callable[[], str | bytes]] = {"kit/all.html": partial(one_file, contexts, templates)}
    for context in contexts:
        files |= of_language(context, papers)
    words = _words_of_papers(contexts)
    return tuple(Download(path, cache(make), words.get(path, "")) for path, make in files.items())


def of_language(context: Context, papers: Path) -> dict[str, Callable[[], str | bytes]]:
    """Return how the files of one language are made, by their path in the site."""
    language = context.language
    return {
        f"kit/card-{language}.pdf": partial(card, context, papers),
        f"kit/sheet-{language}.pdf": partial(sheet, context, papers),
        f"kit/{language}.txt": partial(plain_text, context),
        f"kit/sms-{language}.txt": partial(sms_messages, context),
        **{hand_in_file(name, language): partial(hand_in_pdf, name, context, papers) for name in context.papers()},
    }


def _words_of_papers(contexts: Sequence[Context]) -> dict[str, str]:
    """Return all that the papers say, by their path in the site."""
    found: dict[str, str] = {}
    for context in contexts:
        found[f"kit/card-{context.language}.pdf"] = all_texts(card_sides(context))
        found[f"kit/sheet-{context.language}.pdf"] = all_texts(sheet_parts(context))
        for name in context.papers():
            found[hand_in_file(name, context.language)] = all_texts(hand_in_sheet(name, context))
    return found


def all_texts(value: object) -> str:
    """Return each text in plain data on a line."""
    if isinstance(value, str):
        return value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return "\n".join(filter(None, map(all_texts, parts)))
