"""Mirrors and the onion service: which addresses the settings take, and how readers see them."""

import base64
import re
from hashlib import sha3_256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.paths import SETTINGS
from build_tools.pipeline import Output
from build_tools.problems import sentence
from build_tools.validate import MORE, release_problems, validate
from build_tools.validate.settings import NOBODY_FINDS_IT, is_whole_onion, onion_name
from tests.conftest import ROOT
from tests.site_builder import LANGUAGES, built, plain
from tests.test_command_line import transparency

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


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "a.example.com",
        "example.net.",
        "EXAMPLE.org",
        "foo.invalid",
        "foo.example",
        "example",
        "localhost",
        "a.localhost",
        "a.test",
        "printer.local",
        "server.internal",
    ],
)
def test_a_release_refuses_hosts_that_are_nobodys(host: str) -> None:
    """Names kept for examples, tests, one machine or one network are refused as the address and as a mirror."""
    placeholder = NOBODY_FINDS_IT.message
    assert says(address=f"https://{host}/", mirrors=[f"https://{host}:8443/copy/"]) == [
        f"content/site.yml: address: {placeholder}",
        f"content/site.yml: mirrors (item 1): {placeholder}",
    ]


@pytest.mark.parametrize(
    "host", ["a", "127.0.0.1", "192.0.2.1", "127.1", "2130706433", "0x7f.0x1", "a..kz", ".kz", "a-.zz", "-a.zz", "a.z"]
)
def test_a_release_refuses_hosts_that_readers_cannot_look_up(host: str) -> None:
    """A word alone, a number of a machine in any form and a name that nobody can register lead readers nowhere."""
    said = says(address=f"https://{host}/", mirrors=[f"https://{host}:8443/copy/"])
    assert said == [
        f"content/site.yml: address: {NOBODY_FINDS_IT.message}",
        f"content/site.yml: mirrors (item 1): {NOBODY_FINDS_IT.message}",
    ]


@pytest.mark.parametrize(
    "host", ["site.zz", "a.b.site.zz", "xn--80a.xn--p1ai", "1.site.zz", "testing.zz", "notexample.orgx"]
)
def test_a_release_takes_names_that_can_be_registered(host: str) -> None:
    """Nothing else is refused, also where a name only looks like one that is kept."""
    assert says(address=f"https://{host}/", mirrors=[f"https://mirror.{host}/"]) == []


@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("", True),
        ("/", True),
        ("/a-b/c_d.e/", True),
        ("/a//", True),
        ("/a//b/", False),
        ("/../a/", False),
        ("/a;b/", False),
        ("/a%20b/", False),
        ("/a&b/", False),
        ("/тіркелім/", False),
        ("/index.html", False),
    ],
)
def test_an_address_has_a_path_that_links_can_follow(path: str, fits: bool) -> None:
    """What the finished site would be refused for is said of the settings before, whatever the kind of build."""
    data = plain()
    data["settings"]["address"] = f"https://site.zz{path}"
    said = [sentence(problem) for problem in validate(built(data))]
    assert [line.startswith("content/site.yml: address: is not") for line in said] == [True] * (not fits)


@pytest.mark.parametrize("end", ["?x=1", "?", "#x", "/#", "/copy/?a#b"])
def test_an_address_with_a_query_is_refused_at_its_line(project: Path, end: str) -> None:
    """What no file of the site could be named after is refused by `check`, before a build, in each kind of address."""
    settings = project / "content" / "site.yml"
    text = settings.read_text("utf-8").replace('"https://example.org/"', f'"https://example.org/{end}"')
    others = f'mirrors: ["https://copy.test/{end}"]\nonion_address: "http://{NOBODYS}.onion/{end}"\n'
    settings.write_text(f"{text}{others}", "utf-8")
    done = transparency(project, "check")
    assert done.exit_code == 1
    *lines, more = done.output.splitlines()
    assert more == MORE.message
    said = [re.sub(r"^content/site\.yml:\d+: ", "", line).partition(":") for line in lines]
    assert {field for field, _, _ in said} == {"address", "mirrors (item 1)", "onion_address"}
    assert all("has the wrong form" in text and "without ? and #" in text for _, _, text in said)


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ('onion_address: "http://aaaaaaaaaaaaaaaa.onion/"', "http://, 56 small letters and digits from 2 to 7"),
        (f'onion_address: "https://{NOBODYS}.onion/"', "http://, 56 small letters and digits from 2 to 7"),
        (f'onion_address: "{NOBODYS}"', "http://, 56 small letters and digits from 2 to 7"),
        ('mirrors: ["http://copy.test/"]', "an address that begins with https://"),
    ],
    ids=["version 2", "TLS", "no scheme", "mirror without TLS"],
)
def test_an_address_of_the_wrong_form_is_one_sentence(project: Path, line: str, right: str) -> None:
    """What right looks like is said, with the line, and the address itself is not repeated."""
    settings = project / "content" / "site.yml"
    settings.write_text(f"{settings.read_text('utf-8')}{line}\n", "utf-8")
    done = transparency(project, "check")
    assert (done.exit_code, done.output.splitlines()[1:]) == (1, [MORE.message])
    assert re.match(
        r"content/site\.yml:\d+: (onion_address|mirrors \(item 1\)): has the wrong form; right is ", done.output
    )
    assert right in done.output
    assert "copy.test" not in done.output
    assert ".onion/" not in done.output


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
