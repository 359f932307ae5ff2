"""Authored words as HTML, with all that they call: figures, the hours of detention, who learns of a step, whom to call
when life is in danger; and with their titles and links.

Spaces become no-break spaces where no line may break. No sign is added: on an old phone it could show as a box, and it
would keep a search in the page from finding words.
"""

import itertools
import re
from collections.abc import Callable, Iterator

from markupsafe import Markup, escape

from build_tools.files.paths import BRIEFINGS, ORGANISATIONS
from build_tools.git import result_cache
from build_tools.models import COUNTED_TIME, NOBODY, Correction, HoursBlock, HoursStep, Ledger, anchor_of
from build_tools.models.page import FIGURE, PLACE_OF_DATA, RISK, SITUATION, TELLS_STEPS, TIMETABLE, Words
from build_tools.problems import N_
from build_tools.render.context import Context, Link
from build_tools.render.figures import LocalLedger
from build_tools.text.markdown import around_number, html_of, literal

NBSP = "\u00a0"
_BEFORE = r"Articles?|[Сс]тать\w+|[Пп]ункт\w*|[Чч]аст[иью]\w*|ст\.|№|No\."
"""Words that belong to the number after them."""

_AFTER = r"hours?|years?|час\w*|лет|года?|году|сағат\w*|жыл\w*|жас\w*"
"""Words that belong to the number before them."""

_TIES = re.compile(rf"(?<=\S) (?=– )|(?<!\w)(?:{_BEFORE}) (?=\d)|(?<=\d) (?=(?:{_AFTER})\b)")
TAG = re.compile(r"(<[^<>]*>)")
_PAGE_LINK = re.compile(r'href="([^":#]+)\.md(#[^"]*)?"')
_OUTSIDE_LINK = re.compile(r'<a href="https://')
_ITEM = re.compile(r'<li id="([a-z0-9-]+)">\s*(?:<p>)?')
_LIST_OF_ITEMS = re.compile(r'<ol>(?=\s*<li id=")')
_TO_LAW = re.compile(r"\blaw\.md#([a-z0-9-]+)")
_RISK = re.compile(rf" ?{RISK.pattern}")


def tied(html: str) -> Markup:
    """Return HTML in which a dash stays with the word before it, and a number with its article or unit."""
    # A split at a group gives text and tags in turns, text first.
    parts = TAG.split(html)
    parts[::2] = [_TIES.sub(lambda tie: tie[0].replace(" ", NBSP), text) for text in parts[::2]]
    return Markup("".join(parts))


def tied_text(text: str) -> Markup:
    """Return plain text as HTML of that kind."""
    return tied(escape(text))


def with_figures(
    text: str, words: Words, context: Context, written: Callable[[str], str] = str, noted: bool = False
) -> str:
    """Return a text with the figures and days of the page's ledger, each as ``written`` writes it there. A briefing
    says what it said on its day; where that was changed since, a link behind it says so if it is ``noted``."""
    if not words.about.ledger:
        return text
    ledger = context.ledger(words.about.ledger)
    is_briefing = words.name == f"{BRIEFINGS}{ledger.id}"
    first = context.site.published.first_numbers(ledger) if is_briefing else {}

    def number(match: re.Match[str]) -> str:
        kind, name = match.groups()
        if kind == "date":
            return written(_date_of(ledger, name, context))
        figure = ledger.figures[name]
        value, unit = first.get(name, figure.value), figure.unit or ledger.unit
        number = context.locale.number(value) if kind == "figure" else context.locale.count(value, unit)
        return written(number) + (_change_note(name, ledger, context) if noted and name in first else "")

    return FIGURE.sub(number, text)


def _date_of(ledger: Ledger, name: str, context: Context) -> str:
    """Return a day of a ledger, or the time that it counts, as it is written."""
    if name != COUNTED_TIME:
        return context.locale.date(ledger.days[name])
    return context.locale.period(ledger.period) if ledger.period else LocalLedger(ledger, context).counted


def _change_note(name: str, ledger: Ledger, context: Context) -> str:
    """Return Markdown that says of a number in a briefing whether it was changed since, and leads to how."""
    changes = context.site.corrections.of_figure(ledger.id, name)
    if not changes:
        return ""
    word = N_("corrected since") if isinstance(changes[-1].change, Correction) else N_("revised since")
    return f" ([{context.say(word)}](../corrections.md#{anchor_of(changes[-1].id)}))"


def title_of(words: Words, context: Context) -> str:
    """Return the title of a page with its figures."""
    return with_figures(words.about.title, words, context)


def headline_of(words: Words, context: Context) -> str:
    """Return the title that stands above a page: the short one, if it has one."""
    return with_figures(words.about.headline or words.about.title, words, context)


def description_of(words: Words, context: Context) -> str:
    """Return the description of a page with its figures."""
    return with_figures(words.about.description, words, context)


def in_markdown(words: Words, context: Context) -> str:
    """Return all that a page of words tells, in which no sign of a unit's name or of data is a mark; below it what one
    can do about who learns of its steps."""
    text = with_figures(words.text, words, context, literal, noted=True)
    if "law.md#" in text:
        places = context.site.law.places
        text = _TO_LAW.sub(lambda link: f"{places[link[1]]}.md#{link[1]}" if link[1] in places else link[0], text)
    text = TIMETABLE.sub(lambda call: _timetable(call, context), text)
    beside = _who_learns(text, words.name, context) if TELLS_STEPS.fullmatch(words.name) else ""
    text = _RISK.sub(lambda call: _risk(call[1], context), text) if "{{ risk(" in text else text
    return "\n\n".join(filter(None, (text.strip(), beside)))


def _risk(code: str, context: Context) -> str:
    """Return the sentence that ends a step: who learns of it."""
    if code == NOBODY:
        return ""
    risk = context.site.organisations[ORGANISATIONS].to_whom[code].risk[context.language]
    return f" *{literal(context.say(N_('Who learns of it: {text}'), text=risk))}*{{: .risk }}"


def _who_learns(text: str, name: str, context: Context) -> str:
    """Return what one can do about it: a section of all to whom the steps of the page lead and whom no open card of the
    page shows; one without a contact is folded."""
    file, language = context.site.organisations[ORGANISATIONS], context.language
    named = context.site.referrals[name].named if SITUATION.fullmatch(name) else ()
    cards = (one for one in file.organisations if one.channels)
    in_sight = {one.id for one in cards if one.id in named or (name == "report" and one.kind == "independent")}
    codes = [code for code in dict.fromkeys(RISK.findall(text)) if code not in (NOBODY, *in_sight)]
    found = [file.to_whom[code] for code in codes]
    entries = [f"- **{literal(one.name[language])}.** {literal(one.advice[language])}" for one in found if one.advice]
    title = context.say(N_("Who learns of it, and what you can do"))
    return "\n".join([f"## {title} {{#who-learns}}", "", *entries]) if entries else ""


_PARTS = {"first": slice(1), "rest": slice(1, None)}


def _timetable(call: re.Match[str], context: Context) -> str:
    blocks, part, language = context.site.hours.timetables[call[1]], call[2], context.language
    if part == "short":
        lines = ((one.when[language], one.short[language]) for one in blocks if one.short)
        return "\n".join(f"- **{literal(when)}:** {literal(short)}" for when, short in lines)
    return "\n\n".join("\n\n".join(_hours(one, context)) for one in blocks[_PARTS.get(part, slice(None))])


def _hours(block: HoursBlock, context: Context) -> Iterator[str]:
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
    provisions, places = law.provisions, law.places
    for code in block.articles:
        provision, anchor = provisions[code], anchor_of(code)
        link = f"[{literal(provision.provision[context.language])}](../{places[anchor]}.md#{anchor})"
        found.setdefault(law.acts[provision.act][context.language], []).append(link)
    return "; ".join(f"{literal(act)}: {'; '.join(links)}" for act, links in found.items())


def html_halves(words: Words, context: Context) -> tuple[Markup, Markup]:
    """Return the HTML of the words before and after the place of data."""
    before, _, after = words_html(in_markdown(words, context)).partition(PLACE_OF_DATA)
    return before.rstrip("\n"), after.lstrip("\n")


def emergency_html(context: Context) -> Markup:
    """Return whom to call when life is in danger, which stands first where somebody looks for help."""
    urgent = context.site.emergency
    if not urgent:
        return Markup("")
    before, number, after = around_number(urgent.number, urgent.text[context.language])
    call = f"[{number}](tel:{number}){{: .call }}" if number else ""
    first, stop, more = after.partition(". ")
    strong = f"**{literal(before)}{call}{literal(first + stop.strip())}**"
    return words_html(f"{strong} *{literal(more)}*{{: .more }}" if more else strong)


def words_html(text: str) -> Markup:
    """Return Markdown as HTML; links to ``.md`` lead to ``.html``, outside links tell nobody where the reader was, and
    each list item that has a permanent id has a link to itself, named by its place among them."""
    return Markup(result_cache.made(lambda: _made_html(text), "markdown", text))


def _made_html(text: str) -> str:
    made = _PAGE_LINK.sub(r'href="\1.html\2"', html_of(text))
    made = _OUTSIDE_LINK.sub('<a rel="noreferrer" href="https://', made)
    made, number = _LIST_OF_ITEMS.sub('<ol class="findings">', made), itertools.count(1)
    return str(tied(_ITEM.sub(lambda item: f'{item[0]}<a class="anchor" href="#{item[1]}">{next(number)}</a> ', made)))


def link_to(name: str, context: Context) -> Link:
    """Return a link to the page of the words ``name``, as seen from the folder of the language."""
    about = context.words(name).about
    return Link(about.menu or about.title, f"{name}.html")
