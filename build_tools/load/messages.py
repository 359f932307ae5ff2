"""Say problems in the maintainer's language: in come problems, out come sentences, each on one line.

A key that people invented is hidden where it may be somebody's name. Where a problem points at something personal is
said to one person alone.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, partial
from pathlib import Path

from build_tools.load.environment import asked_language, is_hosted, reads_places
from build_tools.load.text import catalogue_text
from build_tools.problems import HIDDEN, N_, Field, Problem, Translate, fill, in_english, text_of

NUMBER_PERSONAL = N_("Places with what may be personal: {number}.")
WHERE_PERSONAL = N_("Run the same in a terminal, or `transparency {command}`: there it is said where.")

_CODE = re.compile("[a-z]{2}|[A-Z]{2}-[A-Z0-9]{1,3}")
"""Of a language or a region."""

_PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")
_ENTRY = N_("(entry {number} of this folder, by name)")
_ITEM = N_("(item {number})")
_SAME = N_("(the same in other files, {files} in all; this is the first)")


def problem_report(problems: Iterable[Problem], site_src: Path) -> str:
    """Say all problems, one on a line, in the maintainer's language."""
    return "\n".join(problem_lines(problems, maintainers_language(site_src)))


def problem_lines(problems: Iterable[Problem], translate: Translate) -> list[str]:
    """Return the sentences of problems; of those that tell where something personal stands, their number, unless one
    person reads it."""
    every = list(problems)
    said = every if reads_places() else [problem for problem in every if not problem.is_of_a_person]
    lines = [sentence(problem, translate) for problem in said]
    if unsaid := len(every) - len(said):
        lines += [] if is_hosted() else [fill(translate(WHERE_PERSONAL), command="check")]
        lines.append(fill(translate(NUMBER_PERSONAL), number=unsaid))
    return lines


def maintainers_language(site_src: Path) -> Translate:
    """Return the translation of messages that the environment asks for; English where there is none."""
    from build_tools import models  # a run that says nothing has no use for them

    text = catalogue_text(site_src / "locales", "problems", asked_language())
    if not text:
        return in_english
    messages = models.read_catalogue(asked_language(), text).messages
    return lambda message: messages.get(message) or message


def sentence(problem: Problem, translate: Translate = in_english) -> str:
    """Say a problem on one line: ``path:line: field: what is wrong; what right looks like``."""
    # Somebody may have given a file any name, and a problem is one line all the same.
    place = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in problem.path)
    place += f" {fill(translate(_ENTRY), number=problem.entry)}" if problem.entry is not None else ""
    place += f":{problem.line}" if problem.line is not None else ""
    text = what_is_wrong(problem.fault.message, problem.all_values, translate)
    said = ": ".join(part for part in (place, way(problem.field, translate), text) if part)
    return said if problem.files == 1 else f"{said} {fill(translate(_SAME), files=problem.files)}"


def what_is_wrong(message: str, values: Mapping[str, object], translate: Translate = in_english) -> str:
    """Say what is wrong, without its place."""
    return text_of(message, values, translate, partial(way, translate=translate))


def way(field: Field, translate: Translate = in_english) -> str:
    """Say the way to a value; people count the entries of a list from 1: ``treatment (item 1)``.

    A name that people invented is ``…`` where it may be anybody's: the line says where it stands.
    """
    parts: list[str] = []
    for step in field:
        if isinstance(step, int) and parts:
            parts[-1] += f" {fill(translate(_ITEM), number=step + 1)}"
        else:
            parts.append(str(step) if step in _names_of_fields() or _names_nobody(str(step)) else HIDDEN)
    return ".".join(parts)


@cache
def _names_nobody(key: str) -> bool:
    """Tell whether a key that people chose is a code, or words of our lists in which nobody is found."""
    from build_tools.personal_data import find, is_known  # take long to load, and most runs have no problem to say

    words = key.split("_")
    return bool(_CODE.fullmatch(key)) or (all(map(is_known, words)) and not find(" ".join(words).title()))


@cache
def _names_of_fields() -> frozenset[str]:
    """Return the names that our files know: the fields of all models, the plural forms, the headers of catalogues."""
    from build_tools.models import Model
    from build_tools.models.catalogue import REVIEW_HEADERS  # takes long to load, and most runs have no problem to say

    ahead, names = list(Model.__subclasses__()), {*_PLURAL_FORMS, *REVIEW_HEADERS}
    for model in ahead:
        names |= model.model_fields.keys()
        ahead += model.__subclasses__()
    return frozenset(names)
