"""The gate around git, file by file: each commit is public by itself, whatever the next one does.

What looks like a number is put together when a test runs, so that this file passes the gate itself.
"""

import os
import re
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path

import pytest

from build_tools.gate import files
from build_tools.gate.files import NAMED, NOT_TEXT
from build_tools.gate.hooks import GateFinding, everything, gate_report, pushed, ranged, staged
from build_tools.load.closed_tree import MISPLACED, may_lie
from build_tools.personal_data.table import FAULTS
from tests.conftest import EXAMPLE
from tests.personal_data.items import MADE
from tests.records import (
    ELSEWHERE,
    MORE,
    NAME,
    OTHER_WORDS,
    PATH,
    RELEASE,
    SAYS_MORE,
    SILENT,
    STORY,
    UNCOUNTED,
    record,
    text_of,
)
from tests.repositories import committed, write
from tests.repositories import git as run_git


def item(name: str) -> str:
    """Return a made item that looks personal."""
    return MADE[name]()


DIGITS_IN_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
CALL = " ".join(DIGITS_IN_WORDS[int(digit)] for digit in item("phone"))
SPACED = re.sub("(..)", r"\1 ", item("phone")).strip()
TWO_ALPHABETS = "В{o}время Aсқар пришёл.\n".format(o="\u006f").replace("A", "\u0041")
CONTACTS = f'organisations:\n  - channels:\n      - kind: phone\n        value: "{item("phone abroad")}"\n'
PICTURE = b"data:image/png;base64," + b"A" * 60

TOLD = text_of(STORY)
UNREADABLE, PLACE = "protect.record_unreadable", MISPLACED.code
LEDGER = (EXAMPLE / "content/figures/2000-1.yml").read_text("utf-8").replace('id: "2000-1"', 'id: "2000-2"')
REMARKS = LEDGER + re.sub("(?m)^", "# ", TOLD)
INVENTED = text_of({**STORY, "invented": True})

FILES: dict[str, tuple[str, str | bytes, str]] = {
    "an IIN": ("content/kk/a.md", f"Words.\nЖСН {item('iin')}\n", "personal.iin"),
    "a spaced-out phone": ("content/ru/b.md", f"Тел. {SPACED}\n", "personal.phone"),
    "a number in words": ("content/en/c.md", f"Call {CALL}.\n", "personal.phone"),
    "a name of two alphabets": ("content/ru/d.md", TWO_ALPHABETS, "personal.hidden"),
    "a name": ("content/kk/m.md", f"Содан кейін {NAME} келді.\n", "personal.person"),
    "a name in lower case": ("content/ru/n.md", f"Потом {NAME.lower()} ушла.\n", "personal.person"),
    "a name in a comment of YAML": ("content/law.yml", f"# {NAME} said so\nprovisions: []\n", "personal.person"),
    "a name in a test": ("tests/test_y.py", f'WHO = "{NAME}"\n', "personal.person"),
    "a comment of YAML": ("cases_public/examples/7Q4K.yml", f"# {item('iin')}\nid: 7Q4K\n", "personal.iin"),
    "an e-mail address": ("README.md", "Write to a.b" + "@" + "somewhere.zz\n", "personal.email"),
    "a comment of the program": ("build_tools/x.py", f"# for {item('phone abroad')}\n", "personal.phone"),
    "a test": ("tests/test_x.py", f'NUMBER = "{item("iin")}"\n', "personal.iin"),
    "a workflow": (".github/workflows/x.yml", f"# {item('account')}\n", "personal.iban"),
    "a schema": ("cases_public/case.schema.json", f'{{"a": "{item("iin")}"}}\n', "personal.iin"),
    "a firm": ("content/kk/e.md", f"БСН {item('bin')}\n", "personal.iin"),
    "a name in a network": ("content/ru/f.md", "Пишите: https://t" + ".me/somebody_here\n", "personal.handle"),
    "a document": ("content/en/g.md", f"His card {item('passport')}.\n", "personal.document"),
    "a vehicle": ("content/kk/h.md", f"Көлік {item('Cyrillic plate')}\n", "personal.plate"),
    "a birthday": ("content/ru/i.md", f"Родился {item('birthday')}\n", "personal.birth"),
    "an address": ("content/ru/j.md", "Живёт на ул. Прямой, дом" + " 7, кв. 9\n", "personal.address"),
    "a day and an hour": ("content/ru/y.md", f"Задержан {item('birthday')}" + " в 22" + ":40.\n", "personal.date"),
    "a place on a map": ("content/en/o.md", f"At {item('point')}\n", "personal.coordinates"),
    "any long number": ("content/en/l.md", f"No. {item('long')}\n", "personal.number"),
    "a card": ("docs/a.md", f"1;{item('card')}\n", "personal.card"),
    "a list of the finder": ("build_tools/personal_data/data/x.txt", f"{item('phone abroad')}\n", "personal.phone"),
    "an example of the finder": ("tests/personal_data/x.yml", f"a: {item('phone abroad')}\n", "personal.phone"),
    "a contact and its source": (
        "content/organisations.yml",
        f'{CONTACTS}        source: "https://t.me/somebody_of_ours"\n',
        "",
    ),
    "a contact beside a channel": ("content/organisations.yml", f'note: "{item("phone abroad")}"\n', "personal.phone"),
    "a contact in another file": ("content/law.yml", f'value: "{item("phone abroad")}"\n', "personal.phone"),
    "a lock": ("requirements/site.txt", f"a==6.0.12.{20261108} \\\n    --hash=sha256:{'0a1b' * 16}\n", ""),
    "a decorator": ("build_tools/y.py", "@dataclass\nclass A:\n    pass\n", ""),
    "words in capitals in values, and towns": (
        "content/vocabulary.yml",
        'label: {kk: "Адам коды", ru: "Пол", en: "An age"}\nname: {ru: "Шевченко", en: "Shar"}\n',
        "",
    ),
    "ids of law": (
        "content/law.yml",
        'groups:\n  - id: udhr_5\n    titles:\n      - "An article"\n      - kk: Адамның құқығы\n',
        "",
    ),
    "a name in a list": ("content/vocabulary.yml", f'label: {{kk: "{NAME}", ru: "Пол"}}\n', "personal.person"),
    "a name in an entry": ("content/law.yml", f'titles:\n  - "{NAME}"\n', "personal.person"),
    "a name in a decision": ("content/decisions.yml", f'reason: "Содан кейін {NAME} келді."\n', "personal.person"),
    "what opens an account as an id": ("content/corrections.yml", "id: nurlan" + "_s95\n", "personal.handle"),
    "a photo": ("content/en/photo.md", b"\xff\xd8\xff\xe0\x00\x10JFIF", NOT_TEXT.code),
    "a binary": ("content/law.yml", b"a: b\n\x00\x01", NOT_TEXT.code),
    "wide letters": ("content/site.yml", "a: b\n".encode("utf-16"), NOT_TEXT.code),
    "letters of an old computer": ("docs/old.md", "Аты\n".encode("cp1251"), NOT_TEXT.code),
    "what LFS keeps": ("docs/photo.md", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", NOT_TEXT.code),
    "what annex keeps": ("docs/kept.md", b"/annex/objects/SHA256E-s1--0.jpg\n", NOT_TEXT.code),
    "a picture within a text": ("docs/map.md", b'<svg><image href="' + PICTURE + b'"/></svg>\n', NOT_TEXT.code),
    "a picture within a style": ("site_src/quiet/a.css", b"a { background: url(" + PICTURE + b") }\n", NOT_TEXT.code),
    "a page without end": ("content/en/p.md", "---\n---\n" + "[a](" * 4000, "files.too_long"),
    "a story": (PATH, TOLD, ""),
    "other words than those agreed to": (PATH, text_of({**STORY, "summary": {"en": "Other words."}}), OTHER_WORDS),
    "words that say more than its codes": (PATH, text_of(MORE), SAYS_MORE),
    "nobody counted who is like it": (PATH, text_of(SILENT), UNCOUNTED),
    "nobody was asked whether they may speak": (PATH, text_of({**STORY, "free_to_speak": False}), UNREADABLE),
    "words that nobody agreed to yet": (PATH, text_of({**STORY, "consent": ""}), OTHER_WORDS),
    "no words": (PATH, text_of({name: one for name, one in STORY.items() if name != "summary"}), UNREADABLE),
    "an unknown field": (PATH, f"{TOLD}who: x\n", UNREADABLE),
    "an anchor": (PATH, TOLD.replace('"beating"', '&a "beating"'), UNREADABLE),
    "a value twice": (PATH, f'place: "XX-1"\n{TOLD}', UNREADABLE),
    "two documents": (PATH, f"{TOLD}---\n{TOLD}", UNREADABLE),
    "no YAML": (PATH, "place: [\n", UNREADABLE),
    "a remark": (PATH, f"# before: a town\n{TOLD}", "disclosure.remark_in_case"),
    "another id than its name": (PATH, text_of(record("7Q4M")), UNREADABLE),
    "under another release": (PATH.replace(RELEASE, "2000-2"), TOLD, UNREADABLE),
    "another ending": (PATH.replace(".yml", ".yaml"), "period: 2000\n", PLACE),
    "a copy of an editor": (f"{PATH}~", "period: 2000\n", PLACE),
    "capitals": (PATH.replace("cases_public", "Cases_Public"), "period: 2000\n", PLACE),
    "capitals in the ending": (PATH.replace(".yml", ".YML"), "period: 2000\n", PLACE),
    "a sign that nobody sees": (PATH.replace("cases_", "cases\u200c_"), "period: 2000\n", PLACE),
    "a dot at the end": (PATH.replace("public", "public."), "period: 2000\n", PLACE),
    "a folder deeper": (PATH.replace(RELEASE, f"{RELEASE}/a"), "period: 2000\n", PLACE),
    "a draft": ("content/drafts/7Q4K.yml", TOLD, PLACE),
    "a note": ("notes.txt", f"Words\n{TOLD}", ELSEWHERE),
    "a list of somebody": ("notes/list.csv", f"1;{item('card')}\n", "personal.card"),
    "in the remarks of a ledger": ("content/figures/2000-2.yml", REMARKS, ELSEWHERE),
    "pasted into a guide": ("docs/a.md", f"Words\n\n{TOLD}", ELSEWHERE),
    "in place of a guide": ("cases_public/README.md", TOLD, ELSEWHERE),
    "among the tests": (f"tests/example/{PATH}", TOLD, ELSEWHERE),
    "an invented one among the tests": (f"tests/example/{PATH}", INVENTED, ""),
    "among the examples": ("cases_public/examples/7Q4K.yml", TOLD, ELSEWHERE),
    "among the tombstones": ("cases_public/withdrawn/7Q4K.yml", TOLD, UNREADABLE),
    "among the tables": ("content/figures/2000-2.yml", TOLD, UNREADABLE),
    "an example": ("cases_public/examples/7Q4K.yml", text_of({**STORY, "release": "examples"}), ""),
    "a tombstone with a remark": (
        "cases_public/withdrawn/7Q4K.yml",
        '# Moved to another town.\nid: "7Q4K"\nrelease: "2000-1"\n',
        "disclosure.remark_in_case",
    ),
    "a tombstone of another name": ("cases_public/withdrawn/9999.yml", 'id: "7Q4K"\nrelease: "2000-1"\n', UNREADABLE),
    "a tombstone": ("cases_public/withdrawn/7Q4K.yml", 'id: "7Q4K"\nrelease: "2000-1"\n', ""),
    "a guide": ("cases_public/README.md", "Words about the place and the gender of people.\n", ""),
}
"""Files that a commit brings, with what is said of each."""


def rounds() -> list[list[str]]:
    """Return the names of the files in rounds, in each of which a path comes once."""
    of_path: dict[str, list[str]] = {}
    for name, (path, *_) in FILES.items():
        of_path.setdefault(path.lower(), []).append(name)
    return [[name for name in some if name] for some in zip_longest(*of_path.values())]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[GateFinding]]:
    """What is said of each file, where each round is the commit of a branch, and all are pushed at once."""
    root = tmp_path_factory.mktemp("pushed")
    write(root, "CHANGELOG.md", "Words\n")
    base, made = committed(root), dict[str, str]()
    for number, names in enumerate(rounds()):
        run_git(root, "switch", "--quiet", "--detach", base)
        for path, data, _ in map(FILES.__getitem__, names):
            write(root, path, "")
            (root / path).write_bytes(data if isinstance(data, bytes) else data.encode())
        made |= dict.fromkeys(names, committed(root))
        run_git(root, "update-ref", f"refs/heads/b{number}", "HEAD")
    every = pushed(root, everything(root))
    return {name: [one for one in every if (one.commit, one.path) == (made[name], FILES[name][0])] for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_each_file_of_a_commit_is_judged(found: dict[str, list[GateFinding]], name: str) -> None:
    """Each kind of item in each kind of file, what is no text, what lies where none may, and each story that must not
    be published so is named by its kind, at its line; what stands by right is not."""
    _, data, code = FILES[name]
    codes = {one.fault.code for one in found[name]}
    assert code in codes if code.startswith("personal.") else codes == ({code} - {""})
    lines = data.split("\n") if isinstance(data, str) else []
    placed = [one for one in found[name] if one.fault.code.startswith("personal.")]
    assert all(one.line and one.column and one.column <= len(lines[one.line - 1]) for one in placed)


def test_each_kind_has_its_own_sentence() -> None:
    """No two kinds are said alike, and each that may be found is one of those above."""
    codes = {fault.code for fault in FAULTS.values()}
    assert codes == {code for _, _, code in FILES.values() if code.startswith("personal.")}
    assert len({fault.message for fault in FAULTS.values()}) == len(FAULTS)


def test_nothing_is_said_of_a_value(found: dict[str, list[GateFinding]]) -> None:
    """The report holds places, and neither a digit run nor a word of what was found."""
    personal = [one for some in found.values() for one in some if one.fault in FAULTS.values()]
    report = "\n".join(gate_report([GateFinding(one.fault, one.path, one.line, one.column) for one in personal]))
    assert not re.search(r"\d{5}", report)
    texts = [data for _, data, code in FILES.values() if isinstance(data, str) and code.startswith("personal.")]
    words = {word for text in texts for word in re.findall(r"\w{5,}", text)} - {"personal", "content", "cases_public"}
    assert [word for word in words if re.search(rf"\b{word}\b", re.sub(r"(?m)^\S+: ", "", report))] == []


def test_what_nobody_looks_at_is_refused(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large, and a repository inside, hold what nobody sees; where a link leads is read as text."""
    monkeypatch.setattr(files, "LARGEST", 1000)
    write(repository, "docs/large.md", "a\n" * 501)
    (repository / "docs" / "link.md").symlink_to(f"/home/{item('iin')}")
    write(repository / "inside", "docs/a.md", "a")
    committed(repository / "inside")
    run_git(repository, "-c", "advice.addEmbeddedRepo=false", "add", "--all")
    assert {(one.path, one.fault.code) for one in staged(repository)} == {
        ("docs/large.md", "files.too_large"),
        ("docs/link.md", "personal.iin"),
        ("inside", "protect.repository_inside"),
    }


NO_TEXT = os.fsdecode("Обыск".encode("cp1251"))
NAMES = (NO_TEXT, "-".join(item("iin")), NAME.lower().replace(" ", "_"), "-".join(("aig" + "ul", "serik" + "ova")))


def test_a_name_of_a_file_is_judged_and_not_said(repository: Path) -> None:
    """A file or folder that is called by somebody's number or name is stopped, by its name or by its place; only the
    folder around it is named."""
    places = ("content/en/{}.md", "docs/{}/a.md", "notes/{}.yml", "tests/{}.py")
    for path in [place.format(name) for place in places for name in NAMES]:
        write(repository, path, "a\n")
        run_git(repository, "add", "--all")
        [one] = staged(repository)
        assert one.fault.code == (NAMED.code if may_lie(path) else MISPLACED.code)
        assert not [name for name in NAMES if name[:3] in "".join(gate_report([one]))]
        run_git(repository, "rm", "-q", "-f", path)


def test_links_and_rights_hide_no_record(repository: Path) -> None:
    """A file that may be run is judged like any other; a link among cases, or in place of their folder, is refused."""
    write(repository, PATH, text_of(SILENT))
    (repository / PATH).chmod(0o755)
    places = (f"cases_public/{RELEASE}/7Q4M.yml", "cases_public/2000-2", "Cases_Public")
    for path in places:
        (repository / path).symlink_to("README.md")
    run_git(repository, "add", "--all")
    found = {(one.path, one.fault.code) for one in staged(repository)}
    links = {(path, code) for path in places for code in ("files.link", PLACE)} - {(places[0], PLACE)}
    assert found == {(PATH, UNCOUNTED), *links}


def test_a_push_without_a_case_loads_no_models(repository: Path) -> None:
    """Who pushes words does not wait for what reads records."""
    base = run_git(repository, "rev-parse", "HEAD")
    write(repository, "content/en/about.md", "The place, the period, the gender and the treatment of people.\n")
    committed(repository)
    assert ranged(repository, base, "HEAD") == []
    code = (
        "import sys; from pathlib import Path; from build_tools.gate import hooks; "
        f"assert hooks.ranged(Path({str(repository)!r}), {base!r}, 'HEAD') == []; "
        "sys.exit('build_tools.models' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
