"""The hours as Markdown, where words call a timetable: what must happen, what to say, whom to tell if not.

In: words, and the content in one language. Out: words in which steps still call who learns of them.
"""

import re
from collections.abc import Iterator

from build_tools.models import TIMETABLE, HoursBlock, HoursStep, anchor_of
from build_tools.plain_words import literal
from build_tools.problems import N_
from build_tools.render.context import Context

_PARTS = {"first": slice(1), "rest": slice(1, None)}


def with_hours(text: str, context: Context) -> str:
    """Return a text with the timetables that it calls."""
    return TIMETABLE.sub(lambda call: _timetable(call, context), text)


def _timetable(call: re.Match[str], context: Context) -> str:
    blocks, part, language = context.site.hours.timetables[call[1]], call[2], context.language
    if part == "short":
        lines = ((one.when[language], one.short[language]) for one in blocks if one.short)
        return "\n".join(f"- **{literal(when)}:** {literal(short)}" for when, short in lines)
    return "\n\n".join("\n\n".join(_lines(one, context)) for one in blocks[_PARTS.get(part, slice(None))])


def _lines(block: HoursBlock, context: Context) -> Iterator[str]:
    """Yield a block: its time, what must happen, what to say, whom to tell, the articles."""
    yield f"### {literal(block.when[context.language])} {{: .hour }}"
    yield literal(block.must[context.language])
    yield from _step(N_("What to say."), block.say, context)
    yield from _step(N_("Pass on to whoever is held:"), block.pass_on, context)
    for number, step in enumerate(block.if_not):
        yield from _step("" if number else N_("If not:"), step, context)
    yield f"*{_articles(block, context)}*{{: .more }}"


def _step(title: str, step: HoursStep | None, context: Context) -> Iterator[str]:
    if step:
        lead = f"**{context.say(title)}** " if title else ""
        yield f"{lead}{literal(step.text[context.language])} {{{{ risk({step.who}) }}}}"


def _articles(block: HoursBlock, context: Context) -> str:
    """Return links to the provisions, after the name of each law."""
    law, found = context.site.law, dict[str, list[str]]()
    pages = {one.id: group.page for group in law.groups for one in group.provisions}
    for code in block.articles:
        provision, place = law.provisions[code], f"../{pages[code]}.md#{anchor_of(code)}"
        link = f"[{literal(provision.provision[context.language])}]({place})"
        found.setdefault(law.acts[provision.act][context.language], []).append(link)
    return "; ".join(f"{literal(law)}: {'; '.join(links)}" for law, links in found.items())
