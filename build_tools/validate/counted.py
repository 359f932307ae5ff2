"""Whom a ledger counts, which disclosure control has to know: in comes a site, out come problems."""

import re
from collections.abc import Iterator

from build_tools.models import Figure, Site, Vocabulary, coded_fields
from build_tools.problems import Fault, Problem, allowed
from build_tools.validate.dates import tomorrow

_NO_WHOLE = Fault(
    "figures.counts_whole_unsaid",
    "does not say which figure counts all reports of that time; write whole: and one of: {allowed}",
)
_AFTER_COUNT = Fault("figures.counts_the_future", "lies after as_of; nobody counts what is still to come")
NOT_OVER = Fault(
    "figures.counts_days_to_come",
    "lies ahead, and reports that come until then would be in no release, for this one is closed once it is published; "
    "write a day that is over",
)
_IS_A_CODE = Fault(
    "figures.label_is_a_code",
    "says what {code} says; write it in the place of the label, so that the figure is judged together with the cases",
)
_BESIDE_CODES = Fault(
    "figures.label_beside_codes",
    "stands beside codes, which name the figure; take the label out, or the codes if they do not say it",
)


def ledgers_say_whom_they_count(site: Site) -> Iterator[Problem]:
    """Each ledger says of which days its reports are; that of a briefing also which figure counts them all."""
    for path, ledger in site.ledgers.items():
        counts = ledger.counts
        if ledger.is_release and counts.until > tomorrow(site.day):
            yield Problem(path, NOT_OVER, ("counts", "until"))
        elif ledger.as_of < counts.until:
            yield Problem(path, _AFTER_COUNT, ("counts", "until"))
        if (ledger.whole is None and ledger.plain) or counts.whole not in (None, *ledger.plain):
            values = {"allowed": allowed(ledger.wholes, counts.whole or "")}
            yield Problem(path, _NO_WHOLE, ("counts", "whole"), values)


def labels_are_no_codes(site: Site) -> Iterator[Problem]:
    """What the codebook has a code for is said by the code: figures are compared by codes alone."""
    codes = [
        (_stems(part), said)
        for text, said in _texts_of_codes(site.vocabulary)
        for part in (text, *_ALTERNATIVE.split(text))
    ]
    for path, ledger in site.briefings.items():
        for name, figure in ledger.people.items() if ledger.already_public is None else ():
            place = ("figures", name, "label")
            said = {said for text in (figure.label or {}).values() for stems, said in codes if _says(text, stems)}
            if figure.label and figure.codes:
                yield Problem(path, _BESIDE_CODES, place)
            elif said:
                yield Problem(path, _IS_A_CODE, place, {"code": min(said)})


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
