"""Numbers of what holds or names one person: schools, wards, rooms, cells, files, entries of a register.

Out: rows of patterns. Numbers of laws, courts and institutions are legal.
"""

from functools import partial

from build_tools.personal_data.rows import Row, rows

NO = r"(?:№|no\.?|n°|number|номер\w{0,2}|нөмірі)"
NUMBER = r"(?!(?:19|20)\d\d(?!\d))\d{1,4}(?:-?[а-яәa-z](?![^\W\d_]))?"
ALONE = r"(?![\d%]|[.,:/-]\d|[^\W_]| ?-?[^\W\d_])"
"""No word follows, which could be what is counted."""

GOES_ON = (
    r"(?= (?:и|в|на|с|после|был\w{0,2}|его|е[её]|где|до|у|от|and|for|with|until|by|on|at|in|where|was|when|had|while|"
    r"near|there|again|they|of)\b)"
)
ROOMS = (
    r"(?:школ\w{1,3}(?:-(?:гимнази|лице|интернат)\w{0,3})?|гимнази\w{1,3}|лице[йяюе]\w{0,2}|колледж\w{0,3}|интернат\w{0,3}|"
    r"детск\w{2,3} (?:сад|дом)\w{0,3}|детсад\w{0,3}|детдом\w{0,3}|садик\w{0,3}|общежити\w{1,2}|поликлиник\w{1,2}|"
    r"больниц\w{1,2}|роддом\w{0,2}|с?сош|сш|палат\w{1,2}|кабинет\w{0,3}|каб\.|комнат\w{1,2}|камер\w{1,2}|барак\w{0,3}|"
    r"ауруханас?\w{0,4}|school|gymnasium|lyceum|college|kindergarten|nursery|orphanage|dormitory|hostel|(?:poly)?clinic|"
    r"hospital|ward|room|office|cell|barracks?)"
)
ROOMS_KK = (
    r"(?:(?:орта|жалпы|арнаулы|балалар|студенттер|қалалық|жатын) ){0,2}(?:мекте[пб]|гимнази|лице[йи]|колледж|балабақша|"
    r"бала бақша|интернат|жатақхана|емхана|аурухана|палата|кабинет|бөлме|камера|барак|балалар үй)[\w-]{0,20}"
)
ORDINAL = r"(?<![\w-])\d{1,4}-(?:[йяюмео]|ой|ый|го|му|ом|ей|ую|ая)"
ROOM_WORDS = (
    " школ| гимнази| лице| колледж|интернат| сад|детсад| дом|детдом| общежит| поликлин| больниц| роддом| сош| сш|"
    " палат| каб| комнат| камер| барак| квартир| подъезд| school| gymnas| lyceum| college| kinderg| nursery| orphan|"
    " dormit| hostel|clinic| hospital| ward| room| office| cell| barrack"
)
ROOM_WORDS_KK = "мекте|гимнази|лице|колледж|бақша|интернат|жатақ|емхан|аурухан|палат|кабинет|бөлме|камера|барак|балалар"

LONG = r"(?!\d{1,4}/(?:19|20)\d\d(?!\d))\d[\d/-]{0,20}(?![\w%])"
"""But for the number that a committee of the United Nations gives to a complaint."""
FILES = (
    r"(?:дел[оаеу]м?|куи|куз(?:-1)?|медкарт\w{1,2}|карт\w{1,3}(?: [^\W\d_]{3,20}){0,2}|истори\w{1,2} болезни|"
    r"талон\w{0,2}(?:-уведомлени\w{1,2})?|медициналық карта\w{0,4}|сырқатнама\w{0,5}|ауру тарихы\w{0,4}|жетон\w{0,2}|"
    r"іс(?:і|інің| материалдары)?|criminal case|(?:case |court )?file|medical (?:record|card|file)|notification|"
    r"slip|docket|patient)"
)
FILE_WORDS = " дел| куи| куз|карт|болезни| талон|сырқат|тарихы| жетон| іс|case| file|medical|notif| slip|docket|patient"
REGISTERS = r"(?:куи|куз(?:-1)?|[ек]рдр|сдтбт|erdr)"
PAPERS = (
    r"(?:постановлени|протокол|заключени|заявлени|жалоб|обращени|рапорт|справк|направлени|хаттама|қаулы|шағым|анықтама|"
    r"өтініш|complaint|statement|certificate|protocol|case)\w{0,4}"
)
LAWS = r"(?! (?:к|of|to|от|правительств\w|министр\w|суд\w|жоғарғы) )"

address = partial(rows, category="ADDRESS")
address_perhaps = partial(rows, category="ADDRESS", severity="review")
file = partial(rows, category="NUMBER")
file_perhaps = partial(rows, category="NUMBER", severity="review")

NUMBERED: tuple[tuple[Row, ...], ...] = (
    address(
        "rooms",
        ROOM_WORDS,
        rf"(?<![\w-]){ROOMS},? ?{NO} ?{NUMBER}",
        rf"(?<![\w-]){ROOMS} {NUMBER}(?:{ALONE}|{GOES_ON})",
        rf"{ORDINAL} (?:средн\w{{2,3}} |городск\w{{2,3}} )?(?:{ROOMS}|дом\w{{0,2}}|квартир\w{{1,2}}|"
        r"подъезд\w{0,2})\b",
        beside=True,
    ),
    address(
        "rooms in Kazakh",
        ROOM_WORDS_KK,
        rf"(?<![\w-])(?:№ ?\d{{1,4}}(?: |-)|\d{{1,4}}-(?:(?:ші|шы) )?)(?:санды )?{ROOMS_KK}",
        beside=True,
    ),
    address_perhaps("counted rooms", ROOM_WORDS_KK, rf"(?<![\w-]){NUMBER} {ROOMS_KK}", beside=True),
    address_perhaps(
        "classes",
        "класс|сынып|сыны|class|grade",
        r"(?<![\w-])\d{1,2}(?:-го)? ?[«\"'“]?[а-гa-d][»\"'”]? (?:класс|сыны)\w{0,4}|"
        r"\b(?:class|grade) \d{1,2} ?[\"'“]?[a-d]\b",
        beside=True,
    ),
    file(
        "files",
        FILE_WORDS,
        rf"(?<![\w-]){FILES} (?:за |под )?{NO} ?(?P<item>{LONG})",
        beside=True,
    ),
    file(
        "registers",
        " куи| куз|рдр|сдтбт|erdr",
        rf"(?<!\w){REGISTERS}(?:-\w{{1,4}})? (?:за |под |деген )?(?:{NO} ?)?(?P<item>\d{{3,12}}[\d/-]{{0,9}})",
        beside=True,
    ),
    file_perhaps(
        "numbered papers",
        "№| no.| number| номер",
        rf"(?<!\w)(?<!нормативное )(?<!нормативного ){PAPERS} (?:под |за )?{NO} ?(?P<item>{LONG}){LAWS}",
        beside=True,
    ),
    file(
        "registered numbers",
        "зарегистр|register|тіркел",
        rf"(?:зарегистрирован\w{{0,3}}|registered)(?![^\n]{{0,60}}(?:юстиц|реестр|ministry|registry))[^\d\n.]{{0,40}}"
        rf"(?:{NO}|as) ?(?P<item>{LONG})",
        r"(?<![\d.,])(?P<item>\d{5,12}) (?:нөмірімен |деп )?тіркел",
    ),
)
