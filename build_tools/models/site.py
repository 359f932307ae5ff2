"""Everything that was read, in one frozen value that travels through the program.

What could not be read is marked, so that rules judge the rest and never take it for something that is missing.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.models.base import Unread
from build_tools.models.case import Case
from build_tools.models.decisions import Decisions
from build_tools.models.figures import Ledger
from build_tools.models.law import Law
from build_tools.models.organisations import Organisations
from build_tools.models.page import Words
from build_tools.models.settings import Settings
from build_tools.models.vocabulary import Vocabulary
from build_tools.models.withdrawn import Withdrawn
from build_tools.paths import FIGURES


@dataclass(frozen=True, slots=True)
class Site:
    """The whole content as of ``day``, the date of the build. Mappings are keyed by file path, except ``words`` by
    (language, name) and ``catalogues`` by (domain, language) with the text of a gettext catalogue.

    ``unread`` are the files and folders that could not be read, or not wholly: of settings, vocabulary, law and
    decisions some values may then be ``Unread``. Pages are made of a site that is whole.
    """

    day: datetime.date
    settings: Settings
    vocabulary: Vocabulary
    law: Law
    ledgers: Mapping[str, Ledger]
    organisations: Mapping[str, Organisations]
    cases: Mapping[str, Case]
    withdrawn: Mapping[str, Withdrawn]
    decisions: Decisions
    words: Mapping[tuple[str, str], Words]
    catalogues: Mapping[tuple[str, str], str]
    unread: frozenset[str] = frozenset()

    @property
    def newest_briefing(self) -> str:
        """The id of the newest ledger; days in this form have the order of letters. ``validate`` asks for a ledger."""
        if self.hides_in(FIGURES):
            raise Unread(FIGURES)
        return max(ledger.id for ledger in self.ledgers.values())

    def hides(self, path: str) -> bool:
        """Tell whether a file may be there although it was not read: it, or a folder around it, could not be."""
        return any(path == one or path.startswith(f"{one}/") for one in self.unread)

    def hides_in(self, folder: str) -> bool:
        """Tell whether files of a folder, or all of it, could not be read."""
        return self.hides(folder) or any(one.startswith(f"{folder}/") for one in self.unread)
