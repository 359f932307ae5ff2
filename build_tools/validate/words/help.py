"""Whom each situation of help leads to, decided once for all languages.

In: a site. Out: problems.
"""

from collections.abc import Iterator

from build_tools.models import LINES, PAPER, PLACE_OF_DATA, RISK, SITUATION, Organisation, Referral, Site, Unread
from build_tools.paths import ORGANISATIONS
from build_tools.problems import Fault, Field, Problem

_NO_REFERRAL = Fault("help.page_undecided", "names nobody to turn to from the page {page}; write whom, and why")
_UNDECIDED = Fault(
    "help.body_undecided",
    "says nothing of {organisation}, which is no independent organisation; write it under turn_to or under "
    "left_out, and why",
)
_UNNAMED = Fault(
    "help.organisation_unnamed",
    "is named by no page of help: add it to turn_to of the situations it helps in, such as k/1",
)
_WRONG_AGE = Fault(
    "help.serves_other_ages",
    "serves other ages than this page is about; delete it here, or correct ages in content/organisations.yml",
)
_NO_PAPER = Fault(
    "help.paper_in_parts",
    "is no whole paper to hand in; write the sheet, with {{{{ lines(3) }}}} where people write, then a line with "
    "<!-- data -->, then what to do with {{{{ risk(…) }}}}, and in the first lines provisions: with what it cites",
)
_ONLY_ON_PAPERS = Fault(
    "help.sheet_elsewhere",
    "has lines to write on or provisions, which only a paper to hand in shows, such as papers/1; delete them",
)
_NOT_HERE = Fault("help.ages_elsewhere", "has a meaning only on a page of help, such as k/1; delete it")


def situations_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Each situation of help says whom it leads to."""
    referrals = list(_referrals(site))
    decided = {referral.page for _, _, referral in referrals}
    for page in sorted({words.name for words in site.words.values() if SITUATION.fullmatch(words.name)} - decided):
        yield Problem(ORGANISATIONS, _NO_REFERRAL, ("situations",), {"page": page})
    for path, place, referral in referrals:
        if not referral.turn_to:
            yield Problem(path, _NO_REFERRAL, (*place, "turn_to"), {"page": referral.page})


def bodies_are_decided(site: Site) -> Iterator[Problem]:
    """Somebody has thought, for each situation, about each body that is not independent: it may be the perpetrator."""
    bodies = [o.id for o in _organisations(site) if o.kind != "independent" and not o.places]
    for path, place, referral in _referrals(site):
        said = {choice.who for choice in (*referral.turn_to, *referral.left_out)}
        for body in bodies:
            if body not in said:
                yield Problem(path, _UNDECIDED, (*place, "turn_to"), {"organisation": body})


def ages_are_those_of_situations(site: Site) -> Iterator[Problem]:
    """Only a situation is about an age."""
    for words in site.words.values():
        if words.about.ages and not SITUATION.fullmatch(words.name):
            yield Problem(words.path, _NOT_HERE, ("ages",))


def papers_are_whole(site: Site) -> Iterator[Problem]:
    """A paper to hand in has a sheet to write on, says beside it who learns of it, and cites the law; only it does."""
    for words in site.words.values():
        sheet, _, beside = words.text.partition(PLACE_OF_DATA)
        on_sheet, told = LINES.search(sheet), RISK.search(beside)
        if PAPER.fullmatch(words.name):
            whole = on_sheet and told and words.about.provisions
            if not whole or LINES.search(beside) or RISK.search(sheet):
                yield Problem(words.path, _NO_PAPER, line=words.first_line)
        elif on_sheet or LINES.search(beside) or words.about.provisions:
            yield Problem(words.path, _ONLY_ON_PAPERS, line=words.first_line)


def contacts_serve_the_age(site: Site) -> Iterator[Problem]:
    """Nobody is sent to an organisation that turns people of their age away."""
    served = {organisation.id: organisation.ages for organisation in _organisations(site)}
    wanted = {words.name: words.about.ages for words in site.words.values()}
    for path, place, referral in _referrals(site):
        for position, choice in enumerate(referral.turn_to):
            ages, about = served.get(choice.who, ()), wanted.get(referral.page, ())
            known = site.vocabulary.age_bands.keys() >= {*ages, *about}
            if about and ages and known and not site.vocabulary.share_an_age(ages, about):
                yield Problem(path, _WRONG_AGE, (*place, "turn_to", position, "who"))


def organisations_are_named(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: an independent organisation that can be reached, and that no page of help shows."""
    named = {id_ for referral in site.referrals.values() for id_ in referral.named}
    shown = {age for words in site.words.values() for age in words.about.ages}
    for position, organisation in enumerate(_organisations(site)):
        everywhere = organisation.kind == "independent" and organisation.channels and not organisation.places
        by_age = site.vocabulary.share_an_age(organisation.ages, shown)
        if everywhere and organisation.id not in named and not by_age:
            yield Problem(ORGANISATIONS, _UNNAMED, ("organisations", position, "id"))


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
