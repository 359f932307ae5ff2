"""`.well-known/security.txt`: made of the settings alone, never of a placeholder in a release, never left over."""

import datetime
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result

from build_tools import variables
from build_tools.models import Security, Settings
from build_tools.paths import SECURITY_TXT
from build_tools.problems import sentence
from build_tools.render.whole_site import security_text
from build_tools.validate import release_problems
from tests.repositories import asked, changed
from tests.site_builder import SETTINGS, built, plain

NAME = SECURITY_TXT
LINES = 'security:\n  contact:\n    - "mailto:weak@example.org"\n  valid_days: 30\n'


@pytest.fixture
def project(small_project: Path) -> Path:
    """A small site at the root of its host, where the file can lie: what stands here does not depend on its words."""
    changed(small_project, "content/site.yml", "https://example.org/register/", "https://example.org/")
    return small_project


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command on the project, on one day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time())))
    return partial(asked, project)


def test_the_file_says_what_the_settings_say() -> None:
    """Contacts in their order, the day on which it expires, languages, its own address, the policy if there is one."""
    about = Security(contact=("https://a.test/x", "mailto:b@c.test"), policy="https://a.test/policy")
    text = security_text(
        Settings.model_validate({**SETTINGS, "address": "https://site.test"}), about, datetime.date(2026, 1, 1)
    )
    assert text.splitlines() == [
        "Contact: https://a.test/x",
        "Contact: mailto:b@c.test",
        "Expires: 2026-06-30T00:00:00Z",
        "Preferred-Languages: kk, ru, en",
        "Canonical: https://site.test/.well-known/security.txt",
        "Policy: https://a.test/policy",
    ]


def test_a_build_makes_it_and_the_next_one_takes_it_away(project: Path, run: Callable[..., Result]) -> None:
    """Without the setting there is no file; with it the site passes its check; an old one does not outlive it."""
    settings, file = project / "content" / "site.yml", project / "site" / NAME
    before = settings.read_text("utf-8")
    settings.write_text(before + LINES, "utf-8")
    assert run("build").exit_code == 0
    expires = variables.build_day() + datetime.timedelta(days=30)
    assert f"Expires: {expires}T00:00:00Z" in file.read_text("utf-8")
    assert run("verify", str(project / "site")).exit_code == 0
    assert run("build").exit_code == 0
    settings.write_text(before, "utf-8")
    left = run("verify", str(project / "site"))
    assert (left.exit_code, left.output.count(NAME)) == (1, 1)
    assert run("build").exit_code == 0
    assert not file.parent.exists()


@pytest.mark.parametrize(
    ("place", "address", "refused"),
    [
        ("contact (item 2)", "mailto:weak@example.org", True),
        ("contact (item 2)", "https://192.0.2.1/", True),
        ("contact (item 2)", "mailto:weak@notexample.orgx", False),
        ("policy", "https://example.org/a", True),
        ("policy", "https://weak.zz/a?b", False),
    ],
)
def test_a_release_refuses_what_reaches_nobody(place: str, address: str, refused: bool) -> None:
    """A contact or a page of promises that is reserved for examples stops a release, and nothing else does."""
    data = plain()
    data["settings"]["security"] = {"contact": ["https://weak.orgx/"]}
    if place == "policy":
        data["settings"]["security"]["policy"] = address
    else:
        data["settings"]["security"]["contact"].append(address)
    said = [sentence(problem) for problem in release_problems(built(data)) if "security" in problem.field]
    wrong = f"content/site.yml: security.{place}: is a placeholder or invented"
    assert [line.startswith(wrong) for line in said] == [True] * refused


@pytest.mark.parametrize("contact", ["weak@example.org", "http://example.org/", "mailto:", "mailto:a b@example.org"])
def test_a_contact_of_another_form_is_named_with_its_line(
    project: Path, run: Callable[..., Result], contact: str
) -> None:
    """A contact that RFC 9116 does not know as one is a sentence with its line, and is not repeated."""
    settings = project / "content" / "site.yml"
    settings.write_text(settings.read_text("utf-8") + LINES.replace("mailto:weak@example.org", contact), "utf-8")
    done = run("check")
    assert done.exit_code == 1
    assert "security.contact (item 1): has the wrong form" in done.output
    assert contact not in done.output.replace("https:// or mailto:", "")
