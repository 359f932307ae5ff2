"""A place of the site ready to be quoted, by a line in the language of the page and an entry for a bibliography; and
what a page tells search engines of its figures, in the words of schema.org.

In: a title, a path with its anchor, content of one language. Out: text and BibTeX, never with an address that is not
decided; a block of JSON-LD, its addresses relative to the page, with nothing of what is invented.
"""

import datetime
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.models import UNKNOWN, Review, State, Values, Words
from build_tools.problems import N_
from build_tools.render.context import COALITION, INVENTED, Context
from build_tools.render.figures import LocalLedger, newest_first, unit_link
from build_tools.render.words import description_of, title_of

_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")
_BIBTEX_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # an escaped brace still counts where BibTeX looks for the end of a value
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_ESCAPED = str.maketrans(_BIBTEX_SIGNS)


@dataclass(frozen=True, slots=True)
class Citation:
    """A line to quote something by, and the same as an entry of BibTeX."""

    text: str
    bibtex: str


def citation(
    title: str,
    path: str,
    context: Context,
    date: str = "",
    day: datetime.date | None = None,
    remark: str = "",
    author: str = "",
    source: str = "",
) -> Citation:
    """Return how to quote what ``title`` names at ``path``, from the language folder on, with its anchor if it has one.

    ``date`` says as of when it holds, ``day`` gives the year; ``remark`` is what a reader must know of the words,
    ``author`` who says it, if not the Coalition. For an address that is not decided stands ``source``, if there is one.
    """
    settings, author = context.site.settings, author or context.say(COALITION)
    own_name = next(language.name for language in settings.languages if language.code == context.language)
    url = "" if settings.address_is_placeholder else settings.url(path)
    original = f"{context.say(N_('Source:'))} {source}" if source and not url else ""
    remarks = [remark, *([context.say(INVENTED)] if settings.invented else [])]
    fields = {
        "author": f"{{{_bibtex_value(author)}}}",
        "title": f"{{{_bibtex_value(title)}}}",
        "year": str(day.year) if day else "",
        "language": _bibtex_value(own_name),
        "note": _bibtex_value(f"{sentences([date, *remarks])} {original}"),
        "url": url,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    entry = f"@misc{{{_key(path)},\n" + ",\n".join(lines) + "\n}"
    return Citation(f"{sentences([author, title, *remarks, date])} {url or original}".rstrip(), entry)


def page_citation(words: Words, context: Context, date: str, day: datetime.date | None) -> Citation:
    """Return how to quote a page of words, which says of a translation that it is one."""
    about, path = words.about, f"{context.language}/{words.name}.html"
    remark = _translated_from(about.translates.language, about.state, context) if about.translates else ""
    return citation(title_of(words, context), path, context, date, day, remark)


def sentences(parts: Iterable[str]) -> str:
    """Return what is said, each part as a sentence."""
    # A Russian date ends with a full stop of its own, and a title may be a question.
    return " ".join(part if part.endswith(("?", "!")) else f"{part.rstrip('.')}." for part in parts if part)


def _key(path: str) -> str:
    """Return the name of an entry, the same in all languages but for its end."""
    language, _, place = path.partition("/")
    words = [word for word in _NOT_IN_KEYS.split(place.replace(".html", "", 1).lower()) if word]
    return "-".join(["coalition", *words, language])


def _bibtex_value(text: str) -> str:
    """Return a text as a value of BibTeX, on one line; letters of every script stay as they are."""
    return " ".join(text.split()).translate(_ESCAPED)


def _translated_from(original: str, state: State, context: Context) -> str:
    """Return of a translation from which language it is, and whether a machine made it."""
    read, unread = N_("Translation (original: {language})"), N_("Machine translation (original: {language})")
    return context.say(read if state == "reviewed" else unread, language=context.locale.language_name(original))


def remark_on(review: Review, context: Context) -> str:
    """Return of data that its words are a translation; nothing in the language in which they were written."""
    state = review[context.language].state
    original = next((language for language, one in review.items() if one.state == "source"), None)
    return _translated_from(original, state, context) if original and state != "source" else ""


_ESCAPED_IN_JSON = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
"""No sign of a text ends the block, or begins markup in it."""


def of_briefing(words: Words, local: LocalLedger, context: Context) -> Values:
    """Return the block of the page of a briefing: a report of one day, its source, its figures."""
    report = {
        "@type": "Report",
        **_about_words(words, context),
        "datePublished": local.ledger.days["briefing"].isoformat(),
        "isBasedOn": local.ledger.source,
    }
    # A translation says what it translates.
    if source := words.about.translates:
        url = f"../../{source.language}/{words.name}.html"
        report["translationOfWork"] = {"@type": "Report", "inLanguage": source.language, "url": url}
    facts = _about_ledgers([local], "../../data/")
    report["hasPart"] = {"@type": "Dataset", "name": local.title, "description": local.covers, **facts}
    return _block(report, context)


def of_data(context: Context) -> Values:
    """Return the block of the page of data: one set of data, with each file of figures of the briefings."""
    facts = {**_about_words(context.words("data"), context), **_about_ledgers(newest_first(context), "../data/")}
    return _block({"@type": "Dataset", **facts}, context)


def _block(facts: Values, context: Context) -> Values:
    """Return facts as a block, empty where nothing is real."""
    whole = json.dumps({"@context": "https://schema.org", **facts}, ensure_ascii=False, indent=0)
    return {"linked": Markup("" if context.site.settings.invented else whole.translate(_ESCAPED_IN_JSON))}


def _coalition(context: Context) -> Values:
    return {"@type": "Organization", "name": context.say(COALITION)}


def _about_words(words: Words, context: Context) -> Values:
    """Return what is told of words: their title, what they are, in which state, and who says them."""
    return {
        "name": title_of(words, context),
        "description": sentences((description_of(words, context), *context.notes_on(words.about))),
        "inLanguage": context.language,
        "author": _coalition(context),
        "isAccessibleForFree": True,
    }


def _about_ledgers(local: Sequence[LocalLedger], folder: str) -> Values:
    """Return what the figures of ledgers count, of which time (which ends with the day of the count), who counted, the
    licence once it is decided, and the files of them in a folder."""
    counts, context = [one.ledger.counts for one in local], local[0].context
    licence, units = context.site.settings.licence, dict.fromkeys(one.ledger.unit for one in local)
    is_known = all(one.since != UNKNOWN for one in counts)
    first = min(one.first for one in counts).isoformat() if is_known else ".."
    return {
        "creator": _coalition(context),
        "variableMeasured": [unit_link(unit, context).title for unit in units],
        "temporalCoverage": f"{first}/{max(one.until for one in counts)}",
        **({"license": licence.address} if licence else {}),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": one.title,
                "encodingFormat": media,
                "contentUrl": f"{folder}figures-{one.id}.{media.rpartition('/')[2]}",
            }
            for one in local
            for media in ("text/csv", "application/json")
        ],
    }
