"""What copies of help hold: their pages, the words without what is true of the site alone, and which edition they are.

The lines of an edition are the same on every copy and on the page of copies: version, newest check, a short code over
words, contacts, places. Version, interface words and what the day of the build makes of a check are no part of it:
compare version and code. The code tells editions apart; it cannot prove that nobody changed a copy.
"""

import datetime
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from build_tools.models import KIT, QUIET, Organisation, Words
from build_tools.problems import N_
from build_tools.render import words
from build_tools.render.context import INVENTED, Context, review_notes
from build_tools.render.help.contacts import real_organisations, turned_to
from build_tools.spoken_codes import crockford, grouped

INDEX, CONTACTS, PLACES, PHONE, _ = QUIET
_SIGNS = 8
_TEXTS = ("name", "does", "cannot", "risk", "advice", "gap", "cost")
_PLAIN = {"id", "kind", "anonymous", "places", "ages", "languages"}
_OF_CHANNEL = {"kind", "country", "checked_on", "valid_days"}


def page_names(context: Context) -> tuple[str, ...]:
    """Return the names of the pages that the kit holds, in its order."""
    return (INDEX, *context.situations(), CONTACTS, PHONE)


def edition(context: Context) -> tuple[str, ...]:
    """Return what stands on every copy: version, newest check, code, and the state of all words, those of the program
    among them."""
    checks = [channel.checked_on for one in real_organisations(context) for channel in one.channels]
    states = [found.about.state for found in _all_words(context).values()]
    parts = {**context.parts("organisations", "names"), "catalogue": [context.locale.catalogue.reviewed]}
    return (
        context.say(N_("Version: {day}"), day=context.site.day.isoformat()),
        context.say(N_("Check code: {code}"), code=check_code(context)),
        _newest_check(max(checks, default=None), context),
        *review_notes(states, parts, context.locale),
        *([context.say(INVENTED)] if context.site.settings.invented else []),
    )


def _newest_check(day: datetime.date | None, context: Context) -> str:
    """Return on which day a contact was last tried."""
    if day is None:
        return context.say(N_("No contact has been checked yet."))
    return context.say(N_("Newest check of a contact: {date}"), date=context.locale.date(day))


def check_code(context: Context) -> str:
    """Return the check code of a language: over words, whom situations lead to, organisations, and places."""
    language, urgent = context.language, context.site.emergency
    return code_of_facts(
        {
            "language": language,
            "emergency": urgent.text[language] if urgent else "",
            "words": {
                name: [words.title_of(found, context), found.about.menu or "", copied_words(name, context).strip()]
                for name, found in _all_words(context).items()
            },
            "turned_to": {name: [one.id for one in turned_to(name, context)] for name in context.situations()},
            "organisations": [_facts_of(one, language) for one in real_organisations(context)],
            "places": _places_by_code(context),
        }
    )


def code_of_facts(facts: Mapping[str, Any]) -> str:
    """Return a code such as ``7Q4K-0B6T``: the first 40 bits of the SHA-256 of facts as JSON with sorted names."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return grouped(crockford(hashlib.sha256(text.encode()).digest(), _SIGNS))


def _places_by_code(context: Context) -> dict[str, list[str]]:
    """Return by the code of each place of help its names, and of a town the regions it lies and lay in."""
    vocabulary, language = context.site.vocabulary, context.language
    towns = {
        code: [*town.names(language), *town.former, *(town.regions[id_] for id_ in sorted(town.regions))]
        for code, town in vocabulary.settlements.items()
    }
    return {**{code: [names[language]] for code, names in vocabulary.labels("places_of_help").items()}, **towns}


def _all_words(context: Context) -> dict[str, Words]:
    """Return the words that the kit is made of, by name."""
    return {name: context.words(name) for name in (*page_names(context), PLACES, *KIT)}


def _facts_of(organisation: Organisation, language: str) -> dict[str, Any]:
    """Return what a reader of a language learns of an organisation."""
    channels = [
        {
            **channel.model_dump(mode="json", include=_OF_CHANNEL),
            "value": channel.words(language),
            "hours": (channel.hours or {}).get(language, ""),
            "unconfirmed": channel.shown_unconfirmed is not None,
        }
        for channel in organisation.channels
    ]
    texts = {name: (getattr(organisation, name) or {}).get(language, "") for name in _TEXTS}
    return {**organisation.model_dump(mode="json", include=_PLAIN), **texts, "channels": channels}


_LINK = N_("Leave this site")
_SECTION = re.compile(r"^## [^\n]*\{#exit\}.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_LEAD, _PLACE = r"[^\W\d_][^\[\]\n:.!?]*: ", r"\[[^\[\]\n]*\]\((?!https:)[^()\n]*\)"
WAYS = re.compile(rf"^(?:{_LEAD}{_PLACE}(?:, {_PLACE})*(?:\. *|(?=\n|\Z)))+(?:\n|\Z)", re.MULTILINE)
"""A line of nothing but links to places of this site, each group after a few words: *All: [whom to turn to](…).*"""

_ENTRY = re.compile(r"^[-*+] [^\n]*(?:\n +[^\n]+)*(?:\n|\Z)", re.MULTILINE)


def copied_words(name: str, context: Context) -> str:
    """Return the words of a page; entries of its lists that name the link are left out."""
    authored, link = context.words(name), context.locale.translate(_LINK)
    text = words.in_markdown(authored, context)
    text = _SECTION.sub("", text) if name == PHONE else text
    return _ENTRY.sub(lambda entry: "" if link in " ".join(entry[0].split()) else entry[0], text)


def paper_words(name: str, context: Context) -> str:
    """Return the words of a page without its lines of links alone, which say nothing where no link can be followed."""
    return WAYS.sub("", copied_words(name, context))
