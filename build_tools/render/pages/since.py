"""What changed since a briefing, in topics, and which of them speak of a finding of the briefing.

In: the words beside a briefing and its statements. Out: an introduction and the statements of each topic. A topic that
speaks of a finding is named beside it: whoever reads an old sentence is told there that more is known.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from build_tools.models import Statements, anchor_of
from build_tools.paths import SINCE
from build_tools.render import words
from build_tools.render.authored import Basis, basis_of
from build_tools.render.context import Context, review_notes
from build_tools.render.statements import ShownStatement
from build_tools.render.words import Link


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading with what was learnt of it."""

    id: str
    title: str
    statements: tuple[ShownStatement, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since a briefing: words of their own, before the topics."""

    title: str
    html: Markup
    topics: tuple[Topic, ...]
    notes: tuple[str, ...]
    basis: Basis


def changes_since(
    name: str, file: Statements | None, shown: Mapping[str, ShownStatement], context: Context
) -> Since | None:
    """Return what changed since a briefing, or nothing where nobody has written it."""
    found = context.site.words.get((context.language, f"{name}{SINCE}"))
    if found is None:
        return None
    states = {found.about.state, *([file.review[context.language].state] if file else [])}
    return Since(
        title=words.title_of(found, context),
        html=words.html_halves(found, context)[0],
        topics=tuple(_topic(topic, file, shown, context) for topic in file.topics) if file else (),
        notes=tuple(review_notes(states, {}, context.locale)),
        basis=basis_of(found.about, context),
    )


def _topic(topic: str, file: Statements, shown: Mapping[str, ShownStatement], context: Context) -> Topic:
    own = tuple(shown[code] for code, one in file.statements.items() if one.topic == topic)
    return Topic(anchor_of(topic), file.topics[topic][context.language], own)


def later_notes(file: Statements, context: Context) -> Mapping[str, list[Link]]:
    """Return, by the anchor of a finding, links to the topics that speak of it."""
    later = defaultdict[str, dict[str, Link]](dict)
    for one in file.statements.values():
        for topic, anchor in _named(one.topic, one.about, file):
            title = file.topics[topic][context.language]
            later[anchor].setdefault(topic, Link(escape(title), f"#{anchor_of(topic)}"))
    return {anchor: list(links.values()) for anchor, links in later.items()}


def _named(topic: str | None, about: Iterable[str], file: Statements) -> Iterable[tuple[str, str]]:
    """Yield a topic with the anchor of each finding that a statement of it speaks of."""
    findings = (file.statements[code].finding for code in about)
    return ((topic, anchor) for anchor in findings if topic and anchor)
