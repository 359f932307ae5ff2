"""Words of the interface, dates, numbers and plurals of one language, by Babel and gettext catalogues."""

from build_tools.localize.catalogue import (
    Catalogue,
    catalogue_problems,
    needed_messages,
    plural_problems,
    read_catalogue,
    unknown_languages,
)
from build_tools.localize.locale import Locale, alphabet_key, locale_of

__all__ = [
    "Catalogue",
    "Locale",
    "alphabet_key",
    "catalogue_problems",
    "needed_messages",
    "locale_of",
    "plural_problems",
    "read_catalogue",
    "unknown_languages",
]
