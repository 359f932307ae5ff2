"""Raw coded records of the invented register, finer than anybody may publish: the same with every Python.

In: nothing. Out: 121 texts of files by their paths, of three releases. Each says that it is invented.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from build_tools.models import Case, version_of
from build_tools.paths import case_file
from build_tools.validate.texts import texts_in

RELEASES = {"2000-2": "2000-12-01", "2001-1": "2001-06-01", "2001-2": "2001-12-01"}
"""The day on which each was accepted."""

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LANGUAGES = ("kk", "ru", "en")
SILENT = "not_stated"
EXACT = ("period", "place", "gender", "age_band", "authority", "detention_place")


class Event(NamedTuple):
    """What several people reported of one time: for each field the codes that they gave, by chance. ``told`` are those
    of them who agreed to words."""

    release: str
    number: int
    told: Sequence[int]
    months: Sequence[str]
    places: Sequence[str]
    genders: Sequence[str]
    ages: Sequence[str]
    authorities: Sequence[str]
    detention: Sequence[str]


WEST, EAST, FAR = ("exampleton", "testville"), ("fableton", "storyham"), ("sampleford", "storyham")
MEN, WOMEN, MOSTLY_MEN, BOTH = ("man",), ("woman",), ("man",) * 6 + ("woman",), ("man", "woman")
ADULTS, YOUNG, MINORS = ("age_18_29", "age_30_44", "age_45_plus"), ("age_14_17", "age_18_29"), ("age_0_13", "age_14_17")
POLICE, PRISON, BODIES = ("police",), ("prison_staff",), ("police", "police", "forces")
STATION, PRISONS, CELLS = ("police_station",), ("prison",), ("prison", "prison", "pretrial")
HELD = ("pretrial", "police_station")

EVENTS = (
    Event("2000-2", 11, (0, 1, 2, 5), ("2000-01", "2000-02"), WEST, MOSTLY_MEN, ADULTS, POLICE, STATION),
    Event("2000-2", 9, (0,), ("2000-03",), ("imaginville",), WOMEN, ADULTS, POLICE, STATION),
    Event("2000-2", 10, (0, 1), ("2000-04", "2000-05"), ("sampleford",), MEN, ADULTS, BODIES, PRISONS),
    Event("2000-2", 11, (2, 3, 6), ("2000-05", "2000-06"), ("fableton",), MEN, ADULTS, PRISON, CELLS),
    Event("2001-1", 10, (0,), ("2000-07", "2000-08"), ("exampleton",), MOSTLY_MEN, ADULTS, POLICE, HELD),
    Event("2001-1", 11, (0, 1, 2, 3, 5), ("2000-10", "2000-11"), ("imaginville",), BOTH, ADULTS, POLICE, STATION),
    Event("2001-1", 9, (0, 1, 2), ("2000-12",), EAST, MEN, ADULTS, PRISON, CELLS),
    Event("2001-1", 10, (1,), ("2001-01", "2001-02"), WEST, WOMEN, YOUNG, POLICE, STATION),
    Event("2001-2", 10, (0, 1, 2), ("2001-03",), FAR, MEN, ADULTS, BODIES, HELD),
    Event("2001-2", 12, (0, 1, 2, 3), ("2001-04", "2001-05"), ("imaginville",), MOSTLY_MEN, ADULTS, POLICE, STATION),
    Event("2001-2", 8, (), ("2001-06",), WEST, BOTH, MINORS, POLICE, STATION),
    Event("2001-2", 10, (), ("2001-07", "2001-08"), ("fableton",), WOMEN, ADULTS, PRISON, CELLS),
)

ANSWERS: Mapping[str, Sequence[str]] = {
    "access_lawyer": ("given", "late", "denied", "denied", SILENT),
    "access_doctor": ("given", "late", "denied", SILENT),
    "access_family": ("given", "late", "denied", SILENT),
    "complaint": ("not_filed", "not_filed", "filed", "discontinued", "in_court", SILENT),
}
SEVERAL: Mapping[str, Sequence[str]] = {
    "treatment": ("beatings", "humiliation", "threats", "denial_of_care", "other"),
    "assistance": ("legal", "psychological", "medical"),
}

FIRST = {"kk": "Ойдан шығарылған мысал.", "ru": "Вымышленный пример.", "en": "Invented example."}
SECOND = (
    {
        "kk": "Адам болған жайды өз сөзімен айтып берді.",
        "ru": "Человек рассказал о случившемся своими словами.",
        "en": "A person told in their own words what happened.",
    },
    {
        "kk": "Адам құқықтары түсіндірілмегенін айтты.",
        "ru": "Человек сказал, что ему не объяснили его прав.",
        "en": "A person said that nobody explained their rights.",
    },
    {
        "kk": "Адам ұзақ уақыт су берілмегенін айтты.",
        "ru": "Человек сказал, что ему долго не давали воды.",
        "en": "A person said that no water was given for a long time.",
    },
    {
        "kk": "Адам не үшін ұсталғаны айтылмағанын хабарлады.",
        "ru": "Человек сообщил, что ему не назвали причину задержания.",
        "en": "A person reported that no reason was given for the detention.",
    },
    {
        "kk": "Адам көп нәрсе есінде қалмағанын айтты.",
        "ru": "Человек сказал, что многого не запомнил.",
        "en": "A person said that much of it was forgotten.",
    },
)
THIRD = (
    {
        "kk": "Кейін адам көмек іздеді.",
        "ru": "Потом человек стал искать помощи.",
        "en": "Later the person looked for help.",
    },
    {
        "kk": "Адам мұны басқалар да білсін деп айтты.",
        "ru": "Человек говорит об этом, чтобы знали и другие.",
        "en": "The person tells of it so that others know too.",
    },
    {
        "kk": "Бұл сөздердің артында ешкім жоқ.",
        "ru": "За этими словами никто не стоит.",
        "en": "Nobody stands behind these words.",
    },
    {
        "kk": "Қазір адам қауіпсіз жерде.",
        "ru": "Сейчас человек в безопасности.",
        "en": "The person is safe now.",
    },
    {
        "kk": "Адам мұны еске алу қиын екенін айтты.",
        "ru": "Человек говорит, что вспоминать об этом трудно.",
        "en": "The person says that it is hard to remember.",
    },
    {
        "kk": "Бұл жазбаны адамның өзі оқып шықты.",
        "ru": "Эту запись человек прочитал сам.",
        "en": "The person has read this record.",
    },
)


def drafts() -> dict[str, str]:
    """Return the texts of all files by their paths, in no order of releases or ids."""
    return dict(sorted(_files(), key=lambda file: chance(file[0], "order", 2**32)))


def _files() -> Iterator[tuple[str, str]]:
    told = 0
    for place, event in enumerate(EVENTS):
        for number in range(event.number):
            record = _record(event, f"{place} {number}")
            if number in event.told:
                record, told = with_words(record, told), told + 1
            yield case_file(event.release, record["id"]), written(record)


def _record(event: Event, key: str) -> dict[str, Any]:
    """Return the record of one person as plain data, without words."""
    _, _, _, *lists = event
    codes = {name: picked(key, name, codes) for name, codes in zip(EXACT, lists, strict=True)}
    answers = {name: picked(key, name, codes) for name, codes in ANSWERS.items()}
    several = {name: some(key, name, codes) for name, codes in SEVERAL.items()}
    head = {"id": id_of(key), "release": event.release, "invented": True}
    return {**head, **codes, **answers, **several, "consent": {"record": True}}


def with_words(record: Mapping[str, Any], number: int) -> dict[str, Any]:
    """Return a record with a description that no other has, the consent to it, and who has read it: now and then a
    person has read the Russian words, or the Kazakh ones are not written yet."""
    parts = (FIRST, SECOND[number % len(SECOND)], THIRD[number // len(SECOND)])
    lacks = ["kk"] if number % 7 == 3 else []
    summary = {own: " ".join(part[own] for part in parts) for own in LANGUAGES if own not in lacks}
    consent = {"record": True, "narrative": version_of([summary["en"]])}
    states = {own: "source" if own == "en" else "machine-translated" for own in summary}
    more = {"consent": consent, "summary": summary, **({"not_translated": lacks} if lacks else {}), "review": states}
    return {**record, **more} if number % 4 else _read_in_russian({**record, **more})


def _read_in_russian(record: dict[str, Any]) -> dict[str, Any]:
    version = version_of(texts_in(Case.model_validate(record), ("en", "ru")))
    review = {
        "state": "reviewed",
        "reviewed_by": "editor",
        "reviewed_on": RELEASES[record["release"]],
        "reviewed_version": version,
    }
    return {**record, "review": {**record["review"], "ru": review}}


def written(record: Mapping[str, Any]) -> str:
    """Return the text of a file."""
    return "".join(f"{name}:{_value(name, value)}\n" for name, value in record.items())


def _value(name: str, value: Any) -> str:
    if name != "summary":
        return f" {json.dumps(value, ensure_ascii=False)}"
    return "".join(f"\n  {language}: {json.dumps(text, ensure_ascii=False)}" for language, text in value.items())


def id_of(key: str) -> str:
    """Return an id that says nothing of time and place."""
    return "".join(CROCKFORD[chance(key, f"digit {place}", 32)] for place in range(5))


def picked(key: str, what: str, codes: Sequence[Any]) -> Any:
    """Return one of some values."""
    return codes[chance(key, what, len(codes))]


def some(key: str, what: str, codes: Sequence[str]) -> list[str]:
    """Return one or two of some codes."""
    start, number = chance(key, what, len(codes)), 1 + chance(key, f"how many of {what}", 2)
    return [codes[(start + place) % len(codes)] for place in range(number)]


def chance(key: str, what: str, below: int) -> int:
    """Return a whole number from 0 to ``below`` - 1 that depends on nothing but the arguments."""
    return int.from_bytes(hashlib.sha256(f"{key} {what}".encode()).digest()[:8], "big") % below
