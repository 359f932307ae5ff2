"""The check of the finished folder, held against rules/verify.yml and against a good site that is broken at random."""

import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Collection, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.load.messages import sentence
from build_tools.verify import Expectation, PageNotes, verify
from tests.repositories import write

CASES = yaml.safe_load(Path(__file__).with_name("rules").joinpath("verify.yml").read_text("utf-8"))
LANGUAGES = ("kk", "ru", "en")
STYLE = "main > h1 { margin: 0 } /* url(x) */"
OWN_LINK = re.compile(r'<(?:a|link rel="stylesheet") href="([^":]+)"')

WORDS = {
    "POLICY": "has not the policy of the pages of this site: one Content-Security-Policy, in a <meta> with only <meta> "
    "and <title> between <head> and it, that forbids all but styles and images of the site and each style and script "
    'in the page by its sha256 hash; and once <meta name="referrer" content="no-referrer">',
    "STRANGE": "leads out of the site to an address that stands nowhere in the content, or to the main address of the "
    "site; take it out, or out of what made it, or write the link relative to the page",
    "NO WAY": "has a link that is no way to a file of the site; name a file relative to the page, or an https address",
    "GONE": "which does not exist, letter for letter; mend the link or add the file",
    "NOBODY ASKED": "is a file that nobody asked for; remove it or give it its place in the site",
}
"""Sentences that many rules say, by the name that they have in rules/verify.yml."""

ALTERED = "is not, byte for byte, the file that was made; build the site anew, and let nothing else write there"
unhurried = settings(deadline=None, max_examples=80)

Site = Mapping[str, str]


def hashed(text: str) -> str:
    """The source of a policy that lets an inline text through."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def page(language: str, body: str, head: str = "") -> str:
    """A good page of the house."""
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' {hashed(STYLE)}; \
img-src data:; base-uri 'none'; form-action 'none'">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<title>Бет: 2 &lt; 3</title>
<meta name="description" content="Сипаттама">
<link rel="icon" href="data:,">{head}
<style>{STYLE}</style>
</head>
<body>
<a href="#content">Мазмұны</a>
<main id="content"><h1>Бет</h1>
{body}
</main>
</body>
</html>
"""


def language_pages(language: str) -> dict[str, str]:
    """The pages of one language: they link to each other, to the other languages and to the rest of the world."""

    def versions(up: str, rest: str) -> str:
        return "".join(f'<a href="{up}{code}/{rest}" hreflang="{code}">{code}</a>\n' for code in LANGUAGES)

    home = versions("../", "index.html") + (
        '<p class="lead">1 > 0<br /><a href="cases/one.html#place">one</a> <a href="cases/one.html">two</a></p>\n'
        '<a href="https://example.org/a?b=1" rel="noreferrer nofollow">elsewhere</a> <a href="tel:000">call</a>'
    )
    case = versions("../../", "cases/one.html") + (
        '<p id="place"><a href="../index.html">home</a> <a href="../../data/figures.csv" download>figures</a></p>'
    )
    sheet = '\n<link rel="stylesheet" href="{}assets/site.css">'
    return {
        f"{language}/index.html": page(language, home, sheet.format("../")),
        f"{language}/cases/one.html": page(language, case, sheet.format("../../")),
    }


NOINDEX = '\n<meta name="robots" content="noindex">'
ELSEWHERE = '<a href="https://example.org/" rel="noreferrer nofollow">leave</a>'


def good_site() -> dict[str, str]:
    """A small site without fault."""
    pages = {path: text for language in LANGUAGES for path, text in language_pages(language).items()}
    pages["index.html"] = page("kk", '<a href="kk/index.html" hreflang="kk">kk</a>')
    pages["kit/all.html"] = page("kk", f'<p id="a"><a href="#a">a</a>{ELSEWHERE}</p>', NOINDEX)
    pages["404.html"] = page("kk", '<a href="/base/ru/index.html">ru</a>', NOINDEX)
    return pages | {
        **{f"{language}/feed.xml": "<feed/>\n" for language in LANGUAGES},
        "assets/site.css": "a::after { content: 'x' }\n",
        "kit/card-ru.pdf": "%PDF-1.7\n%%EOF\n",
        "kit/ru.txt": "Пример.\n",
        "data/figures.csv": "name,value\nreports,24\n",
        "data/figures.json": '{"reports": 24}\n',
        "sitemap.xml": "<urlset/>\n",
    }


GOOD = good_site()
PAGES = sorted(path for path in GOOD if path.endswith(".html"))
EXPECTED = Expectation(
    LANGUAGES,
    base_path="/base/",
    home="https://home.test/base",
    kit=frozenset(path for path in GOOD if path.startswith("kit/")),
    addresses=frozenset(
        [
            *("https://example.org/named", "https://example.org/", "https://example.org/a?b=1", "https://example.net/"),
            *("tel:000", "sms:0000000000", "mailto:a@example.org", "https://home.test/base/named"),
        ]
    ),
    digests={path: sha256(text.encode()).hexdigest() for path, text in GOOD.items()},
)


def write_all(folder: Path, site: Site) -> None:
    """Write a site into a folder."""
    for path, text in site.items():
        write(folder, path, text)


def found(site: Site, expectation: Expectation | None = None, links: Mapping[str, str] = {}) -> list[str]:
    """What the check says about a site, by default against the files of the good site, made as they are now."""
    expectation = expectation or made_as(site)
    with TemporaryDirectory() as folder:
        write_all(Path(folder), site)
        for path, target in links.items():
            (Path(folder) / path).symlink_to(target)
        return [sentence(problem) for problem in verify(Path(folder), expectation, noted(site, expectation))]


def made_as(site: Site, without: Collection[str] = ()) -> Expectation:
    """What is expected where the files of the good site, but for some, were made as a site has them."""
    made = {path: site.get(path, text) for path, text in GOOD.items() if path not in without}
    return replace(EXPECTED, digests={path: sha256(text.encode()).hexdigest() for path, text in made.items()})


def noted(site: Site, expectation: Expectation = EXPECTED) -> PageNotes:
    """Notes on the pages of a site, as they are taken when pages are made."""
    notes = PageNotes(expectation)
    for path in sorted(site):
        if path.endswith(".html"):
            notes.add(path, site[path])
    return notes


def changed(case: Mapping[str, Any]) -> Site:
    """The good site with the changes of a case."""
    gone = {*case.get("remove", ()), *case.get("not_made", ())}
    site = {path: text for path, text in GOOD.items() if path not in gone}
    site |= {new: GOOD[old] for new, old in case.get("copy", {}).items()}
    for path, pairs in case.get("change", {}).items():
        for old, new in pairs.items():
            assert old in site[path]
            site[path] = site[path].replace(old, new)
    for place in ("head", "main"):
        for path, markup in case.get(place, {}).items():
            site[path] = site[path].replace(f"</{place}>", f"{markup}</{place}>")
    return site | case.get("write", {})


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_check_says(case: Mapping[str, Any]) -> None:
    """Each sentence of rules/verify.yml holds: this change to a good site gives exactly these problems."""
    site = changed(case)
    expected = EXPECTED if "as_made" in case else made_as(site, case.get("not_made", ()))
    says = [re.sub("|".join(WORDS), lambda name: WORDS[name[0]], line) for line in case["says"]]
    assert found(site, expected, case.get("link", {})) == says


@pytest.mark.parametrize("path", sorted(GOOD))
def test_any_other_byte_in_any_file_is_found(path: str, tmp_path: Path) -> None:
    """A change that no rule could object to, of one letter, is found in each kind of file; one that is missing is one
    problem, however many links lead to it."""
    write_all(tmp_path, GOOD)
    assert verify(tmp_path, EXPECTED, noted(GOOD)) == []
    with (tmp_path / path).open("a") as file:
        file.write("\n")
    assert [sentence(problem) for problem in verify(tmp_path, EXPECTED, noted(GOOD))] == [f"{path}: {ALTERED}"]
    gone = "does not exist; the site is not complete without it"
    assert found({name: text for name, text in GOOD.items() if name != path}) == [f"{path}: {gone}"]


def test_a_name_that_no_one_can_read_is_printed_on_one_line(tmp_path: Path) -> None:
    """A path is the one thing of the folder that is repeated, so it may not break the list of problems. Where nothing
    was built the check says so, once."""
    assert [problem.code for problem in verify(tmp_path / "site", EXPECTED, noted(GOOD))] == ["site.no_folder"]
    write_all(tmp_path, GOOD | {"data/a\nb\u202e.csv": "x"})
    [said] = map(sentence, verify(tmp_path, EXPECTED, noted(GOOD)))
    assert said.startswith(r"data/a\nb\u202e.csv: ")


@pytest.mark.parametrize("count", [5, 6, 8])
def test_a_fault_of_many_pages_is_said_once(count: int) -> None:
    """Up to five equal problems are told one by one; a fault that more pages share is one line, with the first page and
    how many there are."""
    wrong = {path: GOOD[path].replace("no-referrer", "x") for path in PAGES[:count]}
    said = found(GOOD | wrong)
    named = PAGES[:5] if count == 5 else PAGES[:1]
    assert [line.partition(":")[0] for line in said] == named
    rest = f"(the same in other files, {count} in all; this is the first)"
    assert [line.endswith(rest) for line in said] == [count > 5] * len(said)


@given(data=st.data(), path=st.sampled_from(PAGES))
@unhurried
def test_any_changed_link_is_found(data: st.DataObject, path: str) -> None:
    """One letter more, less or in another case, in any link inside the site, is noticed on the page it stands on."""
    link = data.draw(st.sampled_from([match.span(1) for match in OWN_LINK.finditer(GOOD[path])]))
    at = data.draw(st.integers(link[0], link[1] - 1))
    letter = GOOD[path][at]
    changes = ("", f"q{letter}", f"/{letter}", f" {letter}", letter.swapcase())
    new = data.draw(st.sampled_from([change for change in changes if change != letter]))
    said = found({**GOOD, path: GOOD[path][:at] + new + GOOD[path][at + 1 :]})
    assert any(line.startswith(path) for line in said)


_LOOK = """
import resource
from pathlib import Path
from build_tools.verify import digest_of
most = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() + (64 << 20)
resource.setrlimit(resource.RLIMIT_AS, (most, most))
print(digest_of(Path("large")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much memory there is")
def test_a_file_of_any_size_is_looked_at_in_little_memory(tmp_path: Path) -> None:
    """Whoever lays a file that is larger than the memory into a site keeps nobody from noticing it."""
    with (tmp_path / "large").open("wb") as file:
        file.truncate(256 << 20)
    done = subprocess.run([sys.executable, "-c", _LOOK], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (len(done.stdout.strip()), done.stderr) == (64, "")
