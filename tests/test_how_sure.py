# ruff: noqa: E501
"""What the site doubts stands on one page, in each language: nothing true is hidden by leaving it off the others."""

import re
from html import unescape

import pytest

from build_tools.build.pipeline import Output
from build_tools.models import HOW_SURE
from tests.site_builder import LANGUAGES

REMOVED = {
    "en": """\
No lawyer has read this site yet.
We read the laws of Kazakhstan in unofficial copies of the official database (kazakhstan-law/codes).
We have not opened these addresses: compare before you quote.
All else is our translation, not an official one, or our summary.
The briefing does not say how a report is taken in and examined, or which reports were confirmed by documents, doctors or witnesses.
No organisation has confirmed yet what this site says about it, and no contact has been checked.
What this site says about members and partners of the Coalition comes from texts of others; the Coalition has not confirmed it.
no source of it has been confirmed.
Pages of the UN answered when others opened them; they were not tried for this site.
A lawyer of the Coalition must confirm each sentence of law before it is published.
What is said of a finding today comes from published sources.
nobody of the Coalition has tried them.
The Coalition still has to say how consent to a story is asked for, recorded and withdrawn, on which terms others may use the data, and where to write about a mistake.
The address of this site is not decided yet; a line to quote leaves room for it.
Kazakh and Russian were translated by machine, menus and buttons too.
A lawyer can tell you what applies today.
That database is kept by the Ministry of Justice: zan.gov.kz.
Nobody has checked the figures for this site; they are as the briefing of 19 January 2022 gives them.
Nobody who speaks these languages well has read them yet.
""",
    "ru": """\
Юрист этот сайт ещё не читал.
Законы Казахстана мы читали в неофициальных копиях официальной базы (kazakhstan-law/codes).
Эти адреса мы не открывали: сверяйте, прежде чем цитировать.
Всё остальное – наш перевод, неофициальный, или наш пересказ.
В брифинге не сказано, как принимают и изучают сообщение и какие сообщения подтвердили документы, врачи или свидетели.
Ни одна организация ещё не подтвердила, что о ней здесь сказано, и ни один контакт не проверен.
Что сказано о членах и партнёрах Коалиции, взято из текстов других; Коалиция этого не подтвердила.
их источник не подтверждён.
Страницы ООН открывались у других; для этого сайта их не пробовали.
Юрист Коалиции должен подтвердить каждое предложение о законе до публикации.
Что известно о выводах сегодня, взято из опубликованных источников.
никто из Коалиции по ним не звонил.
Коалиция ещё должна сказать, как спрашивают, записывают и отзывают согласие на рассказ, на каких условиях можно использовать данные и куда писать об ошибке.
Адрес этого сайта ещё не определён; строка для ссылки оставляет для него место.
Казахский и русский переведены машиной, меню и кнопки тоже.
Что действует сегодня, скажет юрист.
Эту базу ведёт Министерство юстиции: zan.gov.kz.
Для этого сайта цифры никто не проверял: они такие, как в брифинге от 19 января 2022 года.
Никто, кто хорошо владеет этими языками, их ещё не читал.
""",
    "kk": """\
Бұл сайтты заңгер әлі оқыған жоқ.
Қазақстан заңдарын ресми базаның бейресми көшірмелерінен оқыдық (kazakhstan-law/codes).
Бұл мекенжайларды ашқан жоқпыз: дәйексөз келтірмес бұрын салыстырыңыз.
Қалғаны – біздің аудармамыз, ол ресми емес, немесе өз сөзімізбен мазмұны.
Брифингте хабарламаның қалай қабылданып, қалай зерделенетіні және қай хабарламаларды құжаттар, дәрігерлер немесе куәлар растағаны айтылмаған.
Мұнда өзі туралы айтылғанды бірде-бір ұйым әлі растаған жоқ, бірде-бір байланыс дерегі тексерілген жоқ.
Коалицияның мүшелері мен серіктестері туралы айтылғаны басқалардың мәтіндерінен алынған; Коалиция мұны растаған жоқ.
олардың дереккөзі расталмаған.
БҰҰ беттері өзгелерде ашылған; бұл сайт үшін олар тексеріліп көрілген жоқ.
Заң туралы әр сөйлемді жарияламас бұрын Коалиция заңгері растауға тиіс.
Тұжырымдар туралы бүгін белгілісі жарияланған дереккөздерден алынды.
Коалициядан ешкім оларға қоңырау шалып көрген жоқ.
Коалиция әлі айтуға тиіс: жағдайды жариялауға келісім қалай сұралады, жазылады және қайтарып алынады, деректерді қандай шартпен пайдалануға болады, қате туралы қайда жазу керек.
Сайттың мекенжайы әлі белгіленген жоқ; сілтеме жасауға арналған жолда оған орын қалдырылған.
Қазақшасы мен орысшасын, мәзірі мен түймелерін де, машина аударған.
Бүгін не қолданылатынын заңгер айта алады.
Ол базаны Әділет министрлігі жүргізеді: zan.gov.kz.
Бұл сайт үшін сандарды ешкім тексерген жоқ: олар 2022 жылғы 19 қаңтардағы брифингтегідей.
Бұл тілдерді жақсы білетін адам оларды әлі оқыған жоқ.
""",
}
"""Doubts that pages said before and that one page says now, in the words in which it says them, each in a line. Whoever
takes a doubt from a page adds it here; what the lists of that page say (law.yml, questions.yml) needs no entry."""


def plain(text: str) -> str:
    """Return a text as a reader sees it: without tags, each space alike."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())


def said(language: str, real: Output) -> str:
    """Return what the page says in a language."""
    page = next(page for page in real.pages if page.path == f"{language}/{HOW_SURE}.html")
    return plain(real.view(page).content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_site_doubts_stands_on_one_page(language: str, real: Output) -> None:
    """Each sentence that was taken from another page is there, in the same language; each open question, with what can
    be said until somebody answers it; each source of law with the day of its edition; each provision that was not read
    as it applies, or whose days are open."""
    text, law, date = said(language, real), real.site.law, real.locales[language].date
    questions = [said for one in real.site.questions.questions for said in (one.question, one.meanwhile) if said]
    expected = [*REMOVED[language].splitlines(), *(said[language] for said in questions)]
    for source in law.sources.values():
        expected += [source.name[language], *([date(source.changes_until)] if source.changes_until else [])]
    for one in (one for group in law.groups for one in group.provisions):
        if one.verified != "read" or not one.dates_confirmed or not (one.valid_from or one.since):
            expected += [one.provision[language], law.acts[one.act][language]]
    assert [one for one in expected if plain(one) not in text] == []
