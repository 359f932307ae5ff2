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
)
