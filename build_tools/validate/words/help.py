"""The words of help: few before the first contact, and contacts that exist, the same in every language.

In: a site. Out: problems.
"""

import re
from collections.abc import Iterator

from build_tools.models import NOT_STATED, PLACE_OF_DATA, SITUATION, Organisation, Site, Unread
from build_tools.paths import ORGANISATIONS
from build_tools.problems import N_, Problem
from build_tools.validate.allowed import allowed
from build_tools.validate.organisations import every_organisation
from build_tools.validate.words.reading import by_name, original

MOST_WORDS = 110
"""How many words an author may write before the contacts on a page of help.

With heading, name and risk no more than 150 shall stand before a contact: the finished page is measured too.
"""

WORD = re.compile(r"\w+(?:[-’']\w+)*")
TOO_MANY = N_("has {number} words before the contacts; at most {most}, so that they are found at once")
NO_PLACE = N_("does not say where the contacts stand; write a line with <!-- data --> after what to do now")
NO_CONTACTS = N_("is missing; name the organisations to turn to, by their id: {allowed}")
UNKNOWN = N_("is not the id of an organisation in content/organisations.yml; use one of: {allowed}")
OTHER = N_("differs from the same page in {language}; name the same organisations in the same order")
UNNAMED = N_("is named by no page of help: add it to contacts of the situations it helps in, such as k/1")
WRONG_AGE = N_(
    "serves other ages than this page is about; delete it here, or correct ages in content/organisations.yml"
)
OTHER_AGES = N_("differs from the same page in {language}; name the same ages")
NO_AGE = N_("names no age; delete it: without ages it is for all")
NOT_HERE = N_("has a meaning only on a page of help, such as k/1; delete it")


def few_words_before_contacts(site: Site) -> Iterator[Problem]:
    """A frightened reader finds whom to call within few words; verify/quiet.py measures the whole page."""
    for words in site.with_periods().words.values():
        if not SITUATION.fullmatch(words.name):
            continue
        before, mark, _ = words.text.partition(PLACE_OF_DATA)
        number = len(WORD.findall(before))
        if not mark:
            yield Problem(words.path, NO_PLACE, line=words.first_line)
        elif number > MOST_WORDS:
            yield Problem(words.path, TOO_MANY, values={"number": number, "most": MOST_WORDS}, line=words.first_line)


def contacts_exist(site: Site) -> Iterator[Problem]:
    """Each page of help names organisations that there are; other pages name none."""
    known = _ids(site)
    for words in site.words.values():
        contacts = words.about.contacts
        if not SITUATION.fullmatch(words.name):
            if contacts:
                yield Problem(words.path, NOT_HERE, ("contacts",))
            continue
        if not contacts:
            yield Problem(words.path, NO_CONTACTS, ("contacts",), {"allowed": allowed(known)})
        for position, contact in enumerate(contacts):
            if contact not in known:
                yield Problem(words.path, UNKNOWN, ("contacts", position), {"allowed": allowed(known, contact)})


def ages_are_those_of_situations(site: Site) -> Iterator[Problem]:
    """Only a situation is about an age, the same in every language; *not stated* is none, an unknown one was said."""
    known = site.vocabulary.age_bands
    for versions in by_name(site).values():
        first = original(versions)
        for words in versions.values():
            ages = words.about.ages
            if ages and not SITUATION.fullmatch(words.name):
                yield Problem(words.path, NOT_HERE, ("ages",))
            elif ages == (NOT_STATED,):
                yield Problem(words.path, NO_AGE, ("ages",))
            elif ages != first.about.ages and known.keys() >= {*ages, *first.about.ages}:
                yield Problem(words.path, OTHER_AGES, ("ages",), {"language": first.language})


def organisations_serve_an_age(site: Site) -> Iterator[Problem]:
    """*Not stated* is no age that an organisation serves."""
    for path, place, organisation in every_organisation(site):
        if organisation.ages == (NOT_STATED,):
            yield Problem(path, NO_AGE, (*place, "ages"))


def contacts_serve_the_age(site: Site) -> Iterator[Problem]:
    """Nobody is sent to an organisation that turns people of their age away."""
    served = {organisation.id: organisation.ages for organisation in _organisations(site)}
    for words in site.words.values():
        wanted = words.about.ages
        for position, contact in enumerate(words.about.contacts):
            ages = served.get(contact, ())
            known = site.vocabulary.age_bands.keys() >= {*ages, *wanted}
            if wanted and ages and known and not site.vocabulary.share_an_age(ages, wanted):
                yield Problem(words.path, WRONG_AGE, ("contacts", position))


def organisations_are_named(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: an independent organisation that can be reached, and that no page of help shows."""
    named = {contact for words in site.words.values() for contact in words.about.contacts}
    shown = {age for words in site.words.values() for age in words.about.ages}
    for position, organisation in enumerate(_organisations(site)):
        everywhere = organisation.kind == "independent" and organisation.channels and not organisation.places
        by_age = site.vocabulary.share_an_age(organisation.ages, shown)
        if everywhere and organisation.id not in named and not by_age:
            yield Problem(ORGANISATIONS, UNNAMED, ("organisations", position, "id"))


def contacts_are_the_same(site: Site) -> Iterator[Problem]:
    """No language sends a reader elsewhere; what is missing or unknown was said already."""
    known = set(_ids(site))
    for versions in by_name(site).values():
        first = original(versions)
        for words in versions.values():
            contacts = words.about.contacts
            if contacts and known.issuperset(contacts) and contacts != first.about.contacts:
                yield Problem(words.path, OTHER, ("contacts",), {"language": first.language})


def _ids(site: Site) -> list[str]:
    return [organisation.id for organisation in _organisations(site)]


def _organisations(site: Site) -> tuple[Organisation, ...]:
    if site.hides(ORGANISATIONS):
        raise Unread(ORGANISATIONS)
    file = site.organisations.get(ORGANISATIONS)
    return file.organisations if file else ()
