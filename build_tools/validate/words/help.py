"""The words of help: few before the first contact; and whom each situation leads to, decided once for all languages.

In: a site. Out: problems.
"""

import re
from collections.abc import Iterator

from build_tools.models import PLACE_OF_DATA, RISK, SITUATION, Organisation, Referral, Site, Unread
from build_tools.paths import ORGANISATIONS
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.words.reading import by_name, original

MOST_WORDS = 125
"""How many words an author may write before the contacts on a page of help.

With emergency number, heading, name and all risks no more than 290 shall stand before a contact: the finished page is
measured too.
"""

WORD = re.compile(r"\w+(?:[-’']\w+)*")
TOO_MANY = Fault(
    "help.too_many_words", "has {number} words before the contacts; at most {most}, so that they are found at once"
)
NO_PLACE = Fault(
    "help.place_of_contacts_missing",
    "does not say where the contacts stand; write a line with <!-- data --> after what to do now",
)
NO_REFERRAL = Fault("help.page_undecided", "say nothing of the page {page}; write whom it leads to, and why")
UNDECIDED = Fault(
    "help.body_undecided",
    "says nothing of {organisation}, which is no independent organisation; write it under turn_to or under "
    "left_out, and why",
)
UNNAMED = Fault(
    "help.organisation_unnamed",
    "is named by no page of help: add it to turn_to of the situations it helps in, such as k/1",
)
WRONG_AGE = Fault(
    "help.serves_other_ages",
    "serves other ages than this page is about; delete it here, or correct ages in content/organisations.yml",
)
OTHER_AGES = Fault("help.ages_differ", "differs from the same page in {language}; name the same ages")
NOT_HERE = Fault("help.ages_elsewhere", "has a meaning only on a page of help, such as k/1; delete it")


def few_words_before_contacts(site: Site) -> Iterator[Problem]:
    """A frightened reader finds whom to call within few words; verify/quiet.py measures the whole page."""
    for words in site.words_with_periods(SITUATION.fullmatch):
        before, mark, _ = words.text.partition(PLACE_OF_DATA)
        number = len(WORD.findall(RISK.sub("", before)))
        if not mark:
            yield Problem(words.path, NO_PLACE, line=words.first_line)
        elif number > MOST_WORDS:
            yield Problem(words.path, TOO_MANY, values={"number": number, "most": MOST_WORDS}, line=words.first_line)


def situations_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Each situation of help says whom it leads to."""
    pages = sorted({words.name for words in site.words.values() if SITUATION.fullmatch(words.name)})
    said = {referral.page for _, _, referral in _referrals(site)}
    for page in pages:
        if page not in said:
            yield Problem(ORGANISATIONS, NO_REFERRAL, ("situations",), {"page": page})


def bodies_are_decided(site: Site) -> Iterator[Problem]:
    """Somebody has thought, for each situation, about each body that is not independent: it may be the perpetrator."""
    bodies = [o.id for o in _organisations(site) if o.kind != "independent" and not o.places]
    for path, place, referral in _referrals(site):
        said = {choice.who for choice in (*referral.turn_to, *referral.left_out)}
        for body in bodies:
            if body not in said:
                yield Problem(path, UNDECIDED, (*place, "turn_to"), {"organisation": body})


def ages_are_those_of_situations(site: Site) -> Iterator[Problem]:
    """Only a situation is about an age, the same in every language; an unknown one was said."""
    known = site.vocabulary.age_bands
    for versions in by_name(site).values():
        first = original(versions)
        for words in versions.values():
            ages = words.about.ages
            if ages and not SITUATION.fullmatch(words.name):
                yield Problem(words.path, NOT_HERE, ("ages",))
            elif ages != first.about.ages and known.keys() >= {*ages, *first.about.ages}:
                yield Problem(words.path, OTHER_AGES, ("ages",), {"language": first.language})


def contacts_serve_the_age(site: Site) -> Iterator[Problem]:
    """Nobody is sent to an organisation that turns people of their age away."""
    served = {organisation.id: organisation.ages for organisation in _organisations(site)}
    wanted = {words.name: words.about.ages for words in site.words.values()}
    for path, place, referral in _referrals(site):
        for position, choice in enumerate(referral.turn_to):
            ages, about = served.get(choice.who, ()), wanted.get(referral.page, ())
            known = site.vocabulary.age_bands.keys() >= {*ages, *about}
            if about and ages and known and not site.vocabulary.share_an_age(ages, about):
                yield Problem(path, WRONG_AGE, (*place, "turn_to", position, "who"))


def organisations_are_named(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: an independent organisation that can be reached, and that no page of help shows."""
    named = {id_ for referral in site.referrals.values() for id_ in referral.named}
    shown = {age for words in site.words.values() for age in words.about.ages}
    for position, organisation in enumerate(_organisations(site)):
        everywhere = organisation.kind == "independent" and organisation.channels and not organisation.places
        by_age = site.vocabulary.share_an_age(organisation.ages, shown)
        if everywhere and organisation.id not in named and not by_age:
            yield Problem(ORGANISATIONS, UNNAMED, ("organisations", position, "id"))


def _referrals(site: Site) -> Iterator[tuple[str, Field, Referral]]:
    if site.hides(ORGANISATIONS):
        raise Unread(ORGANISATIONS)
    for path, file in site.organisations.items():
        yield from ((path, ("situations", position), found) for position, found in enumerate(file.situations))


def _organisations(site: Site) -> tuple[Organisation, ...]:
    if site.hides(ORGANISATIONS):
        raise Unread(ORGANISATIONS)
    file = site.organisations.get(ORGANISATIONS)
    return file.organisations if file else ()
