"""Find and read the text files that people write.

In: the project folder and a relative path. Out: text with LF line ends, or problems that say what to do.
Never follows a link out of the project, never changes a word, never repeats what a file holds.
"""

import codecs
import errno
import os
import re
import stat
from collections.abc import Container, Iterator
from html import unescape
from itertools import accumulate
from pathlib import Path

from build_tools.problems import Fault, Problem

# Control characters, separators of lines, half characters, U+FFFD (a lost letter); all that Unicode calls ignorable by
# default (DerivedCoreProperties.txt, Default_Ignorable_Code_Point); signs of annotation, and the empty one of Braille.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufff9-\uffff\u2800"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
ENTITY = re.compile(r"&(?:#0*[0-9]{1,7}|#[xX]0*[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
CONFLICT = re.compile(r"^(<<<<<<<|>>>>>>>)", re.MULTILINE)
WORD, LINE = 500, 5_000
"""Characters of a word and of a line: more than anybody writes, and so little that no rule takes long over it."""

NEARLY = {".yml": (".yaml", ".yml.txt", ".yaml.txt"), ".md": (".markdown", ".md.txt")}

OUTSIDE = Fault(
    "files.link_leads_out",
    "is or goes through a link that leads out of the project; put the file or folder itself here",
)
NOT_A_FILE = Fault("files.not_a_file", "is not an ordinary file; put a text file here")
BAD_NAME = Fault(
    "files.name_cannot_be_shown", "has an entry with a name that cannot be shown; rename it with letters and digits"
)
UNREADABLE = Fault("files.cannot_be_opened", "cannot be opened; check that it exists and that you may read it")
NOWHERE = Fault(
    "files.link_to_nowhere", "is a link that leads to itself or to nothing; put the file or folder itself here"
)
UNFINISHED = Fault(
    "files.unfinished_merge",
    "has the marks of an unfinished merge (such as =======); keep one of the two versions and delete the marks",
)
TOO_LARGE = Fault("files.too_large", "is larger than {limit} KB; shorten it or divide it")
TOO_DEEP = Fault("files.too_deep", "lies too deep; use at most 12 folders in each other")
LEADS_NOWHERE = (errno.ELOOP, errno.ENOENT)
DEEPEST, LARGEST = 12, 4_194_304
"""Folders in each other, and bytes of a file of templates and theme."""

HIDDEN_NAME = Fault(
    "files.hidden_name", "begins with a dot, so nobody would read it; rename it without the dot, or delete it"
)
COPY = Fault(
    "files.copy_among_cases",
    "lies among the cases and is none, such as a copy that an editor or the system made; it would be published "
    "with the next commit: delete it, or move it out of the project's folder",
)
OTHER = Fault("files.other_ending", "does not end in {suffix}; move it out of this folder")
OTHERS = (OTHER, COPY)
FOLDER_NAME = Fault(
    "files.folder_named_like_a_file",
    "is a folder whose name ends like that of a file; rename it, or put the file itself here",
)
LONG_WORD = Fault(
    "files.long_word", "has a word or an address of more than 500 characters without a space; shorten or divide it"
)
LONG_LINE = Fault("files.long_line", "has a line of more than 5,000 characters; divide it into several lines")
LONG_PARAGRAPH = Fault(
    "files.long_paragraph", "has a paragraph of more than 5,000 characters; divide it with empty lines"
)
OPEN_SIGNS = Fault(
    "files.open_brackets",
    "has more than 20 signs {sign} that nothing closes; write what closes each of them, or delete them",
)
PAIRS = (("[", "]"), ("<", ">"))
OPEN = 20
"""Signs that stand open at once; for each, Markdown reads all that follows."""

HIDDEN_TEXT = re.compile(r"\.[^._#].*\.(md|yml)")


def read_text(root: Path, relative: str, limit: int = 262_144) -> tuple[str | None, list[Problem]]:
    """Read the UTF-8 file at ``relative`` (with ``/``) below ``root``, at most ``limit`` bytes.

    Line ends become LF and a byte order mark is dropped. Any problem means no text.
    """
    data = _read_bytes(root, relative, limit)
    if isinstance(data, Problem):
        return None, [data]
    text = _decode(data.removeprefix(codecs.BOM_UTF8), relative)
    if isinstance(text, Problem):
        return None, [text]
    problems = list(_hidden_characters(text, relative)) if hidden_in(text) is not None else []
    if len(text) > WORD:
        problems.extend(_too_long(text, relative))
    if "<<<<<<<" in text or ">>>>>>>" in text:
        problems.extend(_unfinished_merge(text, relative))
    return (None if problems else text), problems


def hidden_in(text: str) -> int | None:
    """Return where the first sign stands that nobody sees, itself or as an entity of HTML such as ``&shy;``."""
    if found := CONTROL.search(text):
        return found.start()
    entities = ENTITY.finditer(text) if "&" in text else ()
    return next((entity.start() for entity in entities if _is_hidden(entity[0])), None)


def _is_hidden(entity: str) -> bool:
    """Tell whether an entity means a sign that nobody sees; one that means no sign at all is left out by browsers."""
    meant = unescape(re.sub("(?<=[#xX])0+(?=[0-9a-fA-F])", "", entity))
    return not meant or CONTROL.search(meant) is not None


def walk(
    root: Path, folder: str, suffix: str, others_allowed: bool = False, beside: Container[str] | None = None
) -> tuple[list[str], list[Problem]]:
    """List the files below ``folder`` that end in ``suffix``, as sorted paths from ``root`` with ``/``.

    A folder that does not exist holds no files. Hidden files and editors' copies are passed over. Any other
    file is a problem unless ``others_allowed``; one that nearly ends in ``suffix`` always is. Where ``beside`` names
    what may lie there besides, nothing is passed over: a copy of a file is as public as the file.
    """
    if not os.path.lexists(root / folder):
        return [], []
    fault = folder_fault(root, folder)
    found = [(folder, fault)] if fault else list(_entries(root, folder, copies=beside is not None))
    judged = [(path, message or _ending_fault(path, suffix, others_allowed)) for path, message in found]
    judged = [(path, message) for path, message in judged if message not in OTHERS or path not in (beside or ())]
    paths = sorted(path for path, message in judged if message is None and path.endswith(suffix))
    return paths, [Problem(path, message, values={"suffix": suffix}) for path, message in judged if message]


def _read_bytes(root: Path, relative: str, limit: int) -> bytes | Problem:
    path = root / relative
    try:
        if _leads_out(root, relative):
            return Problem(relative, OUTSIDE)
        # Asked before opening: opening a pipe would wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            return Problem(relative, NOT_A_FILE)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        return Problem(relative, _closed(path, error))
    if len(data) > limit:
        return Problem(relative, TOO_LARGE, values={"limit": limit // 1024})
    return data


def _leads_out(root: Path, relative: str) -> bool:
    """Tell whether a link or ``..`` on the way ends outside; a way without them need not be resolved."""
    steps = relative.split("/")
    ways = accumulate(steps, os.path.join, initial=str(root))
    if ".." not in steps and not os.path.isabs(relative) and not any(map(os.path.islink, ways)):
        return False
    return not Path(os.path.realpath(root / relative)).is_relative_to(os.path.realpath(root))


def _decode(data: bytes, path: str) -> str | Problem:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data:
        return Problem(path, Fault("files.utf16", "is saved as UTF-16 or is not a text; save it as UTF-8"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Problem(path, _encoding_fault(data), line=data.count(b"\n", 0, error.start) + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _encoding_fault(data: bytes) -> Fault:
    """Recognise Windows-1251: most bytes above 127 are letters from 0xC0 on; in UTF-8 Cyrillic only half."""
    high = [byte for byte in data if byte > 127]
    if sum(byte >= 0xC0 for byte in high) > 0.75 * len(high):
        return Fault("files.windows_1251", "is not UTF-8 and looks like Windows-1251; save it as UTF-8")
    return Fault("files.not_utf8", "is not UTF-8; save it as UTF-8")


def has_long_word(text: str) -> bool:
    """Tell whether a word of the text is longer than anybody writes."""
    return len(text) > WORD and any(len(word) > WORD for word in text.split())


def _too_long(text: str, path: str) -> Iterator[Problem]:
    """One problem for each line that is too long or holds a word that is."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LINE:
            yield Problem(path, LONG_LINE, line=number)
        elif has_long_word(line):
            yield Problem(path, LONG_WORD, line=number)
    if path.endswith(".md"):
        yield from _long_paragraphs(text, path)
        yield from _open_signs(text, path)


def _long_paragraphs(text: str, path: str) -> Iterator[Problem]:
    """One problem for each paragraph of lines that is too long: Markdown takes longer over it than over many short."""
    paragraphs = text.split("\n\n")
    firsts = accumulate((part.count("\n") + 2 for part in paragraphs), initial=1)
    for first, paragraph in zip(firsts, paragraphs, strict=False):
        if len(paragraph) > LINE >= max(map(len, paragraph.split("\n"))):
            yield Problem(path, LONG_PARAGRAPH, line=first)


def _open_signs(text: str, path: str) -> Iterator[Problem]:
    """One problem for each kind of bracket of which too many stand open, at the line of the first one too many."""
    for opening, closing in PAIRS:
        depth = 0
        for found in re.finditer(f"[{re.escape(opening + closing)}]", text):
            depth = depth + 1 if found[0] == opening else max(depth - 1, 0)
            if depth > OPEN:
                line = text.count("\n", 0, found.start()) + 1
                yield Problem(path, OPEN_SIGNS, values={"sign": opening}, line=line)
                break


def _hidden_characters(text: str, path: str) -> Iterator[Problem]:
    """One problem for each line that holds such a character, with the place of the first."""
    lost = Fault("files.lost_letter", "has lost a letter at character {column} of this line; write the letter again")
    hidden = Fault(
        "files.hidden_sign",
        "has a sign that nobody sees at character {column} of this line, such as a soft hyphen, a mark of "
        "direction or a part of an emoji; delete it",
    )
    for number, line in enumerate(text.split("\n"), 1):
        if (place := hidden_in(line)) is not None:
            message = lost if line[place] == "\ufffd" else hidden
            yield Problem(path, message, values={"column": place + 1}, line=number)


def _unfinished_merge(text: str, path: str) -> Iterator[Problem]:
    """One problem for the whole file, at the first mark."""
    if fault := CONFLICT.search(text):
        yield Problem(path, UNFINISHED, line=text.count("\n", 0, fault.start()) + 1)


def folder_fault(root: Path, folder: str) -> Fault | None:
    """Return what is wrong with what lies in the place of a folder."""
    if _leads_out(root, folder):
        return OUTSIDE
    if (root / folder).is_symlink():
        return _link_fault(root, folder)
    if not (root / folder).is_dir():
        return Fault("files.not_a_folder", "is not a folder; make a folder of this name and put the files into it")
    return None


def _entries(root: Path, folder: str, copies: bool) -> Iterator[tuple[str, Fault | None]]:
    """Every file below ``folder``, in order of names, with what is wrong with its kind; whether hidden files and copies
    count as well."""
    entries = _listing(root / folder)
    if entries is None:
        yield folder, UNREADABLE
    for entry in entries or ():
        path = f"{folder}/{entry.name}"
        if passed_over(entry.name) and (copies or HIDDEN_TEXT.fullmatch(entry.name)):
            yield path if showable(entry.name) else folder, COPY if copies else HIDDEN_NAME
        elif passed_over(entry.name):
            continue
        elif not showable(entry.name):
            yield folder, BAD_NAME
        elif entry.is_dir(follow_symlinks=False):
            yield from [(path, FOLDER_NAME)] if path.endswith(tuple(NEARLY)) else _below(root, path, copies)
        else:
            yield path, _kind_fault(root, entry, path)


def _below(root: Path, folder: str, copies: bool) -> Iterator[tuple[str, Fault | None]]:
    yield from [(folder, TOO_DEEP)] if folder.count("/") > DEEPEST else _entries(root, folder, copies)


def _kind_fault(root: Path, entry: os.DirEntry[str], path: str) -> Fault | None:
    """What is wrong with the kind of an entry that is no folder."""
    if entry.is_symlink():
        return _link_fault(root, path)
    return None if entry.is_file() else NOT_A_FILE


def not_plain(root: Path, path: str) -> Iterator[Problem]:
    """Yield what below a path, hidden or not, is no plain file of a size that can be meant; opens nothing, so that
    whoever reads the files afterwards, of whatever library, meets no pipe and no device."""
    if not os.path.lexists(root / path):
        return
    if not (root / path).is_symlink() and (root / path).is_dir():
        entries = _listing(root / path)
        if entries is None or path.count("/") > DEEPEST:
            yield Problem(path, UNREADABLE if entries is None else TOO_DEEP)
            return
        for entry in entries:
            yield from not_plain(root, f"{path}/{entry.name}") if showable(entry.name) else [Problem(path, BAD_NAME)]
    elif fault := _fault_of_kind(root, path):
        yield fault


def _fault_of_kind(root: Path, path: str) -> Problem | None:
    """What is wrong with a file or link before it is opened."""
    if fault := _link_fault(root, path):
        return Problem(path, fault)
    too_large = (root / path).stat().st_size > LARGEST
    return Problem(path, TOO_LARGE, values={"limit": LARGEST // 1024}) if too_large else None


def showable(name: str) -> bool:
    """Tell whether a name can be shown as it is, without a sign that nobody sees."""
    return name.isprintable() and not CONTROL.search(name)


def _listing(folder: Path) -> list[os.DirEntry[str]] | None:
    """The entries of a folder by name, or None where it may not be listed or entered."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
        # A folder may be listed without the right to open anything in it.
        for entry in entries[:1]:
            os.lstat(entry.path)
    except OSError:
        return None
    return entries


def _link_fault(root: Path, path: str) -> Fault | None:
    try:
        if _leads_out(root, path):
            return OUTSIDE
        kind = (root / path).stat().st_mode
    except OSError as error:
        return _closed(root / path, error)
    if stat.S_ISDIR(kind):
        return Fault("files.link_to_a_folder", "is a link to a folder; put the folder itself here")
    return None if stat.S_ISREG(kind) else NOT_A_FILE


def _closed(path: Path, error: Exception) -> Fault:
    """Why a path cannot be opened: a link without an end, or what else there may be."""
    nowhere = getattr(error, "errno", None) in LEADS_NOWHERE and path.is_symlink()
    return NOWHERE if nowhere else UNREADABLE


def passed_over(name: str) -> bool:
    """Tell whether a name is hidden or an editor's or system's own."""
    hidden = name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini")
    return hidden or name.endswith("~") or (name.startswith("#") and name.endswith("#"))


def _ending_fault(path: str, suffix: str, others_allowed: bool) -> Fault | None:
    if path.endswith(suffix):
        return None
    if path.lower().endswith((suffix, *NEARLY.get(suffix, ()))):
        return Fault("files.misspelt_ending", "has another ending than expected; rename it to end in {suffix}")
    return None if others_allowed else OTHER
