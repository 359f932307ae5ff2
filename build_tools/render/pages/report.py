"""How to report: who receives reports, what each can and cannot do, and what is missing."""

from collections.abc import Iterator
from typing import Any

from build_tools.models import Channel, Organisation, Page
from build_tools.paths import EXAMPLE_ORGANISATIONS
from build_tools.problems import N_
from build_tools.render.context import Context
from build_tools.render.pages.base import page_of_words

KINDS = {
    "independent": N_("Independent organisations"),
    "state": N_("State bodies"),
    "international": N_("International bodies"),
}
"""In this order: independent help stands first."""

CHANNELS = {
    "phone": N_("Phone"),
    "messenger": N_("Messenger"),
    "email": N_("E-mail"),
    "form": N_("Form"),
    "visit": N_("Visit"),
    "post": N_("Post"),
}
ANONYMITY = {
    "possible": N_("You can stay anonymous."),
    "not_possible": N_("You cannot stay anonymous."),
    "not_known": N_("Not known whether you can stay anonymous."),
}
SCHEMES = {"phone": "tel:", "email": "mailto:", "form": ""}


def report(context: Context) -> Iterator[Page]:
    """Yield the page of contacts; invented ones stand apart and never reach a release."""
    files = context.site.organisations
    real = [o for path, file in files.items() if path != EXAMPLE_ORGANISATIONS for o in file.organisations]
    invented = [o for path, file in files.items() if path == EXAMPLE_ORGANISATIONS for o in file.organisations]
    values = {
        "groups": grouped(real, context),
        "examples": [] if context.release else [shown(o, context) for o in invented],
    }
    notes = context.notes_on(context.words("report").about, *(file.review for file in files.values()))
    yield page_of_words("report", "report.html", context, values, notes=notes, noindex=not context.release)


def grouped(organisations: list[Organisation], context: Context) -> list[dict[str, Any]]:
    """Return organisations by kind, in the order of ``KINDS``."""
    groups = ((kind, [shown(o, context) for o in organisations if o.kind == kind]) for kind in KINDS)
    say = context.locale.translate
    return [{"id": kind, "title": say(KINDS[kind]), "organisations": found} for kind, found in groups if found]


def shown(organisation: Organisation, context: Context) -> dict[str, Any]:
    """Return one organisation as the template shows it."""
    language = context.language
    texts = ("name", "does", "cannot", "risk", "cost", "gap")
    return {
        "id": organisation.id.replace("_", "-"),
        **{name: (getattr(organisation, name) or {}).get(language, "") for name in texts},
        "anonymous": context.locale.translate(ANONYMITY[organisation.anonymous]),
        "channels": [channel_shown(channel, context) for channel in organisation.channels],
    }


def channel_shown(channel: Channel, context: Context) -> dict[str, str]:
    """Return one way to reach an organisation; ``href`` is empty where there is nothing to open."""
    checked = context.locale.translate(N_("Checked on: {date}"))
    value = channel.value.replace(" ", "").replace("-", "") if channel.kind == "phone" else channel.value
    return {
        "kind": context.locale.translate(CHANNELS[channel.kind]),
        "value": channel.value,
        "href": SCHEMES[channel.kind] + value if channel.kind in SCHEMES else "",
        "outside": "yes" if channel.kind == "form" else "",
        "hours": (channel.hours or {}).get(context.language, ""),
        "checked": checked.format(date=context.locale.date(channel.checked_on)),
    }
