"""What does not hold up a commit that only withdraws: it was open before, or time alone has opened it.

In: a problem, or a site. Out: whether it waits for the next commit; the site without contacts that nobody has tried for
too long. Whatever is not listed here stops a withdrawal as it stops any other commit.
"""

from collections.abc import Container
from dataclasses import replace

from build_tools.disclosure.stories import STORY_FAULTS
from build_tools.models import Choice, Judged, Organisation, Organisations, Recipient, Referral
from build_tools.paths import DECISIONS
from build_tools.problems import Problem
from build_tools.reviews import OTHER_WORDS
from build_tools.screening.approval import UNUSED
from build_tools.validate import dates, organisations, undecided
from build_tools.validate.texts import OUTDATED

_FAULTS = (
    dates.ENDED,
    undecided.UNDECIDED,
    UNUSED,
    *(OUTDATED, OTHER_WORDS),
)
"""Contacts that are too old are left out of the pages. An exception that has ended excuses nothing: what it was about
is found, and stops. A page that lost a link has another fingerprint, and a day is no matter for that."""


def waits(problem: Problem) -> bool:
    """Tell whether a problem waits until the case is gone: with one story less and nothing else new, what is public
    tells no more than before. Of `decisions.yml` all does, for no reader sees it."""
    return problem.path == DECISIONS or problem.fault in (*_FAULTS, *STORY_FAULTS)


def without_expired(site: Judged) -> Judged:
    """Return a site without the contacts that a release would be refused for, and without organisations that had no
    others; a page of help names these no more."""
    lost = {(problem.path, problem.field[1], problem.field[3]) for problem in organisations.expired(site)}
    kept = {path: _with_counted(path, file, lost) for path, file in site.organisations.items()}
    there = {organisation.id for file in kept.values() for organisation in file.organisations}
    files = {path: _naming(file, there) for path, file in kept.items()}
    return replace(site, organisations=files) if lost else site


def _with_counted(path: str, file: Organisations, lost: Container[object]) -> Organisations:
    """Return a file without the channels that are lost."""
    found, gone = list[Organisation](), list[Recipient]()
    for number, organisation in enumerate(file.organisations):
        channels = tuple(one for place, one in enumerate(organisation.channels) if (path, number, place) not in lost)
        if channels or not organisation.channels:
            found.append(organisation.model_copy(update={"channels": channels}))
        else:
            gone.append(_recipient(organisation))
    return file.model_copy(update={"organisations": tuple(found), "recipients": (*file.recipients, *gone)})


def _recipient(organisation: Organisation) -> Recipient:
    """Return an organisation as one to whom steps lead, for these go on saying who learns of them."""
    return Recipient.model_validate({name: getattr(organisation, name) for name in Recipient.model_fields})


def _naming(file: Organisations, there: Container[str]) -> Organisations:
    """Return a file whose pages of help name only organisations that are there."""

    def here(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        return tuple(choice for choice in choices if choice.who in there)

    def shorter(one: Referral) -> Referral:
        return one.model_copy(update={"turn_to": here(one.turn_to), "left_out": here(one.left_out)})

    return file.model_copy(update={"situations": tuple(map(shorter, file.situations))})
