"""What is published stays: numbers, whatever readers are told of them, statements and corrections, in every language.

In: a site. Out: problems where content/published.yml holds something else, and the lines that it has to hold. A line
that is there changes for a stated reason alone: a translation that somebody reviewed, or an entry of the corrections.
"""

from collections.abc import Iterator

from build_tools.models import Published, PublishedLine, Site
from build_tools.paths import CORRECTIONS, PUBLISHED
from build_tools.problems import Fault, Problem
from build_tools.validate.corrections import change_of
from build_tools.validate.published_lines import FACTS, Subject, files_of, lines_of, parts_of, subject_of

_CHANGED_NUMBER = Fault(
    "figures.published_number_changed",
    "is not {right}, which was published; put it back, or say in content/corrections.yml what was wrong; if nothing "
    "was published yet, delete its line in content/published.yml",
)
CHANGED_WORDS = Fault(
    "published.told_otherwise",
    "says something else than when it was published ({parts} of {key} in content/published.yml); put it back. A "
    "translation may change once a person has read it, what else stands beside a number with an entry in "
    "content/corrections.yml, page: {page}; then run `transparency seal`. Where a statement or an entry is true no "
    "more, write a new one of a later day",
)
MISSING = Fault(
    "published.gone",
    "was published, and is gone, renamed or removed; bring it back as it was. A number alone may go: say why in "
    "content/corrections.yml, of a wrong one without was, of one that is not given any more with page: {page}; then "
    "run `transparency seal`",
)
UNSEALED = Fault(
    "published.not_sealed",
    "has numbers or words that are not in content/published.yml, or there one that may not be said again; once all are "
    "final, run `transparency seal` and commit that file too, so that nothing changes them unseen",
)


def published_stays(site: Site) -> Iterator[Problem]:
    """All that was published is there and says what it said; each number is the one that was published first, or was
    that before it was corrected, or is a line of a release that others were joined with."""
    now, files = lines_of(site), files_of(site)
    for key, line in site.published.lines.items():
        about = subject_of(key)
        if about.path in files:
            yield from _stays(key, about, line, now.get(key), site)
        else:
            yield Problem(about.path, MISSING, values={"page": about.page})


def _stays(key: str, about: Subject, line: PublishedLine, now: PublishedLine | None, site: Site) -> Iterator[Problem]:
    if not _may_go(about, now, site) if line.removed else now is None:
        yield Problem(about.path, MISSING, about.place, {"page": about.page})
    if now is None:
        return
    if line.value is not None and now.removed:
        yield Problem(PUBLISHED, UNSEALED, ("lines", key, "value"))
    elif line.value is not None and now.value not in (None, line.value) and not _is_of_a_table(about, site):
        yield _number(about, line.value, site)
    parts = parts_of(now)
    if other := [part for part, digest in parts_of(line).items() if parts.get(part, digest) != digest]:
        values = {"parts": ", ".join(other), "key": key, "page": about.page}
        yield Problem(about.path, CHANGED_WORDS, about.place, values)


def _number(about: Subject, right: int, site: Site) -> Problem:
    """Return that a number is another: that of a figure in the first of its corrections, if it has any."""
    path, place = about.path, (*about.place, "was")
    if ledger := site.ledgers.get(path):
        name = str(place[1])
        place = ledger.place_of(name)
        for change in site.corrections.of_figure(ledger.id, name)[:1]:
            path, place = CORRECTIONS, (change.part, change.id, "was")
    return Problem(path, _CHANGED_NUMBER, place, {"right": right})


def _is_of_a_table(about: Subject, site: Site) -> bool:
    """Whether something else is said of another number in a release: that it moved by few, or that others are joined
    with it, as the log of corrections says."""
    if about.path not in site.releases:
        return False
    codes = site.ledgers[about.path].figures[str(about.place[1])].codes
    change = change_of(site.releases[about.path], next(iter(codes.items()), None), site)
    return _is_corrected(about, site) if change == 0 else change is not None and abs(change) < site.settings.k


def is_of_lines(problem: Problem) -> bool:
    """Whether a problem is that lines and content differ."""
    return problem.fault in (_CHANGED_NUMBER, CHANGED_WORDS, MISSING, UNSEALED)


def published_is_sealed(site: Site) -> Iterator[Problem]:
    """What a release refuses: numbers, words about them, statements and corrections that nothing keeps."""
    lines = site.published.lines
    others = (key for key, line in sealed(site).lines.items() if lines.get(key) != line)
    yield from (Problem(path, UNSEALED) for path in dict.fromkeys(subject_of(key).path for key in others))


def sealed(site: Site) -> Published:
    """Return the lines with those that are missing; a part that may change is made anew, a number that may not be said
    again is taken out."""
    kept, now = site.published.lines, lines_of(site)
    lines = {**kept, **now, **kept}
    return Published(lines={key: _renewed(subject_of(key), line, now.get(key), site) for key, line in lines.items()})


def _renewed(about: Subject, line: PublishedLine, now: PublishedLine | None, site: Site) -> PublishedLine:
    told, removed = now or line, line.removed or _may_go(about, now, site)
    kept = {part: digest for part, digest in parts_of(line).items() if not _may_change(about, part, site)}
    parts, value = parts_of(told) | kept, told.value if line.value is None else line.value
    value = None if removed and about.path not in site.releases else value
    return PublishedLine(value=value, removed=removed, facts=parts.pop(FACTS), words=parts)


def _may_change(about: Subject, part: str, site: Site) -> bool:
    """Whether it is said why: in the log of corrections, or in a language by the review of the file. Of a statement
    or an entry of the log a translation alone may change, of a finding once a person has read the briefing too."""
    review = (getattr(files_of(site).get(about.path), "review", None) or {}).get(part)
    if about.is_entry and (review is None or review.state == "source"):
        return False
    file = site.statements.get(about.path)
    one = file.statements.get(str(about.place[1])) if file else None
    words = site.words.get((part, about.page)) if one and one.finding else None
    is_read = review is not None and review.state == "reviewed" and (words is None or words.about.state == "reviewed")
    return is_read or _is_corrected(about, site)


def _may_go(about: Subject, now: PublishedLine | None, site: Site) -> bool:
    """Whether the log of corrections says why a number stands nowhere: it was wrong and is not repeated, it is not
    given any more, or its line is joined with others."""
    ledger, name = site.ledgers.get(about.path), "/".join(map(str, about.place[1:]))
    if ledger is None or about.place[:1] != ("figures",):
        return now is not None and now.removed
    if ledger.is_release:
        return name not in ledger.figures and _is_corrected(about, site)
    hides = any(one.change.was is None for one in site.corrections.of_figure(ledger.id, name))
    return hides or (name in ledger.not_given and _is_corrected(about, site))


def _is_corrected(about: Subject, site: Site) -> bool:
    """Whether an entry of the corrections is about what a line says: the page, or the statement itself."""
    return about.named in {one.about for one in site.corrections.corrections.values()}


RULES = (published_stays,)
