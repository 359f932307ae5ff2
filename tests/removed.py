# ruff: noqa: E501
"""Doubts that pages said before and that one page, how-sure, says now, in the words in which it says them: in English,
Russian and Kazakh. Whoever takes a doubt from a page adds it here; what the lists of that page say (law.yml,
questions.yml) needs no entry."""

REMOVED = (
    (
        "No lawyer has read this site yet.",
        "Юрист этот сайт ещё не читал.",
        "Бұл сайтты заңгер әлі оқыған жоқ.",
    ),
    (
        "We read the laws of Kazakhstan in unofficial copies of the official database (kazakhstan-law/codes).",
        "Законы Казахстана мы читали в неофициальных копиях официальной базы (kazakhstan-law/codes).",
        "Қазақстан заңдарын ресми базаның бейресми көшірмелерінен оқыдық (kazakhstan-law/codes).",
    ),
    (
        "We have not opened these addresses: compare before you quote.",
        "Эти адреса мы не открывали: сверяйте, прежде чем цитировать.",
        "Бұл мекенжайларды ашқан жоқпыз: дәйексөз келтірмес бұрын салыстырыңыз.",
    ),
    (
        "All else is our translation, not an official one, or our summary.",
        "Всё остальное – наш перевод, неофициальный, или наш пересказ.",
        "Қалғаны – біздің аудармамыз, ол ресми емес, немесе өз сөзімізбен мазмұны.",
    ),
    (
        "The briefing does not say how a report is taken in and examined, or which reports were confirmed by documents, doctors or witnesses.",
        "В брифинге не сказано, как принимают и изучают сообщение и какие сообщения подтвердили документы, врачи или свидетели.",
        "Брифингте хабарламаның қалай қабылданып, қалай зерделенетіні және қай хабарламаларды құжаттар, дәрігерлер немесе куәлар растағаны айтылмаған.",
    ),
    (
        "No organisation has confirmed yet what this site says about it, and no contact has been checked.",
        "Ни одна организация ещё не подтвердила, что о ней здесь сказано, и ни один контакт не проверен.",
        "Мұнда өзі туралы айтылғанды бірде-бір ұйым әлі растаған жоқ, бірде-бір байланыс дерегі тексерілген жоқ.",
    ),
    (
        "What this site says about members and partners of the Coalition comes from texts of others; the Coalition has not confirmed it.",
        "Что сказано о членах и партнёрах Коалиции, взято из текстов других; Коалиция этого не подтвердила.",
        "Коалицияның мүшелері мен серіктестері туралы айтылғаны басқалардың мәтіндерінен алынған; Коалиция мұны растаған жоқ.",
    ),
    (
        "no source of it has been confirmed.",
        "их источник не подтверждён.",
        "олардың дереккөзі расталмаған.",
    ),
    (
        "Pages of the UN answered when others opened them; they were not tried for this site.",
        "Страницы ООН открывались у других; для этого сайта их не пробовали.",
        "БҰҰ беттері өзгелерде ашылған; бұл сайт үшін олар тексеріліп көрілген жоқ.",
    ),
    (
        "A lawyer of the Coalition must confirm each sentence of law before it is published.",
        "Юрист Коалиции должен подтвердить каждое предложение о законе до публикации.",
        "Заң туралы әр сөйлемді жарияламас бұрын Коалиция заңгері растауға тиіс.",
    ),
    (
        "What is said of a finding today comes from published sources.",
        "Что известно о выводах сегодня, взято из опубликованных источников.",
        "Тұжырымдар туралы бүгін белгілісі жарияланған дереккөздерден алынды.",
    ),
    (
        "nobody of the Coalition has tried them.",
        "никто из Коалиции по ним не звонил.",
        "Коалициядан ешкім оларға қоңырау шалып көрген жоқ.",
    ),
    (
        "The Coalition still has to say how consent to a story is asked for, recorded and withdrawn, on which terms others may use the data, and where to write about a mistake.",
        "Коалиция ещё должна сказать, как спрашивают, записывают и отзывают согласие на рассказ, на каких условиях можно использовать данные и куда писать об ошибке.",
        "Коалиция әлі айтуға тиіс: жағдайды жариялауға келісім қалай сұралады, жазылады және қайтарып алынады, деректерді қандай шартпен пайдалануға болады, қате туралы қайда жазу керек.",
    ),
    (
        "The address of this site is not decided yet; a line to quote leaves room for it.",
        "Адрес этого сайта ещё не определён; строка для ссылки оставляет для него место.",
        "Сайттың мекенжайы әлі белгіленген жоқ; сілтеме жасауға арналған жолда оған орын қалдырылған.",
    ),
    (
        "Kazakh and Russian were translated by machine, menus and buttons too.",
        "Казахский и русский переведены машиной, меню и кнопки тоже.",
        "Қазақшасы мен орысшасын, мәзірі мен түймелерін де, машина аударған.",
    ),
    (
        "A lawyer can tell you what applies today.",
        "Что действует сегодня, скажет юрист.",
        "Бүгін не қолданылатынын заңгер айта алады.",
    ),
    (
        "That database is kept by the Ministry of Justice: zan.gov.kz.",
        "Эту базу ведёт Министерство юстиции: zan.gov.kz.",
        "Ол базаны Әділет министрлігі жүргізеді: zan.gov.kz.",
    ),
    (
        "Nobody has checked the figures for this site; they are as the briefing of 19 January 2022 gives them.",
        "Для этого сайта цифры никто не проверял: они такие, как в брифинге от 19 января 2022 года.",
        "Бұл сайт үшін сандарды ешкім тексерген жоқ: олар 2022 жылғы 19 қаңтардағы брифингтегідей.",
    ),
    (
        "Nobody who speaks these languages well has read them yet.",
        "Никто, кто хорошо владеет этими языками, их ещё не читал.",
        "Бұл тілдерді жақсы білетін адам оларды әлі оқыған жоқ.",
    ),
)
