"""`.well-known/security.txt`: made of the settings alone, never of a placeholder in a release, never left over."""

import datetime
import time
from functools import partial
from pathlib import Path

import pytest

from build_tools.files.paths import SECURITY_TXT
from build_tools.load import environment
from build_tools.models import Security, Settings
from build_tools.render.pages import security_text
from tests.repositories import asked, changed
from tests.site_builder import SETTINGS

LINES = 'security:\n  contact:\n    - "mailto:weak@example.org"\n  valid_days: 30\n'


@pytest.mark.parametrize("address", ["https://site.test", "https://site.test/", "https://site.test/sub"])
def test_the_file_says_what_the_settings_say(address: str) -> None:
    """Contacts in their order, the day on which it expires, languages, its own address, which is never of another host
    whether or not that of the site ends in a slash, the policy if there is one."""
    about = Security(contact=("https://a.test/x", "mailto:b@c.test"), policy="https://a.test/policy")
    text = security_text(Settings.model_validate({**SETTINGS, "address": address}), about, datetime.date(2026, 1, 1))
    assert text.splitlines() == [
        "Contact: https://a.test/x",
        "Contact: mailto:b@c.test",
        "Expires: 2026-06-30T00:00:00Z",
        "Preferred-Languages: kk, ru, en",
        f"Canonical: {address.rstrip('/')}/.well-known/security.txt",
        "Policy: https://a.test/policy",
    ]


def test_a_build_makes_it_and_the_next_one_takes_it_away(small_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the setting there is no file; with it the site passes its check; an old one does not outlive it. A build
    says where its site is."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time())))
    run, site = partial(asked, small_project), small_project / "site"
    settings, file = small_project / "content/site.yml", site / SECURITY_TXT
    changed(small_project, "content/site.yml", "https://example.org/register/", "https://example.org/")
    before = settings.read_text("utf-8")
    settings.write_text(before + LINES, "utf-8")
    assert run("build").exit_code == 0
    expires = environment.build_day() + datetime.timedelta(days=30)
    assert f"Expires: {expires}T00:00:00Z" in file.read_text("utf-8")
    done = run("build")
    assert (done.exit_code, str(site / "index.html") in done.output) == (0, True)
    settings.write_text(before, "utf-8")
    left = run("verify", site)
    assert (left.exit_code, left.output.count(SECURITY_TXT)) == (1, 1)
    assert run("build").exit_code == 0
    assert not file.parent.exists()
