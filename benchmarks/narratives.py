"""Descriptions for synthetic cases: sentences that say of themselves, in each language, that they are synthetic.

In: a way to choose. Out: the same text in three languages, 75 to 135 words. Says nothing about the world.
"""

from collections.abc import Callable

FIRST = {
    "kk": "Жасанды мәтін: оның артында адам да, оқиға да жоқ.",
    "ru": "Искусственный текст: за ним не стоит ни человек, ни событие.",
    "en": "Synthetic text: no person and no event stands behind it.",
}

SENTENCES = (
    {
        "kk": "Бұл сөйлемдерді сайттың қанша уақытта жиналатынын өлшеу үшін бағдарлама құрастырды.",
        "ru": "Программа составила эти предложения, чтобы измерить, сколько времени занимает сборка сайта.",
        "en": "A program put these sentences together to measure how long a build of the site takes.",
    },
    {
        "kk": "Бұл сөздер шынайы сипаттама тұратын орынды толтырып тұр.",
        "ru": "Эти слова занимают место, на котором стояло бы настоящее описание.",
        "en": "These words fill the place where a real description would stand.",
    },
    {
        "kk": "Бұл туралы ешкім хабарлаған жоқ және мұнда айтылған ештеңе болған емес.",
        "ru": "Никто об этом не сообщал, и ничего из этого не происходило.",
        "en": "Nobody reported anything of this, and nothing of it happened.",
    },
    {
        "kk": "Мәтіннің ұзындығы әдеттегі сипаттамаға ұқсайтындай етіп таңдалды.",
        "ru": "По длине этот текст похож на обычное описание.",
        "en": "The length of the text is chosen so that it resembles a usual description.",
    },
    {
        "kk": "Өлшеу аяқталғаннан кейін бұл мәтін өзі тұрған қалтамен бірге жойылады.",
        "ru": "Когда измерение заканчивается, текст удаляется вместе с папкой, в которой он лежал.",
        "en": "When the measurement ends, the text is deleted together with the folder that holds it.",
    },
    {
        "kk": "Әр тілдің өз әріптері бар және олардың әрқайсысы файлда өз орнын алады.",
        "ru": "У каждого языка свои буквы, и каждая из них занимает своё место в файле.",
        "en": "Each language has letters of its own, and each of them takes its place in the file.",
    },
    {
        "kk": "Бұл сөйлемді ашық беттен оқып отырсаңыз, демек, біреу қателескен.",
        "ru": "Если вы читаете это предложение на открытой странице, значит, кто-то ошибся.",
        "en": "If you read this sentence on a public page, somebody has made a mistake.",
    },
    {
        "kk": "Сайтта «тырнақша», & және басқа да белгілер дұрыс жазылуы керек.",
        "ru": "На сайте должны верно выглядеть «кавычки», & и другие знаки.",
        "en": "On the site “quotation marks”, & and other signs must be written rightly.",
    },
    {
        "kk": "Жағдайдың нөмірі бірдей болса, оның мәтіні де әрдайым бірдей болады.",
        "ru": "У случая с одним и тем же номером всегда один и тот же текст.",
        "en": "The case of a given number always has the same text.",
    },
    {
        "kk": "Салыстыру әділ болуы үшін басқа құралдар да дәл осы сөздерді алады.",
        "ru": "Другие инструменты получают те же самые слова, чтобы сравнение было честным.",
        "en": "Other tools are given the very same words, so that the comparison is fair.",
    },
    {
        "kk": "Бұл – толтырма мәтін, ол әлем туралы ештеңе айтпайды.",
        "ru": "Это заполнитель: о мире он ничего не говорит.",
        "en": "This is filler, and it says nothing about the world.",
    },
)


def narrative(choose: Callable[[str, int], int]) -> dict[str, str]:
    """Return a text by language; ``choose(what, n)`` gives a whole number below ``n``."""
    start, length = choose("first sentence", len(SENTENCES)), 7 + choose("sentences", 3)
    parts = [FIRST, *(SENTENCES[(start + n) % len(SENTENCES)] for n in range(length))]
    return {language: " ".join(part[language] for part in parts) for language in FIRST}
