"""What cases and lists of cases are called, and which lists there are."""

import datetime
import re
from collections.abc import Iterable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from build_tools import load, localize
from build_tools.aggregate import groups
from build_tools.disclosure import register
from build_tools.disclosure.lists import lists_of
from build_tools.disclosure.rule import Rule
from build_tools.models import NOT_STATED, Case, CaseList, Period, coded_fields
from build_tools.render import Context
from build_tools.render.pages.case_titles import list_title, titles
from tests.site_builder import no_cases

ROOT = Path(__file__).parents[1]
SITE, _ = load.load_site(ROOT, ROOT / "site_src" / "locales", datetime.date(2026, 1, 1))
CONTEXTS = {
    code: Context(SITE, localize.locale_of(SITE, code), no_cases(), no_cases(), release=False)
    for code in SITE.settings.codes
}
EXAMPLE = next(case for case in SITE.cases.values() if case.example)
CODES = {name: sorted(SITE.vocabulary.labels(codes)) for name, codes in coded_fields().items()}
TREATMENTS = st.lists(st.sampled_from(CODES["treatment"]), min_size=1, max_size=3, unique=True).map(
    lambda codes: (NOT_STATED,) if NOT_STATED in codes else tuple(codes)
)
CASES = st.builds(
    lambda period, treatment, **codes: EXAMPLE.model_copy(
        update={"period": Period(period), "treatment": treatment, **codes}
    ),
    st.sampled_from(["2021-10", "2023-05", "2024-Q2", "2025", NOT_STATED]),
    TREATMENTS,
    **{name: st.sampled_from(codes) for name, codes in CODES.items() if name not in ("treatment", "assistance")},
)
TITLES = {code: titles(context) for code, context in CONTEXTS.items()}


@given(case=CASES)
def test_a_title_is_whole_in_each_language(case: Case) -> None:
    """Whatever a case says and leaves out, its title has no empty part, no *not stated*, and no mark twice."""
    for language, title_of in TITLES.items():
        title = title_of(case)
        unstated = SITE.vocabulary.genders[NOT_STATED].label[language]
        assert unstated.casefold() not in title.casefold()
        assert not re.search(r"^\W|[,:]\s*[,:]|[,:]\s*$|\s\s", title), title
        assert title.count(": ") == 1
        assert title[0].isupper()


def changed(fields: str, *values: object) -> Case:
    """Return the example with other values in some fields."""
    return EXAMPLE.model_copy(update=dict(zip(fields.split(), values, strict=True)))


def test_a_title_says_who_where_when_and_what() -> None:
    """The words of a title are those of its record, and an age stands there for minors alone."""
    fields, may, both = (
        "place period gender age_band treatment access_doctor",
        Period("2023-05"),
        ("beatings", "threats"),
    )
    man = changed(fields, "KZ-35", may, "man", "adult", both, "denied")
    young = changed(fields, NOT_STATED, may, NOT_STATED, "minor", both, "denied")
    silent = changed(f"{fields} access_lawyer", "KZ-35", may, "man", "adult", (NOT_STATED,), "denied", "given")
    assert [TITLES["ru"](one).replace("\xa0", " ") for one in (man, young, silent)] == [
        "Мужчина, Карагандинская область, май 2023 года: избиения, угрозы",
        "Человек, до 18 лет, май 2023 года: избиения, угрозы",
        "Мужчина, Карагандинская область, май 2023 года: отказано во враче",
    ]
    assert TITLES["en"](man) == "Man, Karaganda Region, May 2023: beatings, threats"


def made(*numbers: tuple[str, str, str, int], year: str = "2023") -> list[Case]:
    """Return so many cases of a release, place and access to a lawyer."""
    rows = [row[:3] for row in numbers for _ in range(row[3])]
    fields = "id release place access_lawyer period"
    return [changed(fields, f"{number}", *row, Period(year)) for number, row in enumerate(rows)]


def lists(cases: Iterable[Case], withdrawn: dict[str, int] | None = None) -> dict[tuple[str, str, str], CaseList]:
    """Return the lists of cases by place, field and first code."""
    found = groups(register(cases, example=False), SITE.vocabulary, {})
    return {(one.place, one.field, one.codes[0]): one for one in lists_of(found, Rule(5), withdrawn or {})}


def test_a_list_of_two_fields_has_k_cases_of_each_release_in_it() -> None:
    """One case too few in one release, and neither the page nor a link to it is there, whatever was withdrawn."""
    pair = ("KZ-35", "access_lawyer", "denied")
    enough = made(("2026-1", "KZ-35", "denied", 5), ("2026-2", "KZ-35", "denied", 5))
    assert len(lists(enough)[pair].cases) == 10
    assert list_title(lists(enough)[pair], CONTEXTS["ru"]) == "Карагандинская область: отказано в адвокате – 10 случаев"
    assert pair not in lists(enough[:-1])
    assert pair not in lists(enough[:-1], {"2026-2": 1})
    assert ("", "access_lawyer", "denied") not in lists(enough[:-1])
    assert ("", "access_lawyer", "denied") in lists(enough[:-1], {"2026-2": 1})


def test_an_older_case_stands_in_the_region_of_today_where_that_is_certain() -> None:
    """A region that went on whole takes its cases along and keeps its address; one that was divided stands alone."""
    found = lists(made(*(("2026-1", place, "late", 5) for place in ("KZ-PAV", "KZ-VOS", "semey")), year="2021"))
    places = {key[2]: len(one.cases) for key, one in found.items() if one.field == "region" and not one.past}
    assert places == {"KZ-55": 5, "KZ-VOS": 5, "KZ-10": 5}
    assert found["", "region", "KZ-PAV"].past
