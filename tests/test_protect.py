"""The gate around git: what is staged and every commit of a push is judged, in real repositories.

What looks like a number is put together when a test runs, so that this file passes the gate itself.
"""

import os
import re
from pathlib import Path

import pytest

from build_tools import git, protect
from build_tools.closed_tree import MISPLACED, may_lie
from build_tools.git.history import Update, updates_of
from build_tools.personal_data.finding import FAULTS
from build_tools.problems import Refused
from build_tools.protect import GateFinding, commits, gate, gate_report, words
from build_tools.protect.commits import pushed, ranged, staged
from build_tools.screening import files
from build_tools.screening.files import NAMED, NOT_TEXT
from tests.personal_data.items import MADE
from tests.repositories import changed, committed, write
from tests.repositories import git as run_git

NOTHING = "0" * 40
PAGE = "content/en/about.md"
WORDS = '---\ntitle: "About"\n---\n\nA man, 30 to 44, was beaten in Almaty.\n'


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A project with one commit in which nothing is personal."""
    root = tmp_path / "a project"
    write(root, PAGE, WORDS)
    committed(root)
    return root


def item(name: str) -> str:
    """Return a made item that looks personal."""
    return MADE[name]()


NAME = "".join(("Айг", "үл ", "Сері", "кова"))
"""An invented name, in letters of Kazakh."""


def spaced(text: str) -> str:
    """Return a text with a space after each pair of signs."""
    return re.sub("(..)", r"\1 ", text).strip()


def in_words(text: str) -> str:
    """Return digits as English words."""
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return " ".join(words[int(digit)] for digit in text)


PLANTED: dict[str, tuple[str, str, str]] = {
    "an IIN": ("content/kk/a.md", f"Words.\nЖСН {item('iin')}\n", "personal.iin"),
    "a spaced-out phone": ("content/ru/b.md", f"Тел. {spaced(item('phone'))}\n", "personal.phone"),
    "a number in words": ("content/en/c.md", f"Call {in_words(item('phone'))}.\n", "personal.phone"),
    "a name of two alphabets": (
        "content/ru/d.md",
        "В{o}время Aсқар пришёл.\n".format(o="\u006f").replace("A", "\u0041"),
        "personal.hidden",
    ),
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
    "a place on a map": ("content/en/k.md", f"At {item('point')}\n", "personal.coordinates"),
    "any long number": ("content/en/l.md", f"No. {item('long')}\n", "personal.number"),
    "a card": ("docs/a.md", f"Card {item('card')}\n", "personal.card"),
}


def test_each_kind_has_its_own_sentence() -> None:
    """No two kinds are said alike, and each that is found here or may be found is one of them."""
    codes = {fault.code for fault in FAULTS.values()}
    assert codes == {code for _, _, code in PLANTED.values()}
    assert len({fault.message for fault in FAULTS.values()}) == len(FAULTS)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[GateFinding]]:
    """A project whose next commit holds each planted item, with what was found in it."""
    root = tmp_path_factory.mktemp("planted")
    write(root, PAGE, WORDS)
    committed(root)
    for path, text, _ in PLANTED.values():
        write(root, path, text)
    run_git(root, "add", "--all")
    return root, staged(root)


@pytest.mark.parametrize(("path", "text", "code"), PLANTED.values(), ids=PLANTED)
def test_each_planted_item_is_stopped_before_the_commit(
    planted: tuple[Path, list[GateFinding]], path: str, text: str, code: str
) -> None:
    """Whatever the kind of file, an item that is staged is found at its line and column, and is of its kind."""
    found = [one for one in planted[1] if (one.path, one.fault.code) == (path, code)]
    lines = text.split("\n")
    assert found
    assert all(one.line and one.column and 0 < one.column <= len(lines[one.line - 1]) for one in found)


def test_the_lists_of_the_finder_are_none_of_its_findings(repository: Path) -> None:
    """Its words and examples stand in its rooms as they are, and in no other file of the program."""
    for room in ("build_tools/personal_data/data/x.txt", "tests/personal_data/x.yml", "build_tools/x.txt"):
        write(repository, room, f"{NAME}: {item('phone abroad')}\n")
    run_git(repository, "add", "--all")
    assert {one.path for one in staged(repository)} == {"build_tools/x.txt"}


def test_nothing_is_said_of_a_value(planted: tuple[Path, list[GateFinding]]) -> None:
    """The report holds places, and neither a digit run nor a word of what was found."""
    found = planted[1]
    said = "\n".join(gate_report(found))
    assert len(said.splitlines()) == len(set(found))
    assert not re.search(r"\d{5}", said)
    for _, text, _ in PLANTED.values():
        assert not [word for word in re.findall(r"\w{5,}", text) if word in said and word not in "personal"]


def test_what_stands_by_right_is_not_stopped(repository: Path) -> None:
    """A contact as the value of a channel, its source, digests and placeholders of a lock and of a review pass."""
    channel = f'organisations:\n  - channels:\n      - kind: phone\n        value: "{item("phone abroad")}"\n'
    write(repository, "content/organisations.yml", channel + '        source: "https://t.me/somebody_of_ours"\n')
    write(repository, "requirements/site.txt", f"a==6.0.12.{2026 * 10**4 + 1108} \\\n    --hash=sha256:{'0a1b' * 16}\n")
    write(repository, "content/kk/a.md", f'---\ntranslates: {{language: en, version: "{"faed06ae8926"[:12]}"}}\n---\n')
    write(repository, "build_tools/x.py", "@dataclass\nclass A:\n    pass\n")
    run_git(repository, "add", "--all")
    assert staged(repository) == []


PLAIN_YAML = {
    "content/vocabulary.yml": 'label: {kk: "Адам коды", ru: "Пол", en: "An age"}\nname: {ru: "Шевченко", en: "Shar"}\n',
    "content/law.yml": 'groups:\n  - id: udhr_5\n    titles:\n      - "An article"\n      - kk: Адамның құқығы\n',
}
NAMES_IN_YAML = {
    "content/vocabulary.yml": f'label: {{kk: "{NAME}", ru: "Пол"}}\n',
    "content/law.yml": f'titles:\n  - "{NAME}"\n',
    "content/decisions.yml": f'reason: "Содан кейін {NAME} келді."\n',
    "content/figures/2022-01-19.yml": "id: nurlan" + "_s95\n",
}


def test_a_value_of_yaml_begins_a_sentence(repository: Path) -> None:
    """An ordinary word in capitals is none where its value begins; nor are the towns of the codebook and ids of law."""
    for name, text in PLAIN_YAML.items():
        write(repository, name, text)
    run_git(repository, "add", "--all")
    assert staged(repository) == []


def test_a_name_at_the_beginning_of_a_value_is_stopped(repository: Path) -> None:
    """What is known as a name stays one wherever it stands, and what opens an account is no id elsewhere."""
    for name, text in NAMES_IN_YAML.items():
        write(repository, name, text)
    run_git(repository, "add", "--all")
    assert {one.path for one in staged(repository)} == NAMES_IN_YAML.keys()


def test_a_contact_beside_a_channel_is_stopped(repository: Path) -> None:
    """Only the value of a channel may be a contact: not its note, and not the same words in another file."""
    text = f'value: "{item("phone abroad")}"\n'
    write(repository, "content/organisations.yml", f"note: {text}")
    write(repository, "content/law.yml", text)
    run_git(repository, "add", "--all")
    assert {one.path for one in staged(repository)} == {"content/organisations.yml", "content/law.yml"}


BINARY = {
    "content/en/photo.md": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "content/law.yml": b"a: b\n\x00\x01",
    "content/site.yml": "a: b\n".encode("utf-16"),
    "docs/old.md": "Аты\n".encode("cp1251"),
    "docs/photo.md": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
    "docs/kept.md": b"/annex/objects/SHA256E-s1--0.jpg\n",
    "docs/map.md": b'<svg><image href="data:image/png;base64,' + b"A" * 60 + b'"/></svg>\n',
    "site_src/quiet/a.css": b"a { background: url(data:image/webp;base64," + b"A" * 60 + b") }\n",
}


def test_what_is_no_text_is_refused(repository: Path) -> None:
    """A photo, a binary that is called a text, other encodings, a picture within a text, and what stands for a file
    that LFS or annex uploads are stopped, whatever folder they lie in."""
    for name, data in BINARY.items():
        write(repository, name, "")
        (repository / name).write_bytes(data)
    run_git(repository, "add", "--all")
    assert {one.path for one in staged(repository) if one.fault == NOT_TEXT} == BINARY.keys()


def test_a_file_that_may_not_lie_there_is_refused_by_its_place(repository: Path) -> None:
    """Whatever it holds, nothing else is said of it."""
    write(repository, "notes/list.csv", f"1;{item('card')}\n")
    run_git(repository, "add", "--all")
    assert [(one.path, one.fault.code) for one in staged(repository)] == [("notes/list.csv", MISPLACED.code)]


def test_a_name_that_is_no_text_is_refused(repository: Path) -> None:
    """A name in the letters of an old computer may be that of anybody; it is said by its place among the files."""
    (repository / os.fsdecode("Обыск.md".encode("cp1251"))).write_text("Words\n", "utf-8")
    run_git(repository, "add", "--all")
    assert [one.fault.code for one in staged(repository)] == [MISPLACED.code]


def test_what_nobody_looks_at_is_refused(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large, and a repository inside, hold what nobody sees; where a link leads is read as text."""
    monkeypatch.setattr(files, "LARGEST", 1000)
    write(repository, "docs/large.md", "a\n" * 501)
    (repository / "docs" / "link.md").symlink_to(f"/home/{item('iin')}")
    write(repository / "inside", "docs/a.md", "a")
    committed(repository / "inside")
    run_git(repository, "-c", "advice.addEmbeddedRepo=false", "add", "--all")
    said = {one.path: one.fault.code for one in staged(repository)}
    assert said == {
        "docs/large.md": "files.too_large",
        "docs/link.md": "personal.iin",
        "inside": "protect.repository_inside",
    }


@pytest.mark.parametrize("name", ["content/en/{}.md", "docs/{}/a.md", "notes/{}.yml", "tests/{}.py"])
@pytest.mark.parametrize(
    "of", ["-".join(item("iin")), NAME.lower().replace(" ", "_"), "-".join(("aig" + "ul", "serik" + "ova"))]
)
def test_a_name_of_a_file_is_judged_and_not_said(repository: Path, name: str, of: str) -> None:
    """A file or folder that is called by somebody's number or name is stopped, by its name or by its place; only the
    folder around it is named."""
    path = name.format(of)
    write(repository, path, "a\n")
    run_git(repository, "add", "--all")
    found = staged(repository)
    assert [one.fault.code for one in found] == [NAMED.code if may_lie(path) else MISPLACED.code]
    assert of[:3] not in "".join(gate_report(found))


@pytest.mark.parametrize("sign", ["[ ", "![", "[a](", "<a ", "# a\n", "> "])
def test_a_page_without_end_is_one_sentence_at_once(repository: Path, sign: str) -> None:
    """What would keep Markdown busy for minutes is refused by its line, before anything reads it."""
    write(repository, PAGE, WORDS + "\n" + sign * 4000)
    run_git(repository, "add", "--all")
    assert {(one.fault.code.partition(".")[0], one.path, one.line) for one in staged(repository)} == {
        ("files", PAGE, 7)
    }


def test_only_new_lines_are_reported(repository: Path) -> None:
    """What stood in a file before is closed; it is reported when its own line is changed, or it comes anew."""
    write(repository, PAGE, f"{WORDS}\r\nOld: {item('iin')}\r\nLast\n")
    committed(repository)
    changed(repository, PAGE, "Last", f"Last\n\nNew: {item('card')}")
    run_git(repository, "add", "--all")
    assert [(one.line, one.fault.code) for one in staged(repository)] == [(10, "personal.card")]
    changed(repository, PAGE, "Old:", "Older:")
    run_git(repository, "add", "--all")
    assert [one.line for one in staged(repository)] == [7, 10]


def test_a_number_that_two_lines_make_together_is_new(repository: Path) -> None:
    """Of a number over two lines, one old and one new, the whole is new."""
    first, second = item("phone")[:6], item("phone")[6:]
    write(repository, PAGE, f"{WORDS}{first}\n")
    committed(repository)
    changed(repository, PAGE, first, f"{first}\n{second}")
    run_git(repository, "add", "--all")
    assert [one.line for one in staged(repository)] == [6]


def test_a_repository_without_a_commit_is_judged(tmp_path: Path) -> None:
    """The first commit is judged like any other."""
    run_git(tmp_path, "init", "--quiet")
    write(tmp_path, PAGE, item("iin"))
    run_git(tmp_path, "add", "--all")
    assert [one.path for one in staged(tmp_path)] == [PAGE]


def test_a_project_below_its_repository_is_judged_with_all_around_it(tmp_path: Path) -> None:
    """What lies beside the project goes out with it."""
    write(tmp_path, f"site/{PAGE}", item("iin"))
    write(tmp_path, "beside.txt", item("iin"))
    run_git(tmp_path, "init", "--quiet")
    run_git(tmp_path, "add", "--all")
    assert {one.path for one in staged(tmp_path / "site")} == {f"site/{PAGE}", "beside.txt"}


def push(root: Path, *names: str, old: str = NOTHING) -> list[GateFinding]:
    """Return what is found when branches or tags are pushed to a place that has ``old``."""
    ends = {name: run_git(root, "rev-parse", name) for name in names}
    return pushed(root, [Update(f"refs/heads/{name}", old, new) for name, new in ends.items()])


def test_what_a_later_commit_takes_away_is_seen(repository: Path) -> None:
    """An item in a commit that the next one of the same push reverts is found in the first, and named by it."""
    base = run_git(repository, "rev-parse", "HEAD")
    write(repository, "content/en/a.md", f"{item('iin')}\n")
    bad = committed(repository)
    run_git(repository, "revert", "--no-edit", "HEAD")
    assert [(one.commit, one.path) for one in push(repository, "main", old=base)] == [(bad, "content/en/a.md")]
    assert ranged(repository, base, "main") == push(repository, "main", old=base)
    assert ranged(repository, bad, "main") == []


def test_a_message_is_judged(repository: Path) -> None:
    """What a message says is found at its line, and the names of whoever made a commit are judged too."""
    base = run_git(repository, "rev-parse", "HEAD")
    committed(repository, f"Words\n\nFor {item('iin')}")
    run_git(repository, "commit", "--quiet", "--allow-empty", "--message", "b", "--author", f"X <x.y{'@'}some.zz>")
    run_git(repository, "commit", "--quiet", "--allow-empty", "--message", f"For {NAME}")
    run_git(repository, "commit", "--quiet", "--allow-empty", "--message", "b", "--author", f"{NAME} <a@b.invalid>")
    found = [(one.fault.code, one.line, one.part) for one in push(repository, "main", old=base)]
    assert found == [
        ("personal.iin", 3, words.OF_A_MESSAGE),
        ("protect.author", None, words.OF_AN_AUTHOR),
        ("personal.person", 1, words.OF_A_MESSAGE),
        ("protect.author", None, words.OF_AN_AUTHOR),
    ]


def test_a_message_may_speak_of_the_program() -> None:
    """Names of modules and a word in capitals at the beginning are no person; a name in the middle is one."""
    right = "Twelve rows of test_verify\n\nDivide them\n- Hold the lines\n"
    assert list(words.of_words(right.encode(), words.OF_A_MESSAGE)) == []
    wrong = f"{NAME.split()[0]} did it\n\nSo did {NAME}\n"
    assert {one.line for one in words.of_words(wrong.encode(), words.OF_A_MESSAGE)} == {1, 3}


@pytest.mark.parametrize("address", ["noreply@host.zz", "1+x@users.noreply.host.zz", "a@b.invalid", "a@example.org"])
def test_an_address_that_reaches_nobody_may_be_that_of_an_author(address: str) -> None:
    """Hosts that take no mail and names reserved for examples are no address of a person."""
    assert not protect.is_a_person("Coalition", address)


def test_tags_and_names_of_branches_are_judged(repository: Path) -> None:
    """An annotated tag is looked at itself, one on a tag too; the name of a branch or tag is judged as text."""
    run_git(repository, "tag", "--annotate", "inner", "--message", f"Of {item('iin')}")
    run_git(repository, "tag", "--annotate", "outer", "inner", "--message", "Words")
    run_git(repository, "branch", f"case-{item('iin')}")
    base = run_git(repository, "rev-parse", "HEAD")
    assert [one.part for one in push(repository, "outer", old=base)] == [words.OF_A_TAG]
    (named,) = push(repository, f"case-{item('iin')}", old=base)
    assert (named.fault, named.part) == (NAMED, words.OF_A_REF)
    assert item("iin")[:4] not in "".join(gate_report([named]))


def test_a_tag_of_no_commit_is_refused(repository: Path) -> None:
    """What names a file or a folder brings what no commit shows."""
    run_git(repository, "tag", "file", f"HEAD:{PAGE}")
    run_git(repository, "tag", "folder", "HEAD:content")
    assert [one.fault for one in push(repository, "file", "folder")] == [gate.NOT_A_COMMIT] * 2


def test_a_merge_is_judged_by_what_it_brings_itself(repository: Path) -> None:
    """A merge is not blamed for what its branches had before, but for what neither of them had."""
    write(repository, "docs/a.md", f"{item('iin')}\n")
    base = committed(repository)
    run_git(repository, "checkout", "--quiet", "-b", "other")
    write(repository, "docs/b.md", "b\n")
    committed(repository)
    run_git(repository, "checkout", "--quiet", "main")
    write(repository, "docs/c.md", "c\n")
    committed(repository)
    run_git(repository, "merge", "--quiet", "--no-commit", "--no-ff", "other")
    write(repository, "docs/b.md", f"b\n{item('card')}\n")
    write(repository, "docs/d.md", f"{item('iin')}\n")
    merge = committed(repository)
    found = [(one.commit, one.path, one.line) for one in push(repository, "main", old=base)]
    assert found == [(merge, "docs/b.md", 2), (merge, "docs/d.md", 1)]


def test_a_push_of_nothing_known_is_judged_from_the_first_commit(repository: Path) -> None:
    """A new branch, and one whose old commit is not here, are judged whole; what is deleted brings nothing."""
    write(repository, "docs/a.md", item("iin"))
    committed(repository)
    write(repository, "docs/b.md", "b")
    last = committed(repository)
    assert [one.path for one in push(repository, "main")] == ["docs/a.md"]
    assert [one.path for one in push(repository, "main", old="1" * 40)] == ["docs/a.md"]
    assert pushed(repository, [Update("refs/heads/main", last, NOTHING)]) == []
    run_git(repository, "update-ref", "refs/remotes/origin/main", last)
    assert pushed(repository, [Update("refs/heads/x", NOTHING, last)], protect.known_to(repository, "origin")) == []
    assert protect.known_to(repository, "other") == []


def test_what_was_there_before_the_gate_is_closed(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to the baseline nothing is judged; what comes after it is, and so is a line that joins an older one."""
    write(repository, "docs/a.md", f"{item('iin')}\nb\n")
    monkeypatch.setattr(commits, "BASELINE", committed(repository))
    changed(repository, "docs/a.md", "b", f"{item('phone')[:6]}\n{item('phone')[6:]}")
    committed(repository)
    assert [(one.path, one.line) for one in push(repository, "main")] == [("docs/a.md", 2)]


def test_a_history_that_is_cut_short_is_refused(repository: Path, tmp_path: Path) -> None:
    """In a shallow clone nobody sees what comes before; the sentence has the command that mends it."""
    committed(repository)
    run_git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{repository}", "shallow")
    with pytest.raises(git.Unknown) as refused:
        push(tmp_path / "shallow", "main")
    (problem,) = refused.value.problems
    assert problem.code == "git.shallow_clone"
    assert "git fetch --unshallow" in problem.fault.message


def test_an_object_that_is_missing_is_no_clean_file(repository: Path) -> None:
    """Where git cannot give what a commit brings, nothing is called clean."""
    blob = run_git(repository, "rev-parse", f"HEAD:{PAGE}")
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(git.Unknown):
        push(repository, "main")


def test_the_lines_of_a_push_are_read_as_git_writes_them() -> None:
    """What people typed may hold spaces; what is no line of git is refused."""
    old, new = "1" * 40, "2" * 40
    assert updates_of(f"HEAD^{{/a b}} {new} refs/heads/main {old}\n") == [Update("refs/heads/main", old, new)]
    assert updates_of("") == []
    for lines in ("words\n", f"a {new} b\n", f"a {new} b {old[:-1]}\n"):
        with pytest.raises(Refused):
            updates_of(lines)


def test_a_signature_is_no_text() -> None:
    """The lines of a signature are numbers of a machine; what stands around it is judged at its own line."""
    lines = ["Words", "-----BEGIN SSH SIGNATURE-----", item("iin"), "-----END SSH SIGNATURE-----", item("iin")]
    assert [one.line for one in words.of_words("\n".join(lines).encode(), words.OF_A_TAG)] == [5]
