"""Which edition a copy is: its version, how old its contacts are, and a short code over its words, contacts, places.

In: the content in one language. Out: a few lines, the same on every copy and on the page of copies. Version, interface
words and what the day of the build makes of a check are no part of the code: compare version and code.
The code tells editions apart; it cannot prove that nobody changed a copy.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from build_tools.models import KIT, QUIET, Organisation, Words
from build_tools.problems import N_, fill
from build_tools.render.context import INVENTED, Context
from build_tools.render.context import notes as notes_of
from build_tools.render.help import contacts
from build_tools.render.help.kit.offline import kept
from build_tools.render.help.situations import turned_to
from build_tools.render.words import title_of
from build_tools.spoken_codes import crockford, grouped

INDEX, CONTACTS, PLACES, PHONE, _ = QUIET
SIGNS = 8
TEXTS = ("name", "does", "cannot", "risk", "gap", "cost")
SHOWN = ("kind", "country", "checked_on", "valid_days")


def page_names(context: Context) -> tuple[str, ...]:
    """Return the names of the pages that the kit holds, in its order."""
    return (INDEX, *context.situations(), CONTACTS, PHONE)


def edition(context: Context) -> tuple[str, ...]:
    """Return what stands on every copy: version, newest check, code, and the state of the words."""
    say, newest = context.locale.translate, newest_check(context)
    return (
        fill(say(N_("Version: {day}")), day=context.site.day.isoformat()),
        fill(say(N_("Check code: {code}")), code=code(context)),
        fill(say(N_("Newest check of a contact: {date}")), date=newest)
        if newest
        else say(N_("No contact has been checked yet.")),
        *notes(context),
        *([say(INVENTED)] if context.site.settings.invented else []),
    )


def notes(context: Context) -> tuple[str, ...]:
    """Return the notes on all words of the kit, those of the program among them."""
    states = [words.about.state for words in all_words(context).values()]
    parts = {**context.parts("organisations", "names"), "catalogue": [context.locale.catalogue.reviewed]}
    return tuple(notes_of(states, parts, context.locale))


def newest_check(context: Context) -> str:
    """Return the day on which a contact was last tried, written out, or nothing."""
    days = [channel.checked_on for o in contacts.real(context) for channel in o.channels]
    return context.locale.date(max(days)) if days else ""


def code(context: Context) -> str:
    """Return the check code of a language."""
    return code_of(facts(context))


def code_of(facts: Mapping[str, Any]) -> str:
    """Return a code such as ``7Q4K-0B6T``: the first 40 bits of the SHA-256 of facts as JSON with sorted names."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return grouped(crockford(hashlib.sha256(text.encode()).digest(), SIGNS))


def facts(context: Context) -> dict[str, Any]:
    """Return what the code is over: words, whom situations lead to, organisations with their contacts, places."""
    return {
        "language": context.language,
        "words": {
            name: [title_of(words, context), words.about.menu or "", kept(name, context).strip()]
            for name, words in all_words(context).items()
        },
        "turned_to": {name: [o.id for o in turned_to(name, context)] for name in context.situations()},
        "organisations": [of_organisation(o, context.language) for o in contacts.real(context)],
        "places": places(context),
    }


def places(context: Context) -> dict[str, list[str]]:
    """Return by the code of each place of help its names, and of a town the regions it lies and lay in."""
    words, language = context.site.vocabulary, context.language
    towns = {
        code: [*town.names(language), *town.former, *(town.regions[id_] for id_ in sorted(town.regions))]
        for code, town in words.settlements.items()
    }
    return {**{code: [names[language]] for code, names in words.labels("places_of_help").items()}, **towns}


def all_words(context: Context) -> dict[str, Words]:
    """Return the words that the kit is made of, by name."""
    return {name: context.words(name) for name in (*page_names(context), PLACES, *KIT)}


def of_organisation(organisation: Organisation, language: str) -> dict[str, Any]:
    """Return what a reader of a language learns of an organisation."""
    texts = {name: (getattr(organisation, name) or {}).get(language, "") for name in TEXTS}
    plain = organisation.model_dump(mode="json", include={"id", "kind", "anonymous", "places", "ages", "languages"})
    channels = [
        {
            **channel.model_dump(mode="json", include=set(SHOWN)),
            "value": channel.words(language),
            "hours": (channel.hours or {}).get(language, ""),
            "unconfirmed": channel.shown_unconfirmed is not None,
        }
        for channel in organisation.channels
    ]
    return {**plain, **texts, "channels": channels}
