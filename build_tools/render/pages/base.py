"""A page made of authored words with data between their two halves."""

from typing import Any

from build_tools.models import Fragment, Page
from build_tools.render import words
from build_tools.render.context import Context


def page_of_words(name: str, template: str, context: Context, values: dict[str, Any], **about: Any) -> Page:
    """Return the page of the words ``name``; the template gets ``before`` and ``after`` and ``values``.

    Pages that show invented content beside real content in a preview pass ``noindex``.
    """
    authored = context.words(name)

    def whole() -> dict[str, Any]:
        before, after = words.halves(authored, context)
        return {"before": before, "after": after, "about": authored.about, **values}

    return Page(
        language=context.language,
        subpath=f"{name}.html",
        title=words.title_of(authored, context),
        description=words.description_of(authored, context),
        body=Fragment(template, whole),
        **{"section": name, "notes": context.notes_on(authored.about), **about},
    )
