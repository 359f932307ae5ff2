"""The pages of law: each group on its page, what all share said once, and every doubt marked where it belongs."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools import disclosure, localize
from build_tools.localize import Locale
from build_tools.models import LawPage, Page
from build_tools.models.law import Verification, Wording
from build_tools.pipeline import Output
from build_tools.render import Context
from build_tools.render.pages.law import absolute_right, rights
from tests.site_builder import built, plain, texts

FACTS = st.fixed_dictionaries(
    {
        "verified": st.sampled_from(get_args(Verification)),
        "wording": st.sampled_from(get_args(Wording)).map(lambda wording: dict.fromkeys(("kk", "ru", "en"), wording)),
        "valid_from": st.sampled_from([None, "1999-01-01"]),
        "sources": st.sampled_from([["treaty"], ["treaty", "copy"]]),
    }
)
"""The small print of any provision."""


def pages_of(provisions: list[dict[str, Any]], **group: Any) -> Iterator[Page]:
    """Yield the English pages of law of the minimal site, with one group of these provisions."""
    data = plain()
    example = data["law"]["groups"][0]["provisions"][0]
    data["law"]["sources"]["copy"] = {"name": texts("Copy"), "changes_until": "1998-05-31"}
    whole = [{**example, **own, "id": f"article_{number}"} for number, own in enumerate(provisions)]
    data["law"]["groups"] = [{**data["law"]["groups"][0], **group, "provisions": whole}]
    site = built(data)
    registers = disclosure.protect(site.cases, release=False)
    locale: Locale = localize.locale_of(site, "en")
    context = Context(site, locale, *registers, release=False)
    yield from absolute_right(context)
    yield from rights(context)


def groups_of(page: Page) -> Any:
    """Return the groups that a page shows."""
    return page.body.values()["groups"]


@pytest.mark.parametrize("name", get_args(LawPage))
def test_a_group_stands_on_its_page_only(name: str) -> None:
    """The page that a group names shows it, and no other does."""
    shown = {page.subpath: len(groups_of(page)) for page in pages_of([{}], page=name)}
    assert shown == {f"{other}.html": int(other == name) for other in get_args(LawPage)}


@given(st.lists(FACTS, min_size=1, max_size=4))
def test_nothing_is_lost_where_it_is_said_once(provisions: list[dict[str, Any]]) -> None:
    """What stands above a group is true of each of its provisions; with it, each still has all of its small print."""
    [group] = groups_of(next(pages_of(provisions)))
    for own, shown in zip(provisions, group["provisions"], strict=True):
        [[alone]] = [group["provisions"] for group in groups_of(next(pages_of([own])))]
        assert {**group["shared"], **shown["facts"]} == alone["facts"]
        assert not group["shared"].keys() & shown["facts"].keys()


@given(st.lists(FACTS, min_size=1, max_size=4))
def test_every_doubt_is_marked_and_explained(provisions: list[dict[str, Any]]) -> None:
    """Whatever was not read as it applied is marked by itself, and says why, there or above its group."""
    [group] = groups_of(next(pages_of(provisions)))
    for own, shown in zip(provisions, group["provisions"], strict=True):
        doubtful = own["verified"] != "read"
        assert shown["to_confirm"] == doubtful
        assert ("state" in {**group["shared"], **shown["facts"]}) == doubtful


def test_the_date_of_an_older_version_is_that_of_the_oldest_text() -> None:
    """A provision read in an old text says up to when that text holds changes; without such a day it says none."""
    old = {"verified": "older_version_read"}
    said = [
        groups_of(next(pages_of([{**old, "sources": sources}])))[0]["provisions"][0]["facts"]["state"]["text"]
        for sources in (["treaty", "copy"], ["treaty"])
    ]
    assert said == ["Read in an older version, with changes up to 31 May 1998", "Read in an older version"]


def test_a_law_is_not_named_again_below_its_name() -> None:
    """Where the title of a group is the law itself, its articles stand without it; elsewhere each names its law."""
    law = plain()["law"]["groups"][0]["provisions"][0]["instrument"]
    named = [groups_of(next(pages_of([{}], title=title)))[0] for title in (law, texts("Other"))]
    assert [group["is_law"] for group in named] == [True, False]
    assert [group["provisions"][0]["instrument"] for group in named] == ["", law["en"]]


def test_only_words_of_the_source_look_like_a_quotation(output: Output) -> None:
    """A quoted or translated text is a quotation; a summary in our own words is a plain paragraph."""
    page = next(page for page in output.pages if page.path == "en/absolute-right.html")
    content = output.view(page).content
    assert '<blockquote class="law"><p>Invented example: the old text.</p></blockquote>' in content
    assert "<p>Invented example: the new text.</p>" in content
    assert '<blockquote class="law"><p>Invented example: the new text.</p>' not in content
