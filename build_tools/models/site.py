"""Everything that was read, in one frozen value that travels through the program."""

import dataclasses
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.models.base import Model
from build_tools.models.case import Case
from build_tools.models.decisions import Decisions
from build_tools.models.figures import Ledger
from build_tools.models.law import Law
from build_tools.models.organisations import Organisations
from build_tools.models.page import Words
from build_tools.models.settings import Settings
from build_tools.models.vocabulary import Vocabulary
from build_tools.models.withdrawn import Withdrawn
from build_tools.models.words import PERIOD


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
    def newest_briefing(self) -> str:
        """The id of the newest ledger; days in this form have the order of letters. ``validate`` asks for a ledger."""
        return max(ledger.id for ledger in self.ledgers.values())

    def with_periods(self) -> "Site":
        """Return the content with the numbers of the periods of law in place of their calls, in words and data.

        A call of a period that the law does not have stays; ``validate`` refuses it.
        """
        numbers = {name: str(period.value) for name, period in self.law.periods.items()}
        words = {
            key: dataclasses.replace(one, text=_put_in(one.text, numbers), about=_put_in(one.about, numbers))
            for key, one in self.words.items()
        }
        organisations = {path: _put_in(file, numbers) for path, file in self.organisations.items()}
        law = _put_in(self.law, numbers)
        return dataclasses.replace(self, words=words, organisations=organisations, law=law)


def _put_in(value: Any, numbers: Mapping[str, str]) -> Any:
    match value:
        case str():
            return PERIOD.sub(lambda call: numbers.get(call[1], call[0]), value) if "{" in value else value
        case Model():
            fields = type(value).model_fields
            return value.model_copy(update={name: _put_in(getattr(value, name), numbers) for name in fields})
        case Mapping():
            return {key: _put_in(part, numbers) for key, part in value.items()}
        case tuple():
            return tuple(_put_in(part, numbers) for part in value)
    return value
