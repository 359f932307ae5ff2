"""Whom a situation of help leads to: the organisations that are chosen for it, and those for the age it is about.

In: the content in one language and the name of a page. Out: organisations, each once, never an invented one; and the
sentence that a page begins with while none of them can help independently.
"""

from build_tools.models import QUIET, SITUATION, Organisation
from build_tools.problems import N_
from build_tools.render.context import Context
from build_tools.render.help import contacts, entries

INDEX, CONTACTS, PLACES, _, _ = QUIET
NOBODY_HERE = N_("No independent organisation for this situation can be reached yet.")


def turned_to(name: str, context: Context) -> list[Organisation]:
    """Return whom to turn to: the most useful first where the page is about an age, or else in the order chosen.

    There too, among organisations of one kind, those come first of whom a contact is confirmed.
    """
    named = context.site.referrals[name].named
    known = {organisation.id: organisation for organisation in contacts.real(context)}
    chosen = [known[id_] for id_ in named]
    if not context.words(name).about.ages:
        return entries.confirmed_first(chosen, lambda organisation: organisation.is_reached(context.site.day))
    others = [o for o in for_its_age(name, context) if o.id not in named]
    return contacts.in_order([*chosen, *others], context)


def nobody(name: str, context: Context) -> str:
    """Say first on a page of help that no independent organisation can be reached; nothing where one can."""
    if not SITUATION.fullmatch(name):
        return contacts.nobody(context) if name in (INDEX, CONTACTS, PLACES) else ""
    if contacts.independent_reached(turned_to(name, context), context):
        return ""
    return contacts.nobody(context) or context.locale.translate(NOBODY_HERE)


def for_its_age(name: str, context: Context) -> list[Organisation]:
    """Return who can be reached and serves only the age that a page is about, the most useful first.

    A state body is shown where it is chosen by name, for somebody must have thought about who sends people there.
    """
    ages, words = context.words(name).about.ages, context.site.vocabulary
    free = [organisation for organisation in contacts.real(context) if organisation.kind != "state"]
    found = [o for o in free if o.channels and words.share_an_age(o.ages, ages)]
    return contacts.in_order(found, context)
