"""Words of the interface, dates, numbers and plurals of one language, by Babel and gettext catalogues."""

from build_tools.localize.catalogue import Catalogue, read_catalogue
from build_tools.localize.check import LACKS, check, unknown_languages
from build_tools.localize.locale import Locale, alphabet_key, locale_of

__all__ = ["LACKS", "Catalogue", "Locale", "alphabet_key", "check", "locale_of", "read_catalogue", "unknown_languages"]
