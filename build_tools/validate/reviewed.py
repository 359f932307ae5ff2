"""What people decided about findings of the gate: each entry is exact, of two people where it is an exception, and
names nobody.

In: the entries of a project, or a site. Out: problems. Those of ``GUARDS`` ask for nothing else, so that the gate holds
a file against them wherever it lies; a file that breaks one approves nothing.
"""

import re
from collections.abc import Callable, Iterator

from build_tools.files import paths
from build_tools.files.paths import REVIEWED
from build_tools.models import Approvals, Site, kind_of
from build_tools.personal_data import missed, shipped
from build_tools.personal_data.persons import is_marked_name
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.vocabulary import LONGEST_TERM, SHORTEST_STEM, WORD, with_terms
from build_tools.personal_data.word_forms import likeness, of_list
from build_tools.problems import ENDED, N_, Problem, unknown, wrong_form
from build_tools.validate.generic import days_and_names
from build_tools.validate.walk import walk

_EXACT = N_(
    "the words themselves, without signs such as * or ?: for a term one word of four letters or more that is no name "
    "of people, or two to eight words; for somebody who may be quoted given name and surname"
)
_NOBODY = N_("words that name nobody, such as “a man, 30 to 44, Almaty”; no entry approves a person")
_OF_PROJECT = N_("the path of a file that a project has, from the folder of the project, as a check says it")
_LESS = N_(
    "fewer words, or these with the words beside them: with all of them invented items are found no longer, of these "
    "kinds: {kinds}"
)

_SIGNS = re.compile(r"[*?\[\]{}|\\^$~…]")
_OTHERS = ("README.md", "docs/", f"{paths.SITE_SRC}/locales/")


def _entries_are_exact(entries: Approvals) -> Iterator[Problem]:
    """An entry says what it is about letter by letter, so that it silences nothing that nobody has seen: a term is no
    name of people by itself, and who may be quoted is named whole, for a surname alone is that of others too. Nothing
    else has the form of a person's name: a patronymic, initials, a title, or a given name beside a surname."""
    for place, _, text, *_ in walk(entries):
        match (place, text):
            case (("vocabulary", _, "term", _), str()):
                is_exact, may_name = _is_term(text), False
            case (("public_persons", _, "name", _), str()):
                is_exact, may_name = _is_whole(text), True
            case (("exceptions", _, "file" | "field" | "text" as field), str()):
                is_exact, may_name = True, field != "text"
            case _:
                continue
        if _SIGNS.search(text) or not is_exact:
            yield Problem(REVIEWED, wrong_form(_EXACT), place)
        elif not may_name and (is_marked_name(Reading(text, shipped())) or _is_name_of_lists(text)):
            yield Problem(REVIEWED, wrong_form(_NOBODY), place)


def _is_term(text: str) -> bool:
    """Whether a text is a word that is long enough to be told from others and no name of people, or a few words."""
    words = WORD.findall(text)
    if len(words) == 1:
        return len(words[0]) >= SHORTEST_STEM and not of_list(words[0])
    return 0 < max(len(words), len(text.split())) <= LONGEST_TERM and bool(words)


def _is_whole(text: str) -> bool:
    """Whether a text has a given name and a surname."""
    return len([word for word in WORD.findall(text) if len(word) > 1]) > 1 and len(text.split()) <= LONGEST_TERM


def _is_name_of_lists(text: str) -> bool:
    """Whether a text of several words is made of names alone, of which the lists know one."""
    words = WORD.findall(text)
    return len(words) > 1 and all(map(likeness, words)) and any(map(of_list, words))


def _entries_end_and_differ(entries: Approvals) -> Iterator[Problem]:
    """What two people decide ends within a year, and nothing is entered twice, so that deleting an entry takes it
    back."""
    return days_and_names(REVIEWED, entries)


def _files_are_of_the_project(entries: Approvals) -> Iterator[Problem]:
    """An exception is about a file that lies where people write, which may come with the next commit."""
    for number, entry in enumerate(entries.exceptions):
        if not is_of_people(entry.file):
            yield Problem(REVIEWED, wrong_form(_OF_PROJECT), ("exceptions", number, "file"))


def _canaries_are_found(entries: Approvals) -> Iterator[Problem]:
    """With the words of the project, every invented item of the program is found."""
    terms = frozenset(text for entry in entries.vocabulary for text in entry.term.values())
    if terms and (kinds := missed(with_terms(terms))):
        yield Problem(REVIEWED, wrong_form(_LESS, kinds=", ".join(kinds)), ("vocabulary",))


GUARDS: tuple[Callable[[Approvals], Iterator[Problem]], ...] = (
    _entries_are_exact,
    _entries_end_and_differ,
    _files_are_of_the_project,
    _canaries_are_found,
)
"""What a file must keep to approve anything."""


def _entries_keep_the_guards(site: Site) -> Iterator[Problem]:
    """The file approves nothing that it may not."""
    for guard in GUARDS:
        yield from guard(site.approvals)


def _exceptions_are_in_force(site: Site) -> Iterator[Problem]:
    """What has ended excuses nothing, and goes."""
    parts = {"exceptions": site.approvals.exceptions, "public_persons": site.approvals.public_persons}
    for part, entries in parts.items():
        ended = (number for number, entry in enumerate(entries) if entry.expires < site.day)
        yield from (Problem(REVIEWED, ENDED, (part, number, "expires")) for number in ended)


def _languages_fit(site: Site) -> Iterator[Problem]:
    """An exception names the language of what it is about."""
    codes = site.settings.codes
    for number, entry in enumerate(site.approvals.exceptions):
        named = {step for step in (*entry.file.split("/"), *entry.field.split(".")) if step in codes}
        if named and entry.lang in codes and entry.lang not in named:
            fault = unknown("languages (file, field)", sorted(named), entry.lang)
            yield Problem(REVIEWED, fault, ("exceptions", number, "lang"))


def is_of_people(path: str) -> bool:
    """Whether a path is one of a file in which people write for people."""
    steps = path.split("/")
    if "" in steps or "." in steps or ".." in steps:
        return False
    if path.startswith((f"{paths.CONTENT}/", f"{paths.CASES}/")):
        return path.endswith(".md") or (path != REVIEWED and path.endswith(".yml") and kind_of(path) is not None)
    return path.startswith(_OTHERS) and path.endswith((".md", ".po"))


RULES = (_entries_keep_the_guards, _exceptions_are_in_force, _languages_fit)
