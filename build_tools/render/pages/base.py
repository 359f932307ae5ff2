"""A page made of authored words with data between their two halves, and what the words say of themselves."""

from collections.abc import Sequence
from typing import Any

from build_tools.models import Fragment, FrontMatter, Page
from build_tools.render import words
from build_tools.render.context import Context
from build_tools.render.words import tied_text


def page_of_words(
    name: str, template: str, context: Context, values: dict[str, Any], parts: Sequence[str] = (), **about: Any
) -> Page:
    """Return the page of the words ``name``; the template gets ``before``, ``after``, ``basis`` and ``values``.

    ``parts`` are those of ``PARTS`` that the page shows beside its words; its notes tell of their review too.

    Pages that show invented content beside real content in a preview pass ``noindex``.
    """
    authored = context.words(name)

    def whole() -> dict[str, Any]:
        before, after = words.halves(authored, context)
        return {"before": before, "after": after, "basis": basis(authored.about, context), **values}

    return Page(
        language=context.language,
        subpath=f"{name}.html",
        title=words.title_of(authored, context),
        description=words.description_of(authored, context),
        body=Fragment(template, whole),
        **{"section": name, "notes": context.notes_on(authored.about, *parts), **about},
    )


def basis(about: FrontMatter, context: Context) -> dict[str, Any]:
    """Return what words rest on: their sources, and as of which day they hold; what is not recorded is empty."""
    return {
        "as_of": context.locale.as_of(about.valid_on) if about.valid_on else "",
        "sources": [
            {"text": tied_text(source), "url": source if source.startswith("https://") else ""}
            for source in about.sources
        ],
    }
