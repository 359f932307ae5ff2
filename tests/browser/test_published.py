"""From git push to the reader: a site published by a push, served by nginx through its link, seen in a browser."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT
from tests.local_nginx import serving
from tests.publishing import Place, good_change, must


@pytest.fixture
def address(nginx: str, small_place: Place, tmp_path: Path) -> Iterator[str]:
    """Where nginx serves the published site."""
    own = tmp_path / "nginx"
    own.mkdir()
    headers = must(sys.executable, "-m", "build_tools", "--root", small_place.clone, "headers", "nginx", cwd=ROOT)
    (own / "transparency.conf").write_text(headers, "utf-8")
    with serving(nginx, own, small_place.site, f"include {own}/transparency.conf;") as found:
        yield found


def test_a_reader_sees_each_good_push_and_no_refused_one(page: Page, small_place: Place, address: str) -> None:
    """The page shows its words; a refused push changes nothing of it; the next good one is there at once."""
    words = page.get_by_role("main")
    page.goto(f"{address}/ru/method.html")
    expect(words).to_contain_text("См. адрес")
    good_change(small_place)
    small_place.commit("content/figures/2000-01-01.yml", "value: 1234", "value: 1235")
    assert small_place.push().returncode != 0
    page.reload()
    expect(words).to_contain_text("См. адрес")
    must("git", "reset", "--quiet", "--hard", "HEAD~1", cwd=small_place.clone)
    assert small_place.push().returncode == 0
    page.reload()
    expect(words).to_contain_text("Смотрите адрес")
