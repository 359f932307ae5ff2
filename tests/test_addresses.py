"""Mirrors and the onion service: which addresses the settings take, and how readers see them."""

import base64
import re
from hashlib import sha3_256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from build_tools.build.pipeline import Output
from build_tools.files.paths import SETTINGS
from build_tools.load.messages import sentence
from build_tools.models import Settings
from build_tools.validate import MORE, release_problems, validate
from build_tools.validate.settings import NOBODY_FINDS_IT, is_whole_onion, onion_name
from tests.conftest import ROOT
from tests.repositories import asked
from tests.site_builder import LANGUAGES, built, plain

NOBODYS = onion_name(bytes(32))
"""The name of the service whose key is all zeros: right in form, and plainly nobody's."""

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def says(**settings: object) -> list[str]:
    """Return what a release says of the settings of a site with these."""
    data = plain()
    data["settings"] |= {"address": "https://site.zz/"} | settings
    site = built(data)
    assert validate(site) == []
    return [sentence(problem) for problem in release_problems(site) if problem.path == SETTINGS]


def test_the_name_of_a_service_is_made_as_tor_specifies_it() -> None:
    """Key, checksum over prefix, key and version, then the version, in base 32: spelt out once more, byte by byte."""
    raw = base64.b32decode(NOBODYS.upper())
    assert (len(NOBODYS), raw[:32], raw[34:]) == (56, bytes(32), b"\x03")
    assert raw[32:34] == sha3_256(b".onion checksum" + bytes(32) + b"\x03").digest()[:2]
    assert sha3_256(b"").hexdigest().startswith("a7ffc6f8bf1ed766"), "the hash is SHA-3, not its forerunner Keccak"


@given(st.binary(min_size=32, max_size=32), st.integers(0, 50), st.sampled_from(ALPHABET))
def test_a_slip_of_the_pen_is_found(key: bytes, place: int, sign: str) -> None:
    """Whole is what the checksum fits, and one other sign in the key is noticed."""
    name = onion_name(key)
    assert is_whole_onion(f"http://{name}.onion/")
    slipped = name[:place] + sign + name[place + 1 :]
    assert is_whole_onion(f"http://{slipped}.onion") == (slipped == name)


def test_a_release_refuses_invented_addresses() -> None:
    """A mirror on a host of examples and an onion address of zeros are for looking at, each one sentence."""
    placeholder = NOBODY_FINDS_IT.message
    assert says(mirrors=["https://one.zz/", "https://two.zz:8443/copy/"]) == []
    assert says(mirrors=["https://one.zz/", "https://copy.example.org/"], onion_address=f"http://{NOBODYS}.onion") == [
        f"content/site.yml: mirrors (item 2): {placeholder}",
        f"content/site.yml: onion_address: {placeholder}",
    ]
    assert says(onion_address=f"http://{onion_name(b'x' * 32)}.onion") == []


NOBODYS_HOSTS = (
    *("EXAMPLE.org", "example.org", "a.example.com", "example.net.", "foo.invalid", "foo.example", "example"),
    *("localhost", "a.localhost", "a.test", "printer.local", "server.internal"),
)
"""Names kept for examples, tests, one machine or one network."""

NO_HOSTS = ("a", "127.0.0.1", "192.0.2.1", "127.1", "2130706433", "0x7f.0x1", "a..kz", ".kz", "a-.zz", "-a.zz", "a.z")
"""A word alone, a number of a machine in any form, a name that nobody can register."""


@pytest.mark.parametrize("hosts", [NOBODYS_HOSTS, NO_HOSTS])
def test_a_release_refuses_hosts_that_lead_readers_nowhere(hosts: tuple[str, ...]) -> None:
    """Each is refused as the address and as a mirror, by one sentence."""
    first, *others = hosts
    said = says(address=f"https://{first}/", mirrors=[f"https://{host}:8443/copy/" for host in others])
    fields = ("address", *(f"mirrors (item {number})" for number in range(1, len(others) + 1)))
    assert sorted(said) == sorted(f"content/site.yml: {field}: {NOBODY_FINDS_IT.message}" for field in fields)


def test_a_release_takes_names_that_can_be_registered() -> None:
    """Nothing else is refused, also where a name only looks like one that is kept."""
    hosts = ("site.zz", "a.b.site.zz", "xn--80a.xn--p1ai", "1.site.zz", "testing.zz", "notexample.orgx")
    assert says(address=f"https://{hosts[-1]}/", mirrors=[f"https://mirror.{host}/" for host in hosts]) == []


FOLLOWED = (
    "an address that links can follow: after the host names of folders of Latin letters, digits, hyphens, _ and full "
    "stops, such as https://www.example.org/register/"
)


FITTING, MISFITS = "/ /a-b/c_d.e/ /a//", "/a//b/ /../a/ /a;b/ /a%20b/ /a&b/ /тіркелім/ /index.html"


@pytest.mark.parametrize("path", ["", *FITTING.split(), *MISFITS.split()])
def test_an_address_has_a_path_that_links_can_follow(path: str) -> None:
    """What the finished site would be refused for is said of the settings before, whatever the kind of build."""
    data = plain()
    data["settings"]["address"] = f"https://site.zz{path}"
    said = [sentence(problem) for problem in validate(built(data))]
    wrong = [f"content/site.yml: address: does not fit here; right is {FOLLOWED}"]
    assert said == (wrong if path in MISFITS.split() else [])


NO_FILES = ("?x=1", "?", "#x", "/#", "/copy/?a#b")
"""Ends of addresses that no file of a site could be named after."""


def test_an_address_of_the_wrong_form_is_refused_at_its_line(project: Path) -> None:
    """`check` says of each kind of address, before a build, what right looks like, and repeats none."""
    settings = project / "content" / "site.yml"
    text = settings.read_text("utf-8").replace('"https://example.org/"', f'"https://example.org/{NO_FILES[0]}"')
    mirrors = ["http://copy.test/", *(f"https://copy.test/{end}" for end in NO_FILES)]
    settings.write_text(f'{text}mirrors: {mirrors}\nonion_address: "http://{NOBODYS}.onion/?"\n', "utf-8")
    done = asked(project, "check")
    *lines, more = done.output.splitlines()
    assert (done.exit_code, more) == (1, MORE.message)
    said = [re.sub(r"^content/site\.yml:\d+: ", "", line).partition(":") for line in lines]
    fields = ("address", *(f"mirrors (item {number})" for number in range(1, len(mirrors) + 1)), "onion_address")
    assert [field for field, _, _ in said] == sorted(fields)
    https = "an address that begins with https:// and names a folder, without ? and # and quotes"
    onion = (
        "http://, 56 small letters and digits from 2 to 7, then .onion and at most names of folders, without ? and #"
    )
    right = {text: onion if field == "onion_address" else https for field, _, text in said}
    assert [text for text, form in right.items() if text != f" has the wrong form; right is {form}"] == []
    assert "copy.test" not in done.output
    assert ".onion/" not in done.output


@pytest.mark.parametrize("address", ["http://aaaaaaaaaaaaaaaa.onion/", f"https://{NOBODYS}.onion/", NOBODYS])
def test_an_onion_address_of_another_form_is_refused(address: str) -> None:
    """An older version, TLS or no scheme: the settings take none of them."""
    data = plain()["settings"] | {"onion_address": address}
    with pytest.raises(ValidationError, match="onion_address"):
        Settings.model_validate(data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_addresses_stand_on_the_page_of_copies_as_text(output: Output, language: str) -> None:
    """Readers see each address whole, under a heading in their language, and no link leads to it."""
    text = page(output, f"{language}/k/copies.html")
    assert f"http://{NOBODYS}.onion/" in text
    assert "https://copy.example.org/register/" in text
    assert 'id="addresses"' in text
    assert not re.search(r'(href|src)="[^"]*(onion|copy\.example)', text)


def test_where_there_are_no_other_addresses_nothing_is_said(real: Output) -> None:
    """A site without mirrors and onion service has no empty section."""
    assert 'id="addresses"' not in page(real, "en/k/copies.html")


def page(output: Output, path: str) -> str:
    """Render one page."""
    [found] = [page for page in output.pages if page.path == path]
    return output.view(found).content


def test_no_onion_address_that_could_be_real_lies_in_the_project() -> None:
    """Content, examples and guides name no onion service but that of zeros, which is nobody's."""
    files = [
        ROOT / "README.md",
        *(p for part in ("content", "tests/example", "docs") for p in (ROOT / part).rglob("*")),
    ]
    texts = [path.read_text("utf-8") for path in files if path.suffix in (".md", ".yml")]
    assert {name for text in texts for name in re.findall(r"([a-z2-7]{16,})\.onion", text)} == {NOBODYS}
