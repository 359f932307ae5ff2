"""Invented items that have to be found with whatever vocabulary is in use, or it silences too much.

In: a vocabulary. Out: the kinds of which an item is missed. The items are put together at each run.
"""

from collections.abc import Iterator

from build_tools.personal_data import Category, find
from build_tools.personal_data.made import assembled
from build_tools.personal_data.vocabulary import Vocabulary

CANARIES: dict[Category, tuple[str, ...]] = {
    "HYGIENE": ("Куәгер {Ер\u200b|лан} келді.", "Назвали {О|lег}.", "It spells {B o l a t}."),
    "IIN": ("ЖСН {iin} жазылған.", "ИИН {iin2} указан.", "The number {wrong iin} is his IIN."),
    "BIN": ("БСН {bin}.", "БИН {bin} на бланке.", "It is {bin}."),
    "NUMBER": ("Қағазда {nine} тұр.", "Внизу {ten}.", "The register says {long}."),
    "PHONE": ("Нөмірі {phone}.", "Звоните {phone abroad}.", "Call {e|ight s|even d|ouble z|ero o|h o|h o|ne t|wo}."),
    "EMAIL": (
        "Поштасы {name|@example.test}.",
        "Почта {name| собака| example| точка| test}.",
        "{name| (at|) example.test}.",
    ),
    "HANDLE": ("Арнасы {t.m|e/example_name}.", "Видео от {@|example_name}.", "The account {exam|ple_name} posted it."),
    "DOC": ("Куәлігі {id card}.", "Паспорт {passport} изъяли.", "They kept {old passport}."),
    "CARD": ("Картасы {card}.", "Карта {card} видна.", "Send it to {card}."),
    "IBAN": ("Шоты {account}.", "Счёт {account with letters}.", "Pay into {account}."),
    "PLATE": ("Көлігі {plate}.", "Машина {Cyrillic plate} стояла.", "The car {two letter plate} left."),
    "DOB": ("Туған күні: {birthday}.", "Родился {30| февраля| 1990} года.", "Born on {30| February| 1990}."),
    "DATE": ("Оны {1990 ж|ылғы 30 а|қпанда} ұстады.", "Задержан {birthday}.", "He was seized on {30 F|eb 1990}."),
    "ADDRESS": ("{Мысал| көшесі,| 9-үй} мекенжайы.", "{ул.| Образцовая,| д.| 4}.", "At {15| Example| Street}."),
    "GPS": ("Орны {point}.", "Карта {goo.gl|/maps/example}.", "It lies at {degrees}."),
    "PERSON": (
        "Куәгер {Н|ұрлан} келді.",
        "Күзетшілер {Б|ауыржанды} шығарды.",
        "{А|йгүл О|разқызы} жазды.",
        "Ол {С|әдуақас} деген.",
        "Кеше {е|ржан} болды.",
        "Абай облысында {А|бай} деген адам ұсталды.",
        "Тергеуші {Т|оқсейіт} бас тартты.",
        "Следователь {М|акашев} вёл допрос.",
        "Рядом сидел {Т|имур}.",
        "Подпись {К. Ж. С|ыздыковой} стоит.",
        "Мать {Г|ульнары К|аирбековой} ждала.",
        "Вчера {Е|РБОЛ С|АГАТОВ} вышел.",
        "На улице Абая {К|айрат} упал.",
        "Потерпевшая {Ц|ой} молчит.",
        "They took {D|auren} away.",
        "His name is {Y|erzhan N|urpeisov}.",
        "Mr {S|eitkali} complained.",
        "The {M|andela} family and {I|stemi} came.",
    ),
}


def missed(vocabulary: Vocabulary) -> list[Category]:
    """Return the kinds of the items that are not found, one for each item."""
    return [category for category, text, span in items() if not _is_found(category, text, span, vocabulary)]


def items() -> Iterator[tuple[Category, str, tuple[int, int]]]:
    """Yield each item: its kind, the text that it stands in, and where."""
    for category, sentences in CANARIES.items():
        for sentence in sentences:
            text, spans = assembled(sentence)
            yield from ((category, text, span) for span in spans)


def _is_found(category: Category, text: str, span: tuple[int, int], vocabulary: Vocabulary) -> bool:
    """Tell whether an item is found with its kind."""
    return any(one.category == category and one.start < span[1] and span[0] < one.end for one in find(text, vocabulary))
