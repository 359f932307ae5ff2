"""Names of places in words: every place of the vocabulary is found in every form, and ordinary words name none."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from build_tools.models import City
from build_tools.personal_data.normalise import plain
from build_tools.personal_data.place_names import PlaceNames
from tests.disclosure.reports import vocabulary

CONTENT = Path(__file__).parents[1] / "content"
VOCABULARY = vocabulary()
SETTLEMENTS = VOCABULARY.settlements
VOWELS = "аәеёиоөуұүыіэюя"
PAIRS = (
    ("ның", "дың", "тың"),
    ("ға", "қа"),
    ("ны", "ды", "ты"),
    ("да", "та"),
    ("дан", "тан", "нан"),
    ("мен", "бен", "пен"),
)
KAZAKH = [ending for case in PAIRS for ending in case]
KAZAKH += ["дағы", "тағы", "лық", "дық", "тық", "лықтар", "дықтарға", "тықтардың", "дағылар", "тағыларға"]
FRONT = str.maketrans("аығқ", "еігк")


@cache
def names(language: str) -> PlaceNames:
    """Return the names of the places of the site."""
    return PlaceNames(VOCABULARY, language)


def mentioned(text: str, language: str) -> Iterator[frozenset[str]]:
    """Yield for each place that a text names the codes that it may mean."""
    return (one.codes for one in names(language).mentions(plain(text).text))


def places_named(text: str, language: str) -> frozenset[str]:
    """Return the codes of all places that a text may name."""
    return frozenset().union(*mentioned(text, language))


def in_kazakh(name: str) -> Iterator[str]:
    """Yield a name with the endings of all cases, in both rows of vowels."""
    yield from (name, *(f"{name}{one}" for ending in KAZAKH for one in (ending, ending.translate(FRONT))))


def in_russian(name: str) -> Iterator[str]:
    """Yield a name in all cases; one that ends in -и, -ы, -у or another vowel stays as it is."""
    *before, last = re.split("(?<=[ -])", name)
    yield from ("".join([*before, form]) for form in _declined(last))
    if before == ["Новый "]:
        yield from (
            f"Нов{ending} Узен{other}" for ending, other in (("ого", "я"), ("ому", "ю"), ("ым", "ем"), ("ом", "е"))
        )


def _declined(name: str) -> list[str]:
    stem, end = name[:-1], name[-1]
    if name.endswith(("ий", "ый")):
        return [name, *(name[:-2] + ending for ending in ("ого", "ому", "ым", "им", "ом"))]
    if end == "а":
        return [name, *(stem + ending for ending in ("ы", "и", "е", "у", "ой", "ою"))]
    if end in "йь":
        return [name, *(stem + ending for ending in ("я", "ю", "ем", "е", "и", "ью"))]
    if name.endswith("во"):
        return [name, *(stem + ending for ending in ("а", "у", "ом", "е"))]
    return [name] if end in VOWELS else [name + ending for ending in ("", "а", "у", "ом", "ым", "е")]


def all_names(city: City, pattern: str) -> list[str]:
    """Return all names of a city in an alphabet."""
    every = (*city.name.values(), *city.former, *city.aliases)
    return [part for name in every for part in re.split(r" \(|\)", name) if re.fullmatch(pattern, part)]


CYRILLIC, LATIN = r"[\W\d_Ѐ-ӿ]+", r"[\W\d_A-Za-z]+"
LANGUAGES = ("kk", "ru", "en")


Form = tuple[str, str]


def in_english(name: str) -> Iterator[str]:
    """Yield a name, that of somebody, and as a part of a word."""
    yield from (name, f"{name}'s", f"{name}’s", f"{name}-based people")


def forms_of(inflected: Callable[[str], Iterator[str]], alphabet: str = CYRILLIC) -> list[Form]:
    """Return all forms of all names in an alphabet, each with the code of its place."""
    names = [(code, name) for code, city in SETTLEMENTS.items() for name in all_names(city, alphabet)]
    return [(code, form) for code, name in names for form in inflected(name)]


def missed(language: str, forms: Iterable[Form]) -> list[Form]:
    """Return the names that are not found, or as those of another place; they stand one after the other in a text."""
    every = list(forms)
    text = "– " + ", ".join(form for _, form in every)
    found = list(mentioned(text, language))
    if len(found) == len(every):
        return [form for form, codes in zip(every, found, strict=True) if form[0] not in codes]
    return [form for form in every if form[0] not in places_named(f"– {form[1]}", language)]


RUSSIAN_LETTERS = str.maketrans("әғқңөүұһіӘҒҚҢӨҮҰҺІ", "агкноуухиАГКНОУУХИ")
FORMS = {"kk": (in_kazakh, CYRILLIC, 8000), "ru": (in_russian, CYRILLIC, 700), "en": (in_english, LATIN, 600)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_city_and_town_is_found_in_every_case(language: str) -> None:
    """No ending hides a name of today, a former one or another spelling."""
    inflected, alphabet, least = FORMS[language]
    every = forms_of(inflected, alphabet)
    assert len(every) > least
    assert missed(language, every) == []


def test_letters_of_another_language_hide_no_name() -> None:
    """Nor is one hidden by leaving out Kazakh letters, and in English by those of another alphabet."""
    assert missed("kk", ((code, form.translate(RUSSIAN_LETTERS)) for code, form in forms_of(in_kazakh)[::7])) == []
    assert missed("en", ((code, city.name["ru"]) for code, city in SETTLEMENTS.items())) == []


ADJECTIVES = {
    "almaty": "алматинский алма-атинский алматинцы",
    "atyrau": "атырауский гурьевский атыраусцы",
    "shymkent": "шымкентский чимкентский шымкентцы",
    "karaganda": "карагандинский карагандинцы",
    "taraz": "таразский джамбулский таразцы",
    "aktobe": "актобинский актюбинский актюбинцы",
    "oral": "уральский",
    "kostanay": "костанайский кустанайский костанайцы",
    "oskemen": "усть-каменогорский усть-каменогорцы",
    "semey": "семейский семипалатинский семейчане",
    "astana": "астанинский целиноградский нур-султанский астанинцы астанчане",
    "kokshetau": "кокшетауский кокчетавский кокшетаусцы",
    "pavlodar": "павлодарский павлодарцы",
    "ekibastuz": "экибастузский",
    "petropavl": "петропавловский петропавловцы",
    "turkistan": "туркестанский туркестанцы",
    "kyzylorda": "кызылординский кзыл-ординский",
    "aktau": "актауский актаусцы",
    "zhanaozen": "жанаозенский жанаозенцы",
    "temirtau": "темиртауский темиртаусцы",
    "zhezkazgan": "жезказганский джезказганский",
    "balkhash": "балхашский балхашцы",
    "taldykorgan": "талдыкорганский талды-курганский",
    "rudny": "рудненский рудничане",
    "ridder": "риддерский лениногорский",
    "arkalyk": "аркалыкский",
    "zhitikara": "житикаринский",
    "stepnogorsk": "степногорский степногорцы",
    "shchuchinsk": "щучинский",
    "tekeli": "текелийский",
    "mamlyutka": "мамлютский",
    "sergeyevka": "сергеевский",
    "shu": "шуский чуйский",
    "kentau": "кентауский",
    "aral": "аральский",
    "kazaly": "казалинский",
    "qonaev": "конаевский капчагайский",
    "kaskelen": "каскеленский",
    "emba": "эмбинский",
    "fort_shevchenko": "форт-шевченковский",
    "abay": "абайский",
}


@pytest.mark.parametrize("code", ADJECTIVES)
def test_adjectives_and_inhabitants_are_found(code: str) -> None:
    """What is said of a town, and of those who live there, names it too, in every case."""
    endings = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими")
    forms = [word[:-2] + end for word in ADJECTIVES[code].split() if word.endswith("ий") for end in endings]
    people = [word for word in ADJECTIVES[code].split() if not word.endswith("ий")]
    assert missed("ru", ((code, form) for form in (*forms, *people))) == []


REGIONS = [
    ("kk", "{} облысында", ("Абай", "Жетісу", "Батыс Қазақстан", "Алматы", "Ақмола"), "Алматы облысының"),
    ("ru", "в {} области", ("Алматинской", "Северо-Казахстанской", "Мангистауской", "Абайской"), "область Абай"),
    ("en", "in {} Region", ("Almaty", "Abai", "East Kazakhstan", "Ulytau"), "the region of Almaty"),
]


@pytest.mark.parametrize(("language", "frame", "names", "other"), REGIONS)
def test_regions_are_found_and_are_no_cities(language: str, frame: str, names: tuple[str, ...], other: str) -> None:
    """The region is meant, not the city or town of the same name, and each name is of one region in a division."""
    for text in (*map(frame.format, names), other):
        [codes] = mentioned(f"– {text}", language)
        assert codes <= VOCABULARY.regions.keys()
        assert len({VOCABULARY.regions[code].division for code in codes}) == len(codes)


WITHOUT_REGION = [
    ("kk", "Шығыс Қазақстанда болды", "KZ-63"),
    ("kk", "Оны Маңғыстауда ұстады", "KZ-47"),
    ("kk", "ШҚО-да болды", "KZ-63"),
    ("kk", "Ұлытау халқы аз", "KZ-62"),
    ("ru", "В Западном Казахстане", "KZ-27"),
    ("ru", "жители Жетісу", "KZ-33"),
    ("ru", "Это было в ВКО", "KZ-63"),
    ("en", "in East Kazakhstan", "KZ-63"),
    ("kk", "елдің шығысында", "east"),
    ("ru", "на востоке страны", "east"),
    ("en", "in the east of the country", "east"),
]


@pytest.mark.parametrize(("language", "text", "code"), WITHOUT_REGION)
def test_regions_without_that_word_and_parts_are_found(language: str, text: str, code: str) -> None:
    """A region is named without the word too, by its first letters too, and a part as the vocabulary says it."""
    assert code in places_named(text, language)


HARMLESS = {
    "kk": (
        "Есік жабық болды. Есікте күзетші тұрды. Оны темір таяқпен ұрды. Темір есіктен кірді. Сот ақтау үкімін берді. "
        "Ақтау үкімі күшіне енді. Алға қарай жүр деді. Шу шықты. Ол үйге орал деп айтты. Қайтып оралды. Оған қарағанда "
        "қалғандары сау. Айтқанына қарағанды жөн көрді. Шығыс жақтағы бөлме. Солтүстік қанат. Оңтүстік қақпа. "
        "Орны көрсетілмеген. Жем берді. "
        "Абай болыңыз деп ескертті. Арал сияқты жалғыз. Шар тәрізді зат. Таразыға тартты. Қазалы үй. "
        "Отбасы қорықты. Астарында ештеңе жоқ. Тобыр жиналды. Көмекке батыс елдері келді. Темірден жасалған."
    ),
    "ru": (
        "Родственники из разных семей пришли вместе. Он орал и орала вся камера. Семейное положение. Семейка. Дал шар. "
        "Тёмный рудный цвет. Шум и шумы. Я чую. На востоке города. Западная стена. Северный ветер, южная сторона. "
        "Место не указано. Центр помощи. Восток. Октябрьские события. Красноармейская форма. Старый сарай. "
        "Чуждый человек. Большие шары. Он жмёт руку. Темнота. Аксессуар. Тара. Таракан. Степной. Булавка. Алгебра. "
        "Копия обвинительного акта."
    ),
    "en": (
        "Place not stated. Oral statements were given. An oral complaint. She went east. The west wing. "
        "The centre of the room. "
        "The south gate. Share it. A shard. Shut the door. Chuck. Algae. Tar. Temper. An altar. The area. Emblem. "
        "Central heating in the north of the building. An abbey. A wrap of saran."
    ),
}


@pytest.mark.parametrize("language", HARMLESS)
def test_ordinary_words_name_no_place(language: str) -> None:
    """A door, iron, an acquittal, families and sides of a building are no towns, at the start of a sentence either."""
    sentences = re.split(r"(?<=\.) ", HARMLESS[language])
    assert [one for one in sentences if places_named(one, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_the_site_raise_no_false_alarm(language: str) -> None:
    """Of all words of the site only pages about places name some: briefings, regions, who the members are."""
    naming = {
        path.relative_to(CONTENT / language).as_posix()
        for path in (CONTENT / language).rglob("*.md")
        if places_named(path.read_text("utf-8"), language)
    }
    assert naming == NAMING


NAMING = {"about.md", "briefings/2022-01-19.md", "k/places.md"}
