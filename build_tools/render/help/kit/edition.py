"""What copies of help hold: their pages, the words without what is true of the site alone, and which edition they are.

The lines of an edition are the same on every copy and on the page of copies: version, newest check, a short code over
words, contacts, places. Version, interface words and what the day of the build makes of a check are no part of it:
compare version and code. The code tells editions apart; it cannot prove that nobody changed a copy.
"""

import datetime
import hashlib
import json
import re

from build_tools.models import KIT, Words, public
from build_tools.paths import ORGANISATIONS
from build_tools.problems import N_
from build_tools.render import words
from build_tools.render.context import INVENTED, Context, review_notes
from build_tools.render.help.contacts import CONTACTS, HOURS, INDEX, PHONE, PLACES, real_organisations
from build_tools.spoken_codes import crockford, grouped

_SIGNS = 8


def page_names(context: Context) -> tuple[str, ...]:
    """Return the names of the pages that the kit holds, in its order."""
    return (INDEX, *context.situations(), HOURS, CONTACTS, PHONE)


def edition(context: Context) -> tuple[str, ...]:
    """Return what stands on every copy: version, newest check, code, and the state of all words, those of the program
    among them."""
    checks = [channel.checked_on for one in real_organisations(context) for channel in one.channels]
    found = _all_words(context).values()
    states = [one.about.state for one in found]
    parts = {**context.parts("hours", "organisations", "names"), "catalogue": [context.locale.catalogue.reviewed]}
    return (
        context.say(N_("Version: {day}"), day=context.site.day.isoformat()),
        context.say(N_("Check code: {code}"), code=check_code(context)),
        _newest_check(max(checks, default=None), context),
        *review_notes(states, parts, context.locale),
        *filter(None, [context.law_read_in({code for one in found for code in one.about.read_in})]),
        *([context.say(INVENTED)] if context.site.settings.invented else []),
    )


def _newest_check(day: datetime.date | None, context: Context) -> str:
    """Return on which day a contact was last tried."""
    if day is None:
        return context.say(N_("No contact has been checked yet."))
    return context.say(N_("Newest check of a contact: {date}"), date=context.locale.date(day))


def check_code(context: Context) -> str:
    """Return the check code of a language, such as ``7Q4K-0B6T``: the first 40 bits of the SHA-256 of all that the kit
    is made of, as JSON with sorted names: words, contacts with whom situations lead to, questions, hours, places."""
    site, vocabulary = context.site, context.site.vocabulary
    file = site.organisations[ORGANISATIONS]
    own = tuple(one.model_copy(update={"lead": None}) for one in file.organisations)  # no copy holds a lead
    facts = {
        "language": context.language,
        "words": {
            name: [found.about.title, found.about.menu, found.text] for name, found in _all_words(context).items()
        },
        "organisations": public(file.model_copy(update={"organisations": own})),
        "questions": public(site.questions),
        "hours": public(site.hours),
        "towns": {code: public(town) for code, town in vocabulary.settlements.items()},
        "places": vocabulary.labels("places_of_help"),
    }
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return grouped(crockford(hashlib.sha256(text.encode()).digest(), _SIGNS))


def _all_words(context: Context) -> dict[str, Words]:
    """Return the words that the kit is made of, by name."""
    return {name: context.words(name) for name in (*page_names(context), PLACES, *KIT)}


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
