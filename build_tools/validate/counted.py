"""Whom a ledger counts, which the audit has to know: in comes a site, out come problems."""

import re
from collections.abc import Iterator

from build_tools.models import Counted, Figure, Ledger, Site, Vocabulary, coded_fields
from build_tools.problems import Fault, Problem
from build_tools.validate.offers import allowed

UNSAID = Fault(
    "figures.counts_missing",
    "is missing; where cases or several briefings are published, each ledger says of what time its reports are: "
    'counts: {{since: "2022-01", until: "2022-01"}}',
)
NO_WHOLE = Fault(
    "figures.counts_whole_unsaid",
    "does not say which figure counts all reports of that time; write whole: and one of: {allowed}",
)
NO_TIME = Fault("figures.counts_no_time", "says no time; write a month, a quarter or a year, such as 2022-01")
BACKWARDS = Fault("figures.counts_backwards", "ends before since begins; write the later one here")
AFTER_COUNT = Fault("figures.counts_the_future", "begins after as_of; nobody counts what is still to come")
IS_A_CODE = Fault(
    "figures.label_is_a_code",
    "says what {code} says; write it in the place of the label, so that the figure is judged together with the cases",
)
BESIDE_CODES = Fault(
    "figures.label_beside_codes",
    "stands beside codes, which name the figure; take the label out, or the codes if they do not say it",
)
NO_LEDGER = Fault("figures.counts_unknown_ledger", "is not a ledger of this site; use one of: {allowed}")


def ledgers_say_whom_they_count(site: Site) -> Iterator[Problem]:
    """Where cases are published, or several ledgers, each ledger says what time it is about: its beginning, its end."""
    asked = len(site.ledgers) > 1 or any(not case.example for case in site.cases.values())
    for path, ledger in site.ledgers.items():
        if ledger.counts is None:
            if asked:
                yield Problem(path, UNSAID, ("counts",))
        else:
            yield from _time(path, ledger, ledger.counts)
            if (ledger.whole is None and ledger.plain) or ledger.counts.whole not in (None, *ledger.plain):
                values = {"allowed": allowed(ledger.wholes, ledger.counts.whole or "")}
                yield Problem(path, NO_WHOLE, ("counts", "whole"), values)


def labels_are_no_codes(site: Site) -> Iterator[Problem]:
    """What the codebook has a code for is said by the code: a label means nothing to the audit."""
    codes = [
        (_stems(part), said)
        for text, said in _texts_of_codes(site.vocabulary)
        for part in (text, *_ALTERNATIVE.split(text))
    ]
    for path, ledger in site.ledgers.items():
        for name, figure in ledger.people.items() if ledger.already_public is None else ():
            place = ("figures", name, "label")
            said = {said for text in (figure.label or {}).values() for stems, said in codes if _says(text, stems)}
            if figure.label and figure.codes:
                yield Problem(path, BESIDE_CODES, place)
            elif said:
                yield Problem(path, IS_A_CODE, place, {"code": min(said)})


def _texts_of_codes(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield what one or several people of a code are called, with the field and the code."""
    for field, codes in coded_fields(Figure).items():
        for code, label in vocabulary.labels(codes).items():
            several = getattr(getattr(vocabulary, codes, {}).get(code), "group", None) or {}
            yield from ((text, f"{field}: {code}") for text in (*label.values(), *several.values()))


_ALTERNATIVE = re.compile(r" или | немесе | or |[,/]")
_BESIDE = re.compile(r"\([^()]*\)")
_WORD, _LONG = re.compile(r"\w+"), 3


def _words(text: str) -> list[str]:
    """Return the words of a text, without what stands in brackets, and without short ones such as *or*, though not one
    that is a name, such as the *A* of *Town A*."""
    words: list[str] = _WORD.findall(_BESIDE.sub(" ", text))
    return [word.casefold() for word in words if len(word) >= _LONG or not word.islower()]


def _stems(text: str) -> list[str]:
    """Return its words without what an ending may change."""
    return [word[: max(4, len(word) - (1 if len(word) < 7 else 2))] for word in _words(text)]


def _says(label: str, stems: list[str]) -> bool:
    """Whether a label has these words in some form and no others but short ones, such as *in*."""
    words = [word for word in _words(label) if len(word) >= _LONG]
    return bool(stems) and len(words) == len(stems) and all(map(str.startswith, words, stems))


def _time(path: str, ledger: Ledger, counts: Counted) -> Iterator[Problem]:
    unsaid = [name for name in ("since", "until") if not getattr(counts, name).is_stated]
    yield from (Problem(path, NO_TIME, ("counts", name)) for name in unsaid)
    if not unsaid and counts.until.end < counts.since.start:
        yield Problem(path, BACKWARDS, ("counts", "until"))
    elif not unsaid and ledger.as_of < counts.since.start:
        yield Problem(path, AFTER_COUNT, ("counts", "since"))
    elif not unsaid and ledger.as_of < counts.until.start:
        yield Problem(path, AFTER_COUNT, ("counts", "until"))


def ledgers_are_apart_from_ledgers(site: Site) -> Iterator[Problem]:
    """A ledger is apart from others that are there."""
    ids = sorted(ledger.id for ledger in site.ledgers.values())
    for path, ledger in site.ledgers.items():
        for position, other in enumerate(ledger.counts.apart_from if ledger.counts else ()):
            if other not in ids or other == ledger.id:
                others = [one for one in ids if one != ledger.id]
                yield Problem(path, NO_LEDGER, ("counts", "apart_from", position), {"allowed": allowed(others, other)})
