"""Whom a situation of help leads to: the organisations that its words name, and those for the age it is about.

In: the content in one language and the name of a page. Out: organisations, each once; never an invented one.
"""

from build_tools.models import Organisation
from build_tools.render import contacts
from build_tools.render.context import Context


def turned_to(name: str, context: Context) -> list[Organisation]:
    """Return whom to turn to: the most useful first where the page is about an age, or else in the order of the words.

    There too, among organisations of one kind, those come first of whom a contact is confirmed.
    """
    about = context.words(name).about
    known = {organisation.id: organisation for organisation in contacts.real(context)}
    authored = [known[id_] for id_ in about.contacts]
    if not about.ages:
        return contacts.confirmed_first(authored, lambda organisation: contacts.is_confirmed(organisation, context))
    others = [o for o in for_its_age(name, context) if o.id not in about.contacts]
    return contacts.in_order([*authored, *others], context)


def for_its_age(name: str, context: Context) -> list[Organisation]:
    """Return who can be reached and serves only the age that a page is about, the most useful first.

    A state body is shown where the words name it, for somebody must have thought about who sends people there.
    """
    ages, words = context.words(name).about.ages, context.site.vocabulary
    free = [organisation for organisation in contacts.real(context) if organisation.kind != "state"]
    found = [o for o in free if o.channels and words.share_an_age(o.ages, ages)]
    return contacts.in_order(found, context)
