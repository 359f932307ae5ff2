"""The coarsening ladders of the vocabulary: what each code of a list is a part of, and which codes lie below it.

In: a vocabulary and the name of a list. Out: codes. *Not stated*, where all ladders end, holds nothing but itself.
"""

from collections.abc import Iterator

from build_tools.models import NOT_STATED, Vocabulary

PLACES = "places"


def below(codes: str, vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Return for each code of a list the codes that it may stand for, itself the first: those whose ladder has it."""
    found = {code: [code] for code in vocabulary.labels(codes)}
    for code in list(found):
        for step in above(codes, code, vocabulary):
            found[step].append(code)
    return found


def above(codes: str, code: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the steps of the ladder above a code, each once and without *not stated*: of a city its region in each
    division and the part of the country; of other codes those that ``broader`` names."""
    if codes == PLACES:
        yield from vocabulary.places_above(code)
        return
    terms, seen = getattr(vocabulary, codes), {code, NOT_STATED}
    step = terms[code].broader
    while step is not None and step not in seen:
        yield step
        seen.add(step)
        step = terms[step].broader
