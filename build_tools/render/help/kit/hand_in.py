"""Papers to hand in: what stands on a sheet, alike on its page and in its PDF, and what a page says beside it.

In: words of one language and the provisions they cite. Out: values of templates, PDF bytes. A sheet names neither this
site nor who wrote it: whoever hands it in speaks for himself.
"""

from pathlib import Path

from build_tools.models import LINES, PLACE_OF_DATA, Law, Values
from build_tools.plain_words import Block, sections
from build_tools.problems import N_
from build_tools.render.context import INVENTED, Context
from build_tools.render.help.kit.paper import typeset_pdf
from build_tools.render.words import title_of

_LINE = "\u2500"
"""Stands in words for a line to write on while they are cut into blocks."""


def hand_in_sheet(name: str, context: Context) -> Values:
    """Return what a sheet says. Of its sections the first has no title: to whom it goes, and from whom."""
    authored = context.words(name)
    drawn = LINES.sub(lambda call: _LINE * int(call[1]), authored.text.partition(PLACE_OF_DATA)[0])
    return {
        "parts": [
            {"title": part.title, "id": part.id, "blocks": list(map(_block, part.blocks))} for part in sections(drawn)
        ],
        "by_law": context.say(N_("What the law says")),
        "law": [_cited(context.site.law, code, context.language) for code in authored.about.provisions],
        "sign": [context.say(N_("Signature:")), context.say(N_("Day:"))],
        "keep": context.say(N_("Cut off here and keep. Received: {paper}"), paper=title_of(authored, context)),
        "receipt": [
            [context.say(N_("By whom (name, position):"))],
            [context.say(label) for label in (N_("Day and hour:"), N_("Number:"), N_("Signature, stamp:"))],
        ],
        "invented": context.say(INVENTED) if context.site.settings.invented else "",
    }


def _block(block: Block) -> Values:
    """Return a block with the number of lines to write on that begin behind it."""
    return {"kind": block.kind, "text": block.text.replace(_LINE, "").strip(), "lines": block.text.count(_LINE)}


def _cited(law: Law, code: str, language: str) -> str:
    """Return where a provision stands, and what it says in plain words."""
    provision = law.provisions[code]
    article, act, said = provision.provision[language], law.acts[provision.act][language], provision.right[language]
    return f"{act}, {article[:1].lower()}{article[1:]}. {said}."


def hand_in_file(name: str, language: str) -> str:
    """Return where the PDF of a paper lies in the site; its name says little, for it stays on a phone."""
    return f"kit/paper-{name.rpartition('/')[2]}-{language}.pdf"


def hand_in_pdf(name: str, context: Context, templates: Path) -> bytes:
    """Return the PDF of a paper."""
    about = {"language": context.language, "title": context.say(N_("Information"))}
    return typeset_pdf(templates / "paper.typ", about, hand_in_sheet(name, context))
