"""What a page tells beside its authored words: who learns of each step, and which questions are open; and whom to call
when life is in danger.

In: Markdown with its figures, and the content. Out: Markdown, so that pages, copies and paper say the same.
"""

import re
from collections.abc import Iterable

from build_tools.models import NOBODY, RISK, SITUATION, TELLS_STEPS, Organisation, Question, Recipient, Words
from build_tools.paths import ORGANISATIONS
from build_tools.plain_words import around_number
from build_tools.problems import N_
from build_tools.render.context import Context

_REPORT = "report"
_CALL = re.compile(rf" ?{RISK.pattern}")
_ANSWERERS = {
    "lawyer": N_("A lawyer must answer."),
    "doctor": N_("A doctor must answer."),
    "coalition": N_("The Coalition must answer."),
}
_MARKS = re.compile(r"""[!"#$&()*+:;<=>?@[\\\]^_`{|}~]""")
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def literal(text: str) -> str:
    """Return Markdown that reads as this plain text: no sign of it is a mark, and it begins no line."""
    return _MARKS.sub(lambda mark: f"&#{ord(mark[0])};", on_one_line(text))


def on_one_line(text: str) -> str:
    """Return a text without breaks of lines."""
    return _BREAKS.sub(" ", text)


def with_sections_beside(text: str, words: Words, context: Context) -> str:
    """Return the Markdown of a page with who learns of each step, and below it what one can do about it and the
    questions that are open."""
    parts = (
        _CALL.sub(lambda call: _risk(call[1], context), text).strip(),
        _who_learns(words, context) if TELLS_STEPS.fullmatch(words.name) else "",
        _open_questions(context.site.questions.of_page(words.name), context),
    )
    return "\n\n".join(filter(None, parts))


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
    who = context.say(N_("Who learns of it: {text}"), text=_recipients(context)[code].risk[context.language])
    return f" *{literal(who)}*{{: .risk }}"


def _who_learns(words: Words, context: Context) -> str:
    """Return what one can do about it: a section of all to whom the steps of the page lead and whom it shows nowhere
    else."""
    known, open_cards = _recipients(context), _in_open_cards(words.name, context)
    found = [known[code] for code in dict.fromkeys(RISK.findall(words.text)) if code not in (NOBODY, *open_cards)]
    language = context.language
    entries = [f"**{literal(one.name[language])}.** {literal(one.advice[language])}" for one in found if one.advice]
    return _section("who-learns", N_("Who learns of it, and what you can do"), entries, context)


def _in_open_cards(name: str, context: Context) -> list[str]:
    """Return the organisations whose advice a page shows open, in their card: one without a contact is folded."""
    named = context.site.referrals[name].named if SITUATION.fullmatch(name) else None
    found = context.site.organisations[ORGANISATIONS].organisations if name == _REPORT or named else ()
    return [one.id for one in found if one.channels and (named is None or one.id in named)]


def _open_questions(found: Iterable[Question], context: Context) -> str:
    """Return the section of the questions that are open on a page."""
    entries = []
    for one in found:
        number = context.say(N_("Question {number}"), number=one.number)
        meanwhile = (one.meanwhile or {}).get(context.language, "")
        texts = (one.question[context.language], context.say(_ANSWERERS[one.must_answer]), meanwhile)
        entries.append(f"**{number}.** {' '.join(literal(text) for text in texts if text)}")
    return _section("open-questions", N_("Not answered yet"), entries, context)


def _section(id_: str, title: str, entries: Iterable[str], context: Context) -> str:
    """Return a section with a list, or nothing where the list is empty."""
    lines = [f"- {entry}" for entry in entries]
    return "\n".join([f"## {context.say(title)} {{#{id_}}}", "", *lines]) if lines else ""


def _recipients(context: Context) -> dict[str, Organisation | Recipient]:
    """Return everybody to whom a step can lead, by id."""
    file = context.site.organisations[ORGANISATIONS]
    found: tuple[Organisation | Recipient, ...] = (*file.recipients, *file.organisations)
    return {one.id: one for one in found}
