"""Whom to turn to, in the language of a page: all organisations in order, and those of a situation.

In: the content in one language. Out: entries as templates place them; invented ones for a page of their own alone.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from build_tools.models import QUIET, SITUATION, Organisation
from build_tools.paths import EXAMPLE_ORGANISATIONS
from build_tools.problems import N_, fill
from build_tools.render.context import Context
from build_tools.render.help.entries import (
    Entry,
    as_sentence,
    confirmed_first,
    contact_of,
    entry_of,
    example_of,
    languages_line,
)

KINDS_IN_ORDER = {
    "independent": N_("Independent organisations"),
    "state": N_("State bodies"),
    "international": N_("International bodies"),
}
"""In this order: independent help stands first."""
_TURN_TO = N_("Whom to turn to")
WHO_THERE_IS = N_("Organisations and bodies")
NOBODY_REACHED = N_("No independent organisation can be reached through this site yet.")
_NOBODY_HERE = N_("No independent organisation for this situation can be reached yet.")
_INDEX, _CONTACTS, _PLACES, *_ = QUIET
Show = Callable[[Organisation, Context], Entry]


@dataclass(frozen=True, slots=True)
class KindOfHelp:
    """The organisations of one kind, below its title."""

    id: str
    title: str
    organisations: list[Entry]


@dataclass(frozen=True, slots=True)
class AllContacts:
    """What pages of contacts place: every organisation by kind."""

    groups: list[KindOfHelp]


def real_organisations(context: Context) -> list[Organisation]:
    """Return the organisations that exist."""
    return _of_files(context, invented=False)


def invented_organisations(context: Context) -> list[Organisation]:
    """Return the invented organisations; a release has none."""
    return [] if context.release else _of_files(context, invented=True)


def all_contacts(context: Context) -> AllContacts:
    """Return what pages of contacts place."""
    return AllContacts(by_kind(real_organisations(context), context, entry_with_lead))


def example_contacts(context: Context) -> AllContacts:
    """Return what the page of the invented contacts places."""
    return AllContacts(by_kind(invented_organisations(context), context, _marked_entry))


def _marked_entry(organisation: Organisation, context: Context) -> Entry:
    return example_of(entry_of(organisation, context), context.mark(True))


def entry_with_lead(organisation: Organisation, context: Context) -> Entry:
    """Return one organisation with its lead, for pages alone: a copy outlives the days on which the lead is shown."""
    return replace(entry_of(organisation, context), lead=_lead_lines(organisation, context))


def _lead_lines(organisation: Organisation, context: Context) -> tuple[str, ...]:
    """Say where else one might turn, line by line and without a link; nothing after the last day of the lead."""
    found, say, date = organisation.lead, context.locale.translate, context.locale.date
    if found is None or found.freshness(context.site.day) == "expired":
        return ()
    days = {"date": date(found.seen_on), "until": date(found.valid_until)}
    remarks = (
        languages_line(found.languages, context),
        say(N_("Your name is needed.")),
        say(N_("We have not tried this page.")),
        fill(say(N_("Seen working by others on: {date}; shown here until: {until}")), **days),
        say(N_("Type every character as it stands here: a similar address can be a trap.")),
    )
    page = fill(say(N_("Page for written submissions: {address}")), address=found.address)
    return page, " ".join(map(as_sentence, remarks))


def contact_texts(context: Context) -> Iterator[str]:
    """Yield every contact as pages show it, and the address of its link: of organisations, and the emergency number."""
    if (urgent := context.site.emergency) and urgent.number:
        yield from (urgent.number, f"tel:{urgent.number}")
    for organisation in (*real_organisations(context), *invented_organisations(context)):
        for channel in organisation.channels:
            shown = contact_of(channel, context)
            yield from (text for text in (shown.value, shown.href) if text)


def _of_files(context: Context, invented: bool) -> list[Organisation]:
    files = context.site.organisations.items()
    return [o for path, file in files if (path == EXAMPLE_ORGANISATIONS) == invented for o in file.organisations]


def tied_to_no_region(context: Context) -> list[Organisation]:
    """Return the independent organisations that are not tied to a region, those with a confirmed contact first."""
    free = [o for o in real_organisations(context) if not o.places and o.kind == "independent"]
    return confirmed_first(free, lambda organisation: organisation.is_reached(context.site.day))


def most_useful_first(organisations: list[Organisation], context: Context) -> list[Organisation]:
    """Return the most useful first: by kind, then whose check counts, then who serves the whole country."""
    kinds = list(KINDS_IN_ORDER)

    def rank(o: Organisation) -> tuple[int, bool, bool]:
        return kinds.index(o.kind), not o.is_reached(context.site.day), bool(o.places)

    return sorted(organisations, key=rank)


def nobody_reached(context: Context) -> str:
    """Say that no independent organisation can be reached; nothing where one can, wherever it helps."""
    return "" if independent_reached(real_organisations(context), context) else context.locale.translate(NOBODY_REACHED)


def independent_reached(organisations: Iterable[Organisation], context: Context) -> bool:
    """Tell whether an independent organisation among these has a contact whose check counts."""
    return any(o.kind == "independent" and o.is_reached(context.site.day) for o in organisations)


def heading_over(organisations: Iterable[Organisation], context: Context) -> str:
    """Return what stands over these organisations: only where one can be reached is it whom to turn to."""
    reached = any(organisation.is_reached(context.site.day) for organisation in organisations)
    return context.locale.translate(_TURN_TO if reached else WHO_THERE_IS)


def by_kind(organisations: list[Organisation], context: Context, show: Show) -> list[KindOfHelp]:
    """Return organisations by kind, in the order of ``KINDS_IN_ORDER``, each as ``show`` shows it."""
    ordered = most_useful_first(organisations, context)
    groups = ((kind, [show(o, context) for o in ordered if o.kind == kind]) for kind in KINDS_IN_ORDER)
    say = context.locale.translate
    return [KindOfHelp(kind, say(KINDS_IN_ORDER[kind]), found) for kind, found in groups if found]


def turned_to(name: str, context: Context) -> list[Organisation]:
    """Return whom to turn to: the most useful first where the page is about an age, or else in the order chosen.

    There too, among organisations of one kind, those come first of whom a contact is confirmed.
    """
    named = context.site.referrals[name].named
    known = {organisation.id: organisation for organisation in real_organisations(context)}
    chosen = [known[id_] for id_ in named]
    if not context.words(name).about.ages:
        return confirmed_first(chosen, lambda organisation: organisation.is_reached(context.site.day))
    others = [o for o in serving_its_age(name, context) if o.id not in named]
    return most_useful_first([*chosen, *others], context)


def nobody_for_page(name: str, context: Context) -> str:
    """Say first on a page of help that no independent organisation can be reached; nothing where one can."""
    if not SITUATION.fullmatch(name):
        return nobody_reached(context) if name in (_INDEX, _CONTACTS, _PLACES) else ""
    if independent_reached(turned_to(name, context), context):
        return ""
    return nobody_reached(context) or context.locale.translate(_NOBODY_HERE)


def serving_its_age(name: str, context: Context) -> list[Organisation]:
    """Return who can be reached and serves only the age that a page is about, the most useful first.

    A state body is shown where it is chosen by name, for somebody must have thought about who sends people there.
    """
    ages, vocabulary = context.words(name).about.ages, context.site.vocabulary
    free = [organisation for organisation in real_organisations(context) if organisation.kind != "state"]
    found = [o for o in free if o.channels and vocabulary.share_an_age(o.ages, ages)]
    return most_useful_first(found, context)
