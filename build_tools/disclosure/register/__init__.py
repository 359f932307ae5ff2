"""The register: a spreadsheet outside of the project, of which reports are read as codes, and an empty one is made.

In: a path and what its cells may mean. Out: reports; nothing of it is kept, copied or logged.
"""

import datetime
from pathlib import Path

from build_tools.disclosure.register.columns import EXPLANATIONS, Translations, codebook_of
from build_tools.disclosure.register.reading import reports_of
from build_tools.disclosure.register.workbook import read_rows
from build_tools.models import Report, Vocabulary


def read_register(
    root: Path, path: Path, vocabulary: Vocabulary, words: Translations, today: datetime.date
) -> list[Report]:
    """Return the reports of a register as of a day. Raises ``Refused`` with all that is wrong with it."""
    titles = {translate(EXPLANATIONS) for translate in words.values()}
    return reports_of(read_rows(path, root, titles), codebook_of(vocabulary, words), str(path), today)
