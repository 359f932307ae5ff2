"""Snapshots hold ids and digests by chance, and neither is a name there; all else in them is read as everywhere."""

import pytest

from build_tools.personal_data import find
from build_tools.screening.masks import mask

NAME = "".join(("SYN", "SKEV"))  # by chance it ends as many names do
DIGEST = "bamfecgagbmgefdiopgjobek"
LINE = f"  {NAME}4: {DIGEST}\n"


@pytest.mark.parametrize("folder", ["cases_public/releases/", "tests/example/cases_public/releases/"])
def test_an_id_and_a_digest_are_nobody(folder: str) -> None:
    """What is drawn may look like a name, and stops no release."""
    assert find(LINE) != []
    assert find(mask(f"{folder}2027-1.yml", f"records:\n{LINE}")) == []


def test_only_a_line_of_a_snapshot_is_left_alone() -> None:
    """Elsewhere, and in a line of another form, the same words are found."""
    assert find(mask("cases_public/2027-1/7Q4K.yml", f"records:\n{LINE}")) != []
    assert find(mask("cases_public/releases/2027-1.yml", f"records:\n{LINE.replace(': ', ': of ')}")) != []
