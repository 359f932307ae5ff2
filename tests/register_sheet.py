"""An invented register as staff would fill it in: 120 reports of three releases, and people who want a story.

In: a new register of the program. Out: the same spreadsheet with rows, so that nothing binary lies in git; and words.
Nobody stands behind any of it.
"""

import datetime
import hashlib
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import openpyxl

from build_tools.disclosure.register.columns import COLUMNS

RELEASES = {
    "2001-1": ("2001-01-01", "2001-06-30"),
    "2001-2": ("2001-07-01", "2001-12-31"),
    "2002-1": ("2002-01-01", "2002-06-30"),
}
"""The first and the last day on which the reports of a release were registered."""

EACH, TELLING = 40, (0, 1)
"""How many reports each release has, and whose person wants a story: the same two rows of each."""

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "place": (*("Exampleton", "Imaginville") * 4, "Littleton", "West of the country"),
    "gender": ("Woman", "Man", "Man"),
    "age_band": ("Adults", "Adults", "Minors", "Adults"),
    "authority": ("Police", "Police", "Police", ""),
    "detention_place": ("Police station", "Police station", "Not stated"),
    "treatment": ("Beatings", "Beatings;Threats", "Threats", "Beatings", "Other kind"),
    "access_lawyer": ("No", "Yes", "No", ""),
    "access_doctor": ("No", "No", "Yes", ""),
    "access_family": ("Yes", "No", ""),
    "complaint": ("Filed", "", ""),
    "assistance": ("Legal assistance", "No assistance"),
}
"""What reports say, by turns."""

TELLS = "treatment=beatings+threats"
WORDS = {
    "kk": "Ойдан шығарылған мысал. Адам ұрып-соққанын және қорқытқанын айтты.",
    "ru": "Вымышленный пример. Человек рассказал, что его били и ему угрожали.",
    "en": "Invented example. A person told of beatings and threats.",
}
"""What the story of a second person tells, beside the one of the guide."""


def own_id(release: str, number: int) -> str:
    """Return the code of a report: like one that was drawn, and the same in each run."""
    chance = hashlib.sha256(f"invented {release} {number}".encode()).digest()
    return "".join(DIGITS[byte % 32] for byte in chance[:6])


def fill(register: Path) -> None:
    """Write the reports into a new register."""
    book = openpyxl.load_workbook(register)
    for row, (release, number) in enumerate(product(RELEASES, range(EACH)), 2):
        for column, value in enumerate(_report(release, number), 1):
            book.worksheets[0].cell(row, column, value or None)
    book.save(register)


def _report(release: str, number: int) -> list[object]:
    """Return the cells of a report, in the order of the columns. The last one is of the same person as the first."""
    first = datetime.date.fromisoformat(RELEASES[release][0])
    cells = {
        "id": own_id(release, number),
        "registered": first + datetime.timedelta(days=4 * number),
        "same_person_as": own_id(release, 0) if number == EACH - 1 else "",
        "free_to_speak": "Yes" if number in TELLING else "",
        "period": f"{first.year}-{first.month + number % 3:02}",
        **{field: answers[number % len(answers)] for field, answers in ANSWERS.items()},
    }
    return [cells[column] for column in COLUMNS]
