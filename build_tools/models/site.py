"""Everything that was read, in one frozen value that travels through the program."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.models.case import Case
from build_tools.models.decisions import Decisions
from build_tools.models.figures import Ledger
from build_tools.models.law import Law
from build_tools.models.organisations import Organisations, Referral
from build_tools.models.page import Words
from build_tools.models.settings import Settings
from build_tools.models.vocabulary import Vocabulary
from build_tools.models.withdrawn import Withdrawn


@dataclass(frozen=True, slots=True)
class Site:
    """The whole content as of ``day``, the date of the build. Mappings are keyed by file path, except ``words`` by
    (language, name) and ``catalogues`` by (domain, language) with the text of a gettext catalogue."""

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

    @property
    def referrals(self) -> dict[str, Referral]:
        """Whom each page of help leads to, by the name of the page."""
        return {referral.page: referral for file in self.organisations.values() for referral in file.situations}
