"""What a page tells beside its authored words: who learns of each step, and which questions are open; and whom to call
when life is in danger.

In: Markdown with its figures, and the content. Out: Markdown, so that pages, copies and paper say the same.
"""

import re
from collections.abc import Callable, Iterator

from build_tools.models import NOBODY, RISK, SITUATION, TELLS_STEPS, Organisation, Question, Recipient, Words
from build_tools.paths import ORGANISATIONS
from build_tools.plain_words import around_number
from build_tools.problems import N_, fill
from build_tools.render.context import Context

Plain = Callable[[str], str]
"""Writes a plain text so that no sign of it is a mark of Markdown."""

_REPORT = "report"
_CALL = re.compile(rf" ?{RISK.pattern}")
_ANSWERERS = {
    "lawyer": N_("A lawyer must answer."),
    "doctor": N_("A doctor must answer."),
    "coalition": N_("The Coalition must answer."),
}


def told(text: str, words: Words, context: Context, plain: Plain) -> str:
    """Return the Markdown of a page with all that it tells."""
    parts = (
        _CALL.sub(lambda call: _risk(call[1], context, plain), text).strip(),
        _who_learns(words, context, plain),
        _open_questions(context.site.questions.of_page(words.name), context, plain),
    )
    return "\n\n".join(filter(None, parts))


def emergency(context: Context, plain: Plain) -> str:
    """Return whom to call when life is in danger, which stands first where somebody looks for help."""
    urgent = context.site.emergency
    if not urgent:
        return ""
    before, number, after = around_number(urgent.number, urgent.text[context.language])
    call = f"[{number}](tel:{number}){{: .call }}" if number else ""
    first, stop, more = after.partition(". ")
    said = f"**{plain(before)}{call}{plain(first + stop.strip())}**"
    return f"{said} *{plain(more)}*{{: .more }}" if more else said


def _risk(code: str, context: Context, plain: Plain) -> str:
    """Return the sentence that ends a step: who learns of it."""
    if code == NOBODY:
        return ""
    risk = recipients(context)[code].risk[context.language]
    who = fill(context.locale.translate(N_("Who learns of it: {text}")), text=risk)
    return f" *{plain(who)}*{{: .risk }}"


def _who_learns(words: Words, context: Context, plain: Plain) -> str:
    """Return what one can do about it: a section of all to whom the steps of the page lead and whom it shows nowhere
    else."""
    if not TELLS_STEPS.fullmatch(words.name):
        return ""
    called, known = dict.fromkeys(RISK.findall(words.text)), recipients(context)
    shown = {NOBODY, *_shown(words.name, context)}
    found = [known[code] for code in called if code not in shown and known[code].advice]
    return _section("who-learns", N_("Who learns of it, and what you can do"), _advice(found, context, plain), context)


def _shown(name: str, context: Context) -> list[str]:
    """Return the organisations whose advice a page shows open, in their card: one without a contact is folded."""
    named = context.site.referrals[name].named if SITUATION.fullmatch(name) else None
    found = context.site.organisations[ORGANISATIONS].organisations if name == _REPORT or named else ()
    return [one.id for one in found if one.channels and (named is None or one.id in named)]


def _advice(found: list[Organisation | Recipient], context: Context, plain: Plain) -> Iterator[str]:
    for one in found:
        yield f"**{plain(one.name[context.language])}.** {plain((one.advice or {})[context.language])}"


def _open_questions(found: list[Question], context: Context, plain: Plain) -> str:
    """Return the section of the questions that are open on a page."""
    entries = (_question(one, context, plain) for one in found)
    return _section("open-questions", N_("Not answered yet"), entries, context)


def _question(one: Question, context: Context, plain: Plain) -> str:
    say, language = context.locale.translate, context.language
    number = fill(say(N_("Question {number}")), number=one.number)
    meanwhile = (one.meanwhile or {}).get(language, "")
    texts = (one.question[language], say(_ANSWERERS[one.must_answer]), meanwhile)
    return f"**{number}.** {' '.join(plain(text) for text in texts if text)}"


def _section(id_: str, title: str, entries: Iterator[str], context: Context) -> str:
    """Return a section with a list, or nothing where the list is empty."""
    lines = [f"- {entry}" for entry in entries]
    return "\n".join([f"## {context.locale.translate(title)} {{#{id_}}}", "", *lines]) if lines else ""


def recipients(context: Context) -> dict[str, Organisation | Recipient]:
    """Return everybody to whom a step can lead, by id."""
    file = context.site.organisations[ORGANISATIONS]
    return {**{one.id: one for one in file.recipients}, **{one.id: one for one in file.organisations}}
