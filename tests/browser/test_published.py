"""From git push to the reader: a site published by a push, served by nginx through its link, seen in a browser."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.local_nginx import serving
from tests.publishing import Place, must


@pytest.fixture
def address(nginx: str, place: Place, tmp_path: Path) -> Iterator[str]:
    """Where nginx serves the published site."""
    own = tmp_path / "nginx"
    own.mkdir()
    headers = must(sys.executable, "-m", "build_tools", "headers", "nginx", place.site, cwd=place.clone)
    (own / "transparency.conf").write_text(headers, "utf-8")
    with serving(nginx, own, place.site, f"include {own}/transparency.conf;") as found:
        yield found


def test_a_reader_sees_each_good_push_and_no_refused_one(page: Page, place: Place, address: str) -> None:
    """The page shows its words; a refused push changes nothing of it; the next good one is there at once."""
    words = page.get_by_role("main")
    page.goto(f"{address}/ru/method.html")
    expect(words).to_contain_text("См. адрес")
    place.commit("content/ru/method.md", "См. ", "Смотрите {{ figure(nothing) }}")
    assert place.push().returncode != 0
    page.reload()
    expect(words).to_contain_text("См. адрес")
    place.commit("content/ru/method.md", "{{ figure(nothing) }}", " ")
    must("git", "reset", "--quiet", "--soft", place.branch, cwd=place.clone)
    must("git", "commit", "--quiet", "--message", "A change", cwd=place.clone)
    assert place.push().returncode == 0
    page.reload()
    expect(words).to_contain_text("Смотрите адрес")
