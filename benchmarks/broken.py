"""What people, editors and disks do to a file by mistake, and what nobody would: one change at a time, by chance.

In: a folder, the path of a file in it, and a source of chance. Out: what was done, and the paths that it touched.
What is inserted holds ``MARK`` where a message could repeat it.
"""

import os
import random
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

MARK = "zqx"
ODD: Mapping[str, list[str]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
SIGNS = "\ufeff\0\r\x85\u2028\u2029\u202e\u200b\xad\xa0\t\x7f\x1b\ud800\U000e0041\uffff\U0010ffffﬁⅫıİß&<>`*_#|~"
LONG = {"9": 400, "[": 40, "{": 40, "zqx": 400, "zqx ": 3000, " ": 600, "> ": 14, "1. ": 90, "<": 30, "\n": 9}
WORDS: list[str] = [*ODD["values"], *ODD["markdown"], *ODD["jinja"], *ODD["catalogue"], *SIGNS, "\u0301" * 30]
WORDS += [sign * times for sign, times in LONG.items()]
NAMES = [*ODD["names"], "a\n.md", "a\udcff.md", "a\u202e.md", "a" * 200]
Change = Callable[[random.Random, Path, str], tuple[str, list[str]]]
"""Changes a file of a folder; returns what was done and the paths that it touched."""


def in_text(edit: Callable[[random.Random, str], str]) -> Change:
    """Return the change of a file by one of its text."""

    def change(chance: random.Random, root: Path, path: str) -> tuple[str, list[str]]:
        text = (root / path).read_bytes().decode("utf-8", "surrogatepass")
        (root / path).write_bytes(edit(chance, text).encode("utf-8", "surrogatepass"))
        return "", [path]

    return change


def insert(chance: random.Random, text: str) -> str:
    """Put something odd anywhere."""
    place = chance.randrange(len(text) + 1)
    return text[:place] + chance.choice(WORDS) + text[place:]


def insert_line(chance: random.Random, text: str) -> str:
    """Put a line of something odd between two lines."""
    lines = text.split("\n")
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(["", "  ", "    "]) + chance.choice(WORDS))
    return "\n".join(lines)


def cut(chance: random.Random, text: str) -> str:
    """Take a piece away, or repeat it somewhere else."""
    start, length = chance.randrange(len(text) + 1), chance.choice([1, 2, 10, 100, 1000])
    piece = text[start : start + length]
    text = text[:start] + text[start + length :]
    place = chance.randrange(len(text) + 1)
    return text[:place] + piece * chance.choice([0, 0, 1, 2]) + text[place:]


def move_lines(chance: random.Random, text: str) -> str:
    """Delete lines, write them twice, move them, or indent them otherwise."""
    lines = text.split("\n")
    start = chance.randrange(len(lines))
    end = start + chance.choice([1, 1, 2, 5, 20])
    block, rest = lines[start:end], lines[:start] + lines[end:]
    place = chance.choice([start, chance.randrange(len(rest) + 1)])
    indent = chance.choice(["", "", " ", "  ", "\t", "- ", "# "])
    rest[place:place] = [indent + line for line in block] * chance.choice([0, 1, 2, 2, 300])
    return "\n".join(rest)


def put_value(chance: random.Random, text: str) -> str:
    """Put an odd value behind a colon, or an odd key before it."""
    places = list(re.finditer(r"^( *(?:- )?)([\w-]+):(.*)$", text, re.MULTILINE))
    if not places:
        return insert(chance, text)
    found, word = chance.choice(places), chance.choice(WORDS)
    line = f"{found[1]}{word}:{found[3]}" if chance.random() < 0.2 else f"{found[1]}{found[2]}: {word}"
    return text[: found.start()] + line + text[found.end() :]


def change_signs(chance: random.Random, text: str) -> str:
    """Change single signs: another sign, another case, other ends of lines, another order."""
    place = chance.randrange(len(text) + 1)
    sign = chance.choice([*"[]{}()<>&*_`#|-~:\\!\"'@%,?+=/.0 5ЯҚzqx\n"])
    ways: list[str] = [
        text[:place] + sign + text[place + 1 :],
        text.replace("\n", "\r\n"),
        text.replace("\n", "\r"),
        text.upper(),
    ]
    ways += [*ways[:1] * 5, text.replace("\n", "\x85"), text[::-1], text + text, "", "\n"]
    return chance.choice(ways)


def repeat(chance: random.Random, text: str) -> str:
    """Write something a thousand times, at the end."""
    return text + "\n" + chance.choice(WORDS)[:60] * 1000 + chance.choice(["", "\n"])


def in_bytes(chance: random.Random, root: Path, path: str) -> tuple[str, list[str]]:
    """Change bytes, so that mostly no text is left; or save the file in another encoding."""
    data = bytearray((root / path).read_bytes() or b" ")
    for _ in range(chance.choice([1, 1, 5, 50])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    text = (root / path).read_text("utf-8")
    kinds = [bytes(data)] * 3 + [text.encode(one, "replace") for one in ("utf-16", "utf-32", "cp1251", "utf-7")]
    (root / path).write_bytes(chance.choice([*kinds, chance.randbytes(500)]))
    return "", [path]


def in_structure(chance: random.Random, root: Path, path: str) -> tuple[str, list[str]]:
    """Delete, repeat, move or replace a part of YAML, also of front matter."""
    text = (root / path).read_text("utf-8")
    front = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    data = yaml.load(front[1] if front else text, yaml.CSafeLoader)
    places = list(parts_of(data))
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        (holder, key), (other, its_key) = chance.choice(places), chance.choice(places)
        if key not in (holder if isinstance(holder, dict) else range(len(holder))):
            continue
        odd = yaml.load(
            chance.choice(["1", "-1", ".nan", "zqx", "[]", "{}", "~", "true", "1e300", "2000-01-01"]), yaml.SafeLoader
        )
        do = chance.randrange(6)
        if do == 0:
            del holder[key]
        elif do == 1 and isinstance(holder, list):
            holder.append(holder[key])
        elif do == 2 and isinstance(holder, dict):
            holder[chance.choice(["zqx", None, 1, True, "id", "kk"])] = holder.pop(key)
        elif do == 3 and its_key in (other if isinstance(other, dict) else range(len(other))):
            holder[key] = other[its_key]
        else:
            holder[key] = chance.choice([odd, [odd], {"zqx": odd}, [holder[key]], {"kk": holder[key]}])
    try:
        made = yaml.dump(data, allow_unicode=True, sort_keys=False, width=chance.choice([80, 4000]))
    except RecursionError:
        return "", [path]
    (root / path).write_text(f"---\n{made}---\n{text[front.end() :]}" if front else made, "utf-8")
    return "", [path]


def parts_of(data: Any) -> Any:
    """Yield every part of YAML as what holds it and its key there."""
    keys = list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    for key in keys:
        yield data, key
        yield from parts_of(data[key])


def in_place(chance: random.Random, root: Path, path: str) -> tuple[str, list[str]]:
    """Rename, move, copy or remove a file or the folder around it, or put something else in its place."""
    old = root / path
    old = old.parent if chance.random() < 0.15 and "/" in path else old
    folders = sorted(p for p in root.rglob("*") if p.is_dir())
    name = chance.choice([*NAMES, old.name, old.name.upper(), old.stem, f"{old.name}.txt", f"{old.stem}-2{old.suffix}"])
    new = chance.choice([old.parent, old.parent, chance.choice(folders)]) / name
    do = chance.choice(["rename", "copy", "remove", "folder", "link", "pipe", "fill"])
    touched = [old.relative_to(root).as_posix()]
    if do in ("rename", "copy") and not os.path.lexists(new) and not new.is_relative_to(old):
        touched.append(new.relative_to(root).as_posix())
        old.rename(new) if do == "rename" else shutil.copytree(old, new) if old.is_dir() else shutil.copy(old, new)
        return f"{do} {name!r}", touched
    shutil.rmtree(old) if old.is_dir() else old.unlink()
    if do == "folder":
        (old / name if name != "." else old).mkdir(parents=True)
    elif do == "link":
        name = chance.choice(
            [old.name, "/etc/hostname", "..", "../..", "nowhere", str(chance.choice(folders)), "/dev/zero"]
        )
        old.symlink_to(name)
    elif do == "pipe":
        os.mkfifo(old)
    elif do == "fill":
        old.write_bytes(
            chance.choice([b"", b"\n", b"zqx: " + b"x" * 300_000, b"[" * 100_000, b"---\n---\n", b"%YAML 9\n"])
        )
    return do, touched


TEXT = [insert, insert_line, cut, move_lines, put_value, change_signs, repeat]
WAYS: Mapping[str, Change] = {edit.__name__: in_text(edit) for edit in TEXT}
WAYS = {**WAYS, "in_bytes": in_bytes, "in_structure": in_structure, "in_place": in_place}


def break_one(chance: random.Random, root: Path, path: str) -> tuple[str, list[str]]:
    """Change one file in some way; return what was done, and the paths that it touched."""
    weights = [3, 3, 2, 4, 6, 3, 1, 1, 0, 2]
    weights[8] = 8 if path.endswith((".yml", ".md")) else 0
    name = chance.choices(list(WAYS), weights)[0]
    done, touched = WAYS[name](chance, root, path)
    return f"{name} {done}".strip(), touched
