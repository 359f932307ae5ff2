"""Descriptions for synthetic stories: sentences that say of themselves, in each language, that they are synthetic.

In: a way to choose. Out: the same text in three languages, about 70 to 110 words. Says nothing about the world.
"""

from collections.abc import Callable

FIRST = {
    "kk": "Жасанды мәтін: оның артында адам да, оқиға да жоқ.",
    "ru": "Искусственный текст: за ним не стоит ни человек, ни событие.",
    "en": "Synthetic text: no person and no event stands behind it.",
}

WHEN = (
    {"kk": "Сайт құрастырылып жатқанда", "ru": "Пока собирается сайт,", "en": "While the site is built,"},
    {"kk": "Уақыт өлшеніп жатқанда", "ru": "Пока измеряется время,", "en": "While time is measured,"},
    {"kk": "Беттер жазылып жатқанда", "ru": "Пока пишутся страницы,", "en": "While pages are written,"},
    {"kk": "Бағдарлама жұмыс істегенде", "ru": "Пока работает программа,", "en": "While the program works,"},
    {"kk": "Тізімдер жасалып жатқанда", "ru": "Пока составляются списки,", "en": "While lists are made,"},
    {"kk": "Файлдар оқылып жатқанда", "ru": "Пока читаются файлы,", "en": "While files are read,"},
    {"kk": "Құралдар салыстырылғанда", "ru": "Пока сравниваются инструменты,", "en": "While tools are compared,"},
    {"kk": "Сілтемелер тексерілгенде", "ru": "Пока проверяются ссылки,", "en": "While links are checked,"},
    {"kk": "Өлшеу аяқталғанға дейін", "ru": "Пока не кончилось измерение,", "en": "Until the measurement ends,"},
    {"kk": "Қалта жойылғанға дейін", "ru": "Пока не удалена папка,", "en": "Until the folder is deleted,"},
)
WHAT = (
    {"kk": "осы абзац", "ru": "этот абзац", "en": "this paragraph"},
    {"kk": "файлдағы мәтін", "ru": "текст в файле", "en": "the text in the file"},
    {"kk": "әр сөйлем", "ru": "каждое предложение", "en": "each sentence"},
    {"kk": "құрастырылған мәтін", "ru": "составленный текст", "en": "the text put together"},
    {"kk": "мұндағы әр сөз", "ru": "каждое слово здесь", "en": "each word here"},
    {"kk": "толтырма жол", "ru": "строка-заполнитель", "en": "the line of filler"},
    {"kk": "«тырнақшадағы» сөз", "ru": "слово в «кавычках»", "en": "the word in “quotation marks”"},
    {"kk": "& белгісі бар жол", "ru": "строка со знаком &", "en": "the line with the sign &"},
    {"kk": "ұзын сипаттама", "ru": "длинное описание", "en": "the long description"},
    {"kk": "қысқа сипаттама", "ru": "короткое описание", "en": "the short description"},
)
DOES = (
    {
        "kk": "шынайы сөздердің орнын толтырады",
        "ru": "занимает место настоящих слов",
        "en": "fills the place of real words",
    },
    {"kk": "әлем туралы ештеңе айтпайды", "ru": "ничего не говорит о мире", "en": "says nothing about the world"},
    {"kk": "ешкім туралы хабарламайды", "ru": "ни о ком не сообщает", "en": "reports nothing of anybody"},
    {"kk": "нөмірге қарай таңдалады", "ru": "выбирается по номеру", "en": "is chosen by a number"},
    {"kk": "өз ұзындығын сақтайды", "ru": "сохраняет свою длину", "en": "keeps its length"},
    {
        "kk": "барлық құралға бірдей беріледі",
        "ru": "даётся всем инструментам одинаково",
        "en": "is given to all tools alike",
    },
    {"kk": "үш тілде қатар тұрады", "ru": "стоит на трёх языках", "en": "stands in three languages"},
    {
        "kk": "бетте дұрыс көрінуі керек",
        "ru": "должно верно выглядеть на странице",
        "en": "has to look right on a page",
    },
    {"kk": "тек салыстыру үшін керек", "ru": "нужно только для сравнения", "en": "is there for the comparison alone"},
    {"kk": "өлшеуден кейін жойылады", "ru": "исчезает после измерения", "en": "goes away after the measurement"},
)


def narrative(choose: Callable[[str, int], int]) -> dict[str, str]:
    """Return a text by language; ``choose(what, n)`` gives a whole number below ``n``. There are a thousand sentences,
    of which each text has seven to nine."""
    chosen = [choose(f"sentence {place}", 1000) for place in range(7 + choose("sentences", 3))]
    texts = {language: [sentence(number, language) for number in chosen] for language in FIRST}
    return {language: " ".join([FIRST[language], *sentences]) for language, sentences in texts.items()}


def sentence(number: int, language: str) -> str:
    """Return the sentence of a number from 0 to 999."""
    when, what, does = WHEN[number // 100], WHAT[number // 10 % 10], DOES[number % 10]
    return f"{when[language]} {what[language]} {does[language]}."
