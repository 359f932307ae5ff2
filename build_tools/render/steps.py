"""What words of help call, as Markdown: the hours of detention, who learns of each step and what one can do about it;
and whom to call when life is in danger.

In: words, and the content in one language. Out: the same words with what they call.
"""

import re
from collections.abc import Iterable, Iterator

from build_tools.models import NOBODY, RISK, SITUATION, TELLS_STEPS, TIMETABLE, HoursBlock, HoursStep, Words, anchor_of
from build_tools.paths import ORGANISATIONS
from build_tools.plain_words import around_number, literal
from build_tools.problems import N_
from build_tools.render.context import Context

_CALL = re.compile(rf" ?{RISK.pattern}")
_PARTS = {"first": slice(1), "rest": slice(1, None)}


def with_steps(text: str, words: Words, context: Context) -> str:
    """Return the Markdown of a page with its hours, with who learns of each step, and below it what one can do about
    it."""
    text = TIMETABLE.sub(lambda call: _timetable(call, context), text)
    told = _CALL.sub(lambda call: _risk(call[1], context), text).strip()
    beside = _who_learns(text, words.name, context) if TELLS_STEPS.fullmatch(words.name) else ""
    return "\n\n".join(filter(None, (told, beside)))


def emergency(context: Context) -> str:
    """Return whom to call when life is in danger, which stands first where somebody looks for help."""
    urgent = context.site.emergency
    if not urgent:
        return ""
    before, number, after = around_number(urgent.number, urgent.text[context.language])
    call = f"[{number}](tel:{number}){{: .call }}" if number else ""
    first, stop, more = after.partition(". ")
    strong = f"**{literal(before)}{call}{literal(first + stop.strip())}**"
    return f"{strong} *{literal(more)}*{{: .more }}" if more else strong


def _risk(code: str, context: Context) -> str:
    """Return the sentence that ends a step: who learns of it."""
    if code == NOBODY:
        return ""
    who = context.say(
        N_("Who learns of it: {text}"),
        text=context.site.organisations[ORGANISATIONS].to_whom[code].risk[context.language],
    )
    return f" *{literal(who)}*{{: .risk }}"


def _who_learns(text: str, name: str, context: Context) -> str:
    """Return what one can do about it: a section of all to whom the steps of the page lead and whom it shows nowhere
    else."""
    known, open_cards = context.site.organisations[ORGANISATIONS].to_whom, _in_open_cards(name, context)
    found = [known[code] for code in dict.fromkeys(RISK.findall(text)) if code not in (NOBODY, *open_cards)]
    language = context.language
    entries = [f"**{literal(one.name[language])}.** {literal(one.advice[language])}" for one in found if one.advice]
    return _section("who-learns", N_("Who learns of it, and what you can do"), entries, context)


def _in_open_cards(name: str, context: Context) -> list[str]:
    """Return the organisations whose advice a page shows open, in their card: one without a contact is folded."""
    named = context.site.referrals[name].named if SITUATION.fullmatch(name) else ()
    found = [one for one in context.site.organisations[ORGANISATIONS].organisations if one.channels]
    return [one.id for one in found if one.id in named or (name == "report" and one.kind == "independent")]


def _section(id_: str, title: str, entries: Iterable[str], context: Context) -> str:
    """Return a section with a list, or nothing where the list is empty."""
    lines = [f"- {entry}" for entry in entries]
    return "\n".join([f"## {context.say(title)} {{#{id_}}}", "", *lines]) if lines else ""


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
    yield from _step(N_("Pass on to whoever is held, by a lawyer or on paper:"), block.pass_on, context)
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
