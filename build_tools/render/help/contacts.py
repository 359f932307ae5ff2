"""Organisations for the pages of a language: which are shown, in which order, and what the first line says."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from build_tools.models import Organisation
from build_tools.paths import EXAMPLE_ORGANISATIONS
from build_tools.problems import N_, fill
from build_tools.render.context import Context
from build_tools.render.help.entries import Entry, channel_shown, in_languages, sentence, shown

KINDS = {
    "independent": N_("Independent organisations"),
    "state": N_("State bodies"),
    "international": N_("International bodies"),
}
"""In this order: independent help stands first."""
TURN_TO = N_("Whom to turn to")
WHO_THERE_IS = N_("Organisations and bodies")
NOBODY = N_("No independent organisation can be reached through this site yet.")
Show = Callable[[Organisation, Context], Entry]


@dataclass(frozen=True, slots=True)
class KindOfHelp:
    """The organisations of one kind, below its title."""

    id: str
    title: str
    organisations: list[Entry]


@dataclass(frozen=True, slots=True)
class AllContacts:
    """What pages of contacts place: every organisation by kind, and apart from them the invented ones."""

    groups: list[KindOfHelp]
    examples: list[Entry]


def real(context: Context) -> list[Organisation]:
    """Return the organisations that exist."""
    return _of_files(context, invented=False)


def invented(context: Context) -> list[Organisation]:
    """Return the invented organisations; a release has none."""
    return [] if context.release else _of_files(context, invented=True)


def all_contacts(context: Context) -> AllContacts:
    """Return what pages of contacts place."""
    examples = [shown(organisation, context) for organisation in invented(context)]
    return AllContacts(grouped(real(context), context, with_lead), examples)


def with_lead(organisation: Organisation, context: Context) -> Entry:
    """Return one organisation with its lead, for pages alone: a copy outlives the days on which the lead is shown."""
    return replace(shown(organisation, context), lead=lead(organisation, context))


def lead(organisation: Organisation, context: Context) -> tuple[str, ...]:
    """Say where else one might turn, line by line and without a link; nothing after the last day of the lead."""
    found, say, date = organisation.lead, context.locale.translate, context.locale.date
    if found is None or found.freshness(context.site.day) == "expired":
        return ()
    days = {"date": date(found.seen_on), "until": date(found.valid_until)}
    remarks = (
        in_languages(found.languages, context),
        say(N_("Your name is needed.")),
        say(N_("We have not tried this page.")),
        fill(say(N_("Seen working by others on: {date}; shown here until: {until}")), **days),
        say(N_("Type every sign as it stands here: a similar address can be a trap.")),
    )
    page = fill(say(N_("Page for written submissions: {address}")), address=found.address)
    return page, " ".join(map(sentence, remarks))


def contact_texts(context: Context) -> Iterator[str]:
    """Yield every contact of an organisation as pages show it, and the address of its link."""
    for organisation in (*real(context), *invented(context)):
        for channel in organisation.channels:
            shown = channel_shown(channel, context)
            yield from (text for text in (shown.value, shown.href) if text)


def _of_files(context: Context, invented: bool) -> list[Organisation]:
    files = context.site.organisations.items()
    return [o for path, file in files if (path == EXAMPLE_ORGANISATIONS) == invented for o in file.organisations]


def in_order(organisations: list[Organisation], context: Context) -> list[Organisation]:
    """Return the most useful first: by kind, then whose check counts, then who serves the whole country."""
    kinds = list(KINDS)

    def rank(o: Organisation) -> tuple[int, bool, bool]:
        return kinds.index(o.kind), not o.is_reached(context.site.day), bool(o.places)

    return sorted(organisations, key=rank)


def nobody(context: Context) -> str:
    """Say that no independent organisation can be reached; nothing where one can, wherever it helps."""
    return "" if independent_reached(real(context), context) else context.locale.translate(NOBODY)


def independent_reached(organisations: Iterable[Organisation], context: Context) -> bool:
    """Tell whether an independent organisation among these has a contact whose check counts."""
    return any(o.kind == "independent" and o.is_reached(context.site.day) for o in organisations)


def heading(organisations: Iterable[Organisation], context: Context) -> str:
    """Return what stands over these organisations: only where one can be reached is it whom to turn to."""
    reached = any(organisation.is_reached(context.site.day) for organisation in organisations)
    return context.locale.translate(TURN_TO if reached else WHO_THERE_IS)


def grouped(organisations: list[Organisation], context: Context, show: Show) -> list[KindOfHelp]:
    """Return organisations by kind, in the order of ``KINDS``, each as ``show`` shows it."""
    ordered = in_order(organisations, context)
    groups = ((kind, [show(o, context) for o in ordered if o.kind == kind]) for kind in KINDS)
    say = context.locale.translate
    return [KindOfHelp(kind, say(KINDS[kind]), found) for kind, found in groups if found]
