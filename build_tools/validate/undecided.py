"""What a release may go out with only after somebody has decided so, and the decisions, each about something open.

In: a site. Out: open points, each with what a decision about it names; and problems of decisions.
To add a kind, add its name to ``models.OpenGate``, and a line in ``OPEN_POINTS``.
"""

from collections.abc import Callable, Iterator, Mapping

from build_tools.files.paths import CASES, DECISIONS, LAW, ORGANISATIONS, SETTINGS, words_folder
from build_tools.models import Case, OpenGate, Organisation, Reviewed, Site, read_catalogue
from build_tools.models.settings import reaches_nobody
from build_tools.problems import ENDED, ENDING, N_, Fault, Field, Problem, unknown
from build_tools.validate.generic import SOON
from build_tools.validate.organisations import is_of_examples, real
from build_tools.validate.texts import reviewed_files

OpenPoint = tuple[str, Problem]
"""What a decision about the point names, and the point itself."""

UNDECIDED = Fault(
    "open.undecided",
    "is open: {form}; do that, or record a decision in content/decisions.yml (gate: {gate}, about: [{about}])",
)


def _open(gate: OpenGate, about: str, path: str, form: str, place: Field = (), **values: object) -> OpenPoint:
    return about, Problem(path, UNDECIDED, place, {"form": form, "gate": gate, "about": about, **values})


def no_contact(site: Site) -> Iterator[OpenPoint]:
    """Nobody independent can be reached, which is what the site is for."""
    organisations = (one for _, _, one in real(site, Organisation))
    if not any(one.kind == "independent" and one.is_reached(site.day) for one in organisations):
        form = N_("no independent organisation can be reached; add a contact that was tried")
        yield _open("no_contact", "site", ORGANISATIONS, form)


def contact_missing(site: Site) -> Iterator[OpenPoint]:
    """An organisation is shown whose contact is a gap."""
    for path, place, organisation in real(site, Organisation):
        if organisation.gap:
            form = N_("the contact of this organisation is missing; add one that was tried")
            yield _open("contact_missing", organisation.id, path, form, (*place, "gap"))


def awaiting_review(site: Site) -> Iterator[OpenPoint]:
    """A language has words that are neither the source nor reviewed: pages, data files or words of the interface."""
    for language in site.settings.codes:
        pages = sum(not words.about.is_read for words in site.words.values() if words.language == language)
        files = sum(not (review and review.is_read) for review in _reviews(site, language))
        if pages or files:
            form = N_("no person has reviewed these words (pages: {pages}, other files: {files}); have them read")
            yield _open("awaiting_review", language, words_folder(language), form, pages=pages, files=files)


def _reviews(site: Site, language: str) -> Iterator[Reviewed | None]:
    """The reviews of the files that are not pages; nothing for one that does not count."""
    for path, reviews, record in reviewed_files(site):
        if not is_of_examples(path) and not (isinstance(record, Case) and record.example) and language in reviews:
            yield reviews[language]
    if catalogue := site.catalogues.get(("interface", language)):
        yield read_catalogue(language, catalogue).reviewed


def law_unconfirmed(site: Site) -> Iterator[OpenPoint]:
    """Provisions are shown as we read them; no value of ``verified`` says that a lawyer confirmed one."""
    form = N_("no lawyer has confirmed the provisions ({number} in all); have them confirmed")
    yield _open("law_unconfirmed", "law", LAW, form, number=sum(len(group.provisions) for group in site.law.groups))


def licence(site: Site) -> Iterator[OpenPoint]:
    """Data are offered to take away, and nobody has decided on which terms."""
    if site.settings.licence is None:
        form = N_("nobody knows on which terms the data may be used; write licence: with its name and https address")
        yield _open("licence", "data", SETTINGS, form)


def errors_to(site: Site) -> Iterator[OpenPoint]:
    """Nobody is named to whom a mistake can be told, or only somebody in an example."""
    contact = site.settings.errors_to
    if contact is None or reaches_nobody(contact):
        form = N_(
            "a reader can tell nobody of a mistake; write errors_to: with an address that somebody reads (mailto: or "
            "https://)"
        )
        yield _open("errors_to", "site", SETTINGS, form)


def real_cases(site: Site) -> Iterator[OpenPoint]:
    """There are stories of real people, or tables of real reports, which no release shows unless somebody has decided
    so."""
    if not site.settings.invented and (site.releases or any(not case.example for case in site.cases.values())):
        form = N_(
            "what is published of real people stays public; ask whoever answers for that whether these cases may be"
        )
        yield _open("real_cases", "cases", CASES, form)


def real_cases_are_decided(site: Site) -> Iterator[Problem]:
    """What a release refuses: stories of real people, or tables of real reports, without a decision that counts on its
    day."""
    for about, problem in real_cases(site):
        if not any(decision.covers("real_cases", about, site.day) for decision in site.decisions.decisions):
            yield problem


OPEN_POINTS: Mapping[OpenGate, Callable[[Site], Iterator[OpenPoint]]] = {
    "no_contact": no_contact,
    "contact_missing": contact_missing,
    "awaiting_review": awaiting_review,
    "law_unconfirmed": law_unconfirmed,
    "licence": licence,
    "errors_to": errors_to,
    "real_cases": real_cases,
}
"""Every kind of open point, in the order in which readers would miss something."""


def decisions_are_needed(site: Site) -> Iterator[Problem]:
    """A decision is about what is open: one that lies in wait would let the same gap return unseen."""
    for number, decision in enumerate(site.decisions.decisions):
        subjects = [subject for subject, _ in OPEN_POINTS[decision.gate](site)]
        for position, subject in enumerate(decision.about):
            if subject not in subjects:
                fault = unknown(f"{decision.gate} (transparency ready)", subjects, subject)
                yield Problem(DECISIONS, fault, ("decisions", number, "about", position))


def ending(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: decisions that have ended, or end within 30 days."""
    for number, decision in enumerate(site.decisions.decisions):
        if decision.until - site.day <= SOON:
            fault = ENDED if decision.until < site.day else ENDING
            yield Problem(DECISIONS, fault, ("decisions", number, "until"), {"date": decision.until.isoformat()})


RULES = (decisions_are_needed,)
