"""Lists of cases in pieces."""

from hypothesis import given
from hypothesis import strategies as st

from build_tools.render.pages.cases import piece_name

CODES = st.from_regex(r"[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]))?|KZ-[0-9]{1,2}|[a-z]+(_[a-z0-9]+)*", fullmatch=True)
PIECES = st.tuples(CODES, st.integers(1, 999))


@given(one=PIECES, other=PIECES)
def test_no_two_pieces_lie_in_one_place(one: tuple[str, int], other: tuple[str, int]) -> None:
    """Page 12 of the list of a year is not the list of its December, whatever the codes and the numbers."""
    same = piece_name(f"cases/period/{one[0]}.html", one[1]) == piece_name(f"cases/period/{other[0]}.html", other[1])
    assert same == (one == other)
