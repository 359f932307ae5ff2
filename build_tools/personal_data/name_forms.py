"""What words look like names by themselves: in the list, as a patronymic, by how surnames end, by what Kazakh names are
made of.

In: one word. Out: how sure it is that it names a person. In every case form, alphabet and spelling.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from build_tools.personal_data.endings import OF_FEMALE, OF_NAMES, PROPER, stems
from build_tools.personal_data.lists import lines
from build_tools.personal_data.skeleton import KAZAKH_LETTER, folded, skeleton, skeletons

Likeness = Literal["given", "word", "patronymic", "surname", "part", ""]
"""A given name, one that is a word as well, a patronymic, an ending of surnames, parts of Kazakh names, or nothing."""

LEAST = 3
PATRONYMIC = re.compile(
    r".{2,}(?:ұлы|қызы|(?:ов|ев|ьев)(?:ич|на)|ьич|ильич|инична|кузьминична|оглы|оглу|гызы|кызы|кизи|(?<![ае])улы|уулу|"
    r"uly|kyzy|qyzy|kizi|gizi|ogly|oglu|uulu|ovich|evich|ovna|evna|yevich|yevna|ichna)"
)
OF_A_DAUGHTER = re.compile(r".{2,}(?:ов|ев|ин)(?:ич)?н(?:ы|е|у|ой|ою)")
SURNAME = re.compile(
    r".{2,}(?:(?:[оеё]|ье)ва?|енко?|щенк|чук|ашвил|дзе|швили|янц|"
    r"(?:ov|ev|ova|eva|enko|chuk|sky|skiy|skii|skaya|tsky|shvili|dze|vski))"
)
KAZAKH_PART = re.compile(
    r".{2,}(?:бек|бай|хан|жан|гул|нур|гали|мурат|болат|султан|мухамед|ахмет|жигит|улла|керим|рахман|мырза|сейит|"
    r"bek|ba[iy]|khan|zhan|gul|nur|gali|murat|bolat|sultan|mukhamed|akhmet|zhigit|ulla|kerim|rakhman|myrza)"
)
"""What ends Kazakh names and hardly any word."""

ADJECTIVE = re.compile(r".{2,}(?:[оеиы]в?|л|н|ч)[цс]к(?:ий|ая|ого|ому|им|ом|ой|ую|их|ими)")
"""A surname like an adjective, or an adjective of a place."""

GIVEN_PART = re.compile(r".{3,}(?:берген|берди|гелди|келди|турган|турсын)")
"""What ends Kazakh names and ordinary verbs alike, so that only a capital letter tells."""

WORD_SHAPE = re.compile(
    r".*(?:[ыио]й|[аяое]я|[ое]е|ые|ие|ого|его|ому|ему|ыми|ими|ость|ости|остью|ение|ения|ании|ание|ания|ация|ации|ть|ться|"
    r"тся|лся|лась|лось|лись|ют|ует|ает|яет|или|али|ели|[сш]ко|но|[её]м|ств[оаеу]|тель|тели|ник[аиу]?|чик[аи]?|щик[аи]?|"
    r"(?:лық|лік|дық|дік|тық|тік)[^\W\d_]{0,6}|(?:лар|лер|дар|дер|тар|тер)[^\W\d_]{0,6}|(?:[ғқ]ан|[гк]ен)(?:да|де|нан|нен|ы|і)?|"
    r"у|уы|уі|уға|уге|удың|удің|ушы|уші|(?:[дт][аеы]ғы|[дт]е?гі)|[шс][ыі]|ушылар|сыз|сіз|лы|лі|ды|ді|ты|ті|ып|іп|п|са|се|"
    r"майды|мейді|ады|еді|йды|йді|ing|ings|tion|tions|ness|ment|ments|ity|ities|ed|ly|ous|ive|able|ible|al|ic|ical|ance|"
    r"ence|ence|ers|ors|ies|ism|ist|ists|ful|less|ward|wards|th|ion|ure|ures|ght|ck)"
)
"""How ordinary words end and names hardly do."""

LIKELY = re.compile(
    r"[оеё]в|ин|ич|ьн|улы|кызы|гызы|кизи|огл|заде|уулу|енк|чук|[цс]к|швил|дзе|янц|бек|бай|хан|жан|гул|нур|гали|мурат|болат|"
    r"султан|мухамед|ахмет|жигит|улла|керим|рахман|мырза|сейит|"
    r"ov|ev|uly|[kq]yzy|kizi|gizi|ogl|uulu|ich|enko|chuk|sk|shvili|dze|bek|ba[iy]|khan|zhan|gul|nur|gali|murat|bolat|sultan|"
    r"mukhamed|akhmet|ulla|kerim|rakhman|myrza"
)
"""What a word has that ends like a name; quickly told of most words."""

LONG = 6
BEGINNING = 4
"""So many letters tell of most words that they are no name of the list; shorter names take one letter more at most."""


@dataclass(frozen=True)
class Names:
    """Skeletons of the given names of the list: of those in Cyrillic letters, of all, of those that are words too, and
    how names begin."""

    cyrillic: frozenset[str]
    every: frozenset[str]
    words: frozenset[str]
    beginnings: frozenset[str]


@cache
def given_names() -> Names:
    """Return the given names."""
    names = (*lines("given_names"), *lines("surnames"))
    plain = [name.rstrip("*") for name in names]
    cyrillic, every = skeletons(name for name in plain if not name.isascii()), skeletons(plain)
    words = skeletons(name[:-1] for name in names if name.endswith("*"))
    return Names(cyrillic, every, words, frozenset(name[:BEGINNING] for name in every))


@lru_cache(maxsize=32768)
def likeness(word: str) -> Likeness:
    """Return what a word looks like, whatever its first letter."""
    listed = of_list(word)
    if listed == "given":
        return "given"
    small, plain = word.lower(), folded(word)
    if not LIKELY.search(plain):
        return listed
    if is_patronymic(small, plain):
        return "patronymic"
    forms = stems(plain, PROPER, LEAST + 1)
    if ADJECTIVE.fullmatch(plain) or any(SURNAME.fullmatch(form) for form in forms):
        return "surname"
    if len(plain) >= LONG and any(KAZAKH_PART.fullmatch(form) for form in forms):
        return "part"
    return listed


def is_patronymic(small: str, plain: str) -> bool:
    """Tell whether a word ends like a patronymic; -улы with another Kazakh letter before it is an ordinary word."""
    if len(plain) < LONG:
        return False
    kazakh = KAZAKH_LETTER.search(small)
    forms = stems(small, PROPER, LONG) if kazakh else stems(plain, PROPER, LONG)
    if OF_A_DAUGHTER.fullmatch(plain) and plain.endswith(
        ("овны", "евны", "овне", "евне", "овну", "евну", "овной", "евной")
    ):
        return True
    return any(PATRONYMIC.fullmatch(form) and not (kazakh and form.endswith("улы")) for form in forms)


def of_list(word: str) -> Likeness:
    """Return whether a word is a form of a name of the list, and of one that is an ordinary word too."""
    names = given_names()
    bones = skeleton(word)
    if len(bones) > BEGINNING + 1 and bones[:BEGINNING] not in names.beginnings and "ng" not in bones:
        return ""
    if word.isascii():
        plain = {*latin_forms(bones), *latin_forms(bones.replace("ng", "n"))}
        found = {name for name in plain if name in names.every}
    else:
        found = {stem for stem in stems(bones, OF_NAMES, LEAST) if stem in names.cyrillic and fits(stem, bones)}
        lost = (stem for stem in stems(bones, OF_FEMALE, LEAST) if ends_so(stem, bones))
        found |= {f"{stem}a" for stem in lost if f"{stem}a" in names.cyrillic}
    if not found:
        return ""
    return "given" if found - names.words else "word"


def latin_forms(bones: str) -> list[str]:
    """Return what a word in Latin letters can be a form of: itself, with an s, or with an ending of two letters."""
    long = [stem for stem in stems(bones, OF_NAMES, LONG - 1) if len(bones) - len(stem) > 1]
    return [bones, bones.removesuffix("s"), *long]


def is_nominative(word: str) -> bool:
    """Tell whether a word is a name of the list as it stands there."""
    return skeleton(word) in given_names().every


def fits(name: str, bones: str) -> bool:
    """Tell whether a name is long enough for the ending that it has here: short ones take one letter alone."""
    return len(name) > LEAST or len(bones) - len(name) <= 1


def ends_so(stem: str, bones: str) -> bool:
    """Tell whether a name that has lost its last vowel has another ending, or an i that stands for two."""
    return len(stem) > LEAST and (bones != stem or stem.endswith("i"))


@lru_cache(maxsize=16384)
def is_word_by_shape(word: str) -> bool:
    """Tell whether a word ends like an ordinary one, and not like a name."""
    forms = stems(folded(word), PROPER, LEAST + 1)
    return bool(WORD_SHAPE.fullmatch(word.lower())) and not any(GIVEN_PART.fullmatch(form) for form in forms)
