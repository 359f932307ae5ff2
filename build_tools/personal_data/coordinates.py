"""Places on a map: coordinates, and links to a map.

Out: rows of patterns.
"""

from functools import partial

from build_tools.personal_data.rows import Row, rows

DEGREES = r"[+-]?[01]?\d{1,2}\.\d{3,10}°?"
LINK = (
    r"(?:https?://)?(?:(?:www\.|maps?\.)?googl[e]\.[a-z.]{2,6}/maps|map[s]\.googl[e]\.|go[o]\.gl/maps|map[s]\.app\.go[o]\.gl|"
    r"(?:www\.)?yande[x]\.[a-z]{2,3}/(?:maps|navi)|(?:yande[x]\.[a-z]{2,3}/)?map[s]\.yandex|(?:go\.)?2gi[s]\.[a-z]{2,3}|"
    r"(?:www\.)?openstreetma[p]\.org|os[m]\.org|map[s]\.apple\.com|map[s]\.me|what3word[s]\.com|w3[w]\.co|wikimapi[a]\.org|"
    r"waz[e]\.com|plu[s]\.codes|bin[g]\.com/maps|(?:share|wego)\.her[e]\.com|her[e]\.com/l/|ge[0]\.me|oma[p]s\.app)[^\s<>\"')\]]{0,300}"
)
DECIMALS = ".0|.1|.2|.3|.4|.5|.6|.7|.8|.9"
CODES = "google|goo.gl|yandex|2gis|osm.|openstr|maps|3w|wikimapia|waze|plus.|here.com|ge0.|omaps"

place = partial(rows, category="GPS")

COORDINATES: tuple[tuple[Row, ...], ...] = (
    place(
        "decimals",
        DECIMALS,
        rf"(?<![\d.,])(?!0\.\d{{3,10}},? 0\.){DEGREES} ?[nсs]?(?:\.? ?ш\.)?(?: ?[,;:/|] ?| )(?:[ew]|"
        rf"lon\w{{0,6}}:? ?|долгота:? ?|бойлық:? ?)?{DEGREES}(?![\d]|\.\d)",
        r"(?<![\d.,])\d{2,3}\.\d{4,8}°?,? (?:и|and|мен|және|by) \d{2,3}\.\d{4,8}(?!\d)",
        r"(?<![\d.,])\d{1,3}\.\d{3,10}°? ?(?:[neсв]\b|с\. ?ш|в\. ?д|ш\. ?б|с\.е|ш\.б)",
    ),
    place("decimals with commas", DECIMALS.replace(".", ","), r"(?<![\d.,])\d{2},\d{4,8} ?[;/ ] ?\d{2},\d{4,8}(?!\d)"),
    place(
        "named decimals",
        "lat|lon|lng|шир|долг|енд|бойл",
        r"\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng|шир(?:от\w)?|долг(?:от\w)?|енді[кг]\w{0,3}|енд(?=\.)|"
        r"бойл(?:ы[қғ]\w{0,3})?)\b\.?[\"']?(?: is)? ?[:=-]? ?[+-]?\d{1,3}[.,]\d{3,10}",
    ),
    place(
        "letters before decimals",
        "n|s|с|ю",
        r"(?<!\w)[nsсю] ?:?\d{1,2}[.,]\d{3,10}°?[ ,;/]{1,3}[ewвз] ?:?\d{1,3}[.,]\d{3,10}(?!\d)",
    ),
    place("letters after decimals", "с.|в.|ш.|° ", r"(?<![\d.,])\d{1,3},\d{3,10}°? ?(?:с\. ?ш|в\. ?д|ш\. ?[бе])"),
    place(
        "degrees",
        "°",
        r"(?<!\d)\d{1,3} ?° ?\d{1,2}(?:[.,]\d+)? ?(?:['′]|мин)[^\n]{0,12}?(?:[\"″]|''|′′)?(?: ?[nsewсвюз])?"
        r"(?:[^\n\w°]{0,4}\d{1,3} ?° ?\d{1,2}(?:[.,]\d+)? ?['′](?: ?\d{1,2}(?:[.,]\d+)? ?(?:[\"″]|''|′′))?)?",
    ),
    place(
        "degrees in words",
        "deg|градус",
        r"(?<!\d)\d{1,3} ?(?:deg\w{0,4}|градус\w{0,4})\.?,? ?\d{1,2}(?:[.,]\d{1,6})? ?(?:min|мин)\w{0,4}\b\.?,?"
        r"(?: ?\d{1,2}(?:[.,]\d{1,6})? ?(?:sec|сек)\w{0,4}\b\.?)?,? ?(?:[nsewсвюз]\b|north|south|east|west|"
        r"(?:северн|южн|восточн|западн)\w{2}|(?:солтүстік|оңтүстік|шығыс|батыс)\w{0,4})",
    ),
    place(
        "degrees without signs",
        " n| с| s| ю",
        r"(?<![\d.,])\d{1,2} \d{1,2} \d{1,2}(?:[.,]\d+)? ?[nsсю]\b(?:\. ?ш)?[^\w\n]{0,3}"
        r"\d{1,3} \d{1,2} \d{1,2}(?:[.,]\d+)? ?[ewвз]\b",
    ),
    place(
        "coordinates",
        "координат|coordinate",
        r"\b(?:координат|coordinate)\w{0,8}[^\d\n]{0,20}-?\d{1,3}[.,]\d{2,10}(?!\d)[^\d\n]{1,8}-?\d{1,3}[.,]\d{2,10}(?!\d)",
    ),
    place("three words", "///", r"(?<![\w:/])///[^\W\d_]{2,30}\.[^\W\d_]{2,30}\.[^\W\d_]{2,30}", digits=False),
    place("addresses of places", "geo:", r"\bgeo:-?\d"),
    place("links to maps", CODES, LINK, digits=False),
    place("open codes", "+", r"(?<!\w)[2-9cfghjmpqrvwx]{4,8}\+[2-9cfghjmpqrvwx]{2,3}(?!\w)", digits=False),
)
