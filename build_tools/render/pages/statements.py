"""The ledger of the statements of each briefing: one page, on which every statement has an address that stays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from build_tools.models import Fragment, Page, Statements, Texts, anchor_of
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_, fill
from build_tools.render.authored import Aside, Fact, to_quote
from build_tools.render.citing import citation, remark_on
from build_tools.render.context import Context, review_notes
from build_tools.render.feeds import FeedEntry
from build_tools.render.findings import record_address
from build_tools.render.statements import (
    ShownStatement,
    all_statements,
    shortened,
    shown_statements,
    texts_of_statements,
)
from build_tools.render.words import Link, link_to

_TITLE = N_("Statements: briefing of {date}")
_ABOUT = N_("Each finding of the briefing and each note beside it, with source, evidence, status and history.")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Statements below a heading; ``told`` says what they are about."""

    id: str
    title: str
    statements: tuple[ShownStatement, ...]
    told: str = ""


@dataclass(frozen=True, slots=True)
class StatementsPage:
    """What the page of the statements of a briefing places; ``outcomes`` are the kinds that somebody says something
    of."""

    briefing: Link
    findings: tuple[ShownStatement, ...]
    topics: tuple[Gathered, ...]
    outcomes: tuple[Gathered, ...]


def statement_pages(context: Context) -> Iterator[Page]:
    """Yield one page for each briefing that has statements."""
    for file in context.site.statements.values():
        name, say = f"{BRIEFINGS}{file.id}", context.locale.translate
        date = context.locale.date(context.ledger(file.id).days["briefing"])
        states = {context.words(name).about.state, file.review[context.language].state}
        title, subpath = fill(say(_TITLE), date=date), f"statements/{file.id}.html"
        yield Page(
            language=context.language,
            subpath=subpath,
            title=title,
            description=say(_ABOUT),
            body=Fragment("statements.html", partial(_values, file, context)),
            aside=Fragment("aside.html", partial(_aside, file, title, f"{context.language}/{subpath}", context)),
            section=f"{BRIEFINGS}index",
            kicker=say(N_("Ledger of statements")),
            notes=tuple(review_notes(states, context.parts("names"), context.locale)),
        )


def statement_entries(context: Context) -> Iterator[FeedEntry]:
    """Yield what was learnt since a briefing; its findings are new with the briefing itself."""
    said = texts_of_statements(context)
    for name, (file, code, one) in all_statements(context).items():
        if one.kind != "finding":
            key, href = f"statements/{file.id}/{anchor_of(code)}", record_address(file.id, code)
            yield FeedEntry(key, shortened(said[name]), href, one.as_of, said[name], "statement")


def _values(file: Statements, context: Context) -> tuple[StatementsPage]:
    shown = shown_statements(file, context)
    return (
        StatementsPage(
            briefing=_up(link_to(f"{BRIEFINGS}{file.id}", context)),
            findings=tuple(shown[code] for code, one in file.statements.items() if one.kind == "finding"),
            topics=tuple(_topics(file, shown, context)),
            outcomes=tuple(_outcomes(file, shown, context)),
        ),
    )


def _up(link: Link) -> Link:
    """Return a link as seen from a folder of the language."""
    return Link(link.title, f"../{link.href}")


def _topics(file: Statements, shown: Mapping[str, ShownStatement], context: Context) -> Iterator[Gathered]:
    """Yield the topics with what was learnt since; outcomes stand below headings of their own."""
    for topic, title in file.topics.items():
        own = [code for code, one in file.statements.items() if one.topic == topic and one.kind != "outcome"]
        if own:
            yield Gathered(anchor_of(topic), title[context.language], tuple(shown[code] for code in own))


def _outcomes(file: Statements, shown: Mapping[str, ShownStatement], context: Context) -> Iterator[Gathered]:
    for kind, term in context.site.vocabulary.outcomes.items():
        own = tuple(shown[code] for code, one in file.statements.items() if one.outcome_of == kind)
        title, told = _said(term.label, context), _said(term.definition, context)
        if own:
            yield Gathered(f"outcomes-{anchor_of(kind)}", title, own, told)


def _said(texts: Texts, context: Context) -> str:
    return texts[context.language]


def _aside(file: Statements, title: str, path: str, context: Context) -> tuple[Aside]:
    link = _up(link_to(f"{BRIEFINGS}{file.id}", context))
    day = max(one.as_of for one in file.statements.values())
    cited = citation(title, path, context, context.locale.as_of(day), day, remark_on(file.review, context))
    return (Aside((Fact(context.locale.translate(N_("Briefing")), "", (link,)), to_quote(cited, context))),)
