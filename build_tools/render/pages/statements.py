"""The ledger of the statements of each briefing: one page, on which every statement has an address that stays."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from build_tools.models import Fragment, Page, Statements, Texts, anchor_of
from build_tools.models.vocabulary import Defined
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_, fill
from build_tools.render.authored import Aside, Fact
from build_tools.render.citing import citation, remark_on
from build_tools.render.context import Context, review_notes
from build_tools.render.statements import ShownStatement, shown_statements
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
class Explained:
    """What a word that statements bear means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class StatementsPage:
    """What the page of the statements of a briefing places; ``outcomes`` are all kinds, also those of which nothing is
    known."""

    briefing: Link
    findings: tuple[ShownStatement, ...]
    topics: tuple[Gathered, ...]
    outcomes: tuple[Gathered, ...]
    source_kinds: tuple[Explained, ...]
    evidence: tuple[Explained, ...]


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


def _values(file: Statements, context: Context) -> tuple[StatementsPage]:
    shown = shown_statements(file, context)
    vocabulary, every = context.site.vocabulary, file.statements
    used = {name: {getattr(one, name) for one in every.values()} for name in ("source_kind", "evidence")}
    return (
        StatementsPage(
            briefing=_up(link_to(f"{BRIEFINGS}{file.id}", context)),
            findings=tuple(shown[code] for code, one in every.items() if one.kind == "finding"),
            topics=tuple(_topics(file, shown, context)),
            outcomes=tuple(_outcomes(file, shown, context)),
            source_kinds=_explained(vocabulary.source_kinds, used["source_kind"], context),
            evidence=_explained(vocabulary.evidence, used["evidence"], context),
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
        yield Gathered(f"outcomes-{anchor_of(kind)}", title, own, told)


def _explained(terms: Mapping[str, Defined], used: Collection[str], context: Context) -> tuple[Explained, ...]:
    """Return the codes that statements of the page bear, in the order of the codebook."""
    own = (term for code, term in terms.items() if code in used)
    return tuple(Explained(_said(term.label, context), _said(term.definition, context)) for term in own)


def _said(texts: Texts, context: Context) -> str:
    return texts[context.language]


def _aside(file: Statements, title: str, path: str, context: Context) -> tuple[Aside]:
    say, link = context.locale.translate, _up(link_to(f"{BRIEFINGS}{file.id}", context))
    day = max(one.as_of for one in file.statements.values())
    cited = citation(title, path, context, context.locale.as_of(day), day, remark_on(file.review, context))
    cite = Fact(say(N_("To quote this page")), cited.text, bibtex=cited.bibtex)
    return (Aside((Fact(say(N_("Briefing")), "", (link,)), cite)),)
