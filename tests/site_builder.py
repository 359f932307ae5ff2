"""A minimal valid site in memory, for tests: in come changes to plain data, out comes a frozen ``Site``.

Everything in it is invented and says so: a country XX with two towns. Reads and writes no file.
"""

import dataclasses
import datetime
import json
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from build_tools.build import pipeline
from build_tools.files.paths import SINCE
from build_tools.load.messages import sentence, way
from build_tools.models import (
    GENERATED,
    KIT,
    RECORD_KINDS,
    Case,
    Confirmed,
    FrontMatter,
    Judged,
    Model,
    Site,
    Words,
    version_of,
)
from build_tools.problems import Field, Problem
from build_tools.render import Context, aggregate
from build_tools.render.aggregate import PublicCases
from build_tools.validate.texts import texts_in

LANGUAGES = ("kk", "ru", "en")
EXAMPLE = {"kk": "мысал", "ru": "пример", "en": "example"}
BRIEFING = "2000-06-30"
LEDGER = f"content/figures/{BRIEFING}.yml"
STATEMENTS = f"content/statements/{BRIEFING}.yml"
ORGANISATIONS = "content/organisations.yml"
EXAMPLES = "content/organisations.examples.yml"
DAY = datetime.date(2000, 7, 1)
LOCALES = Path(__file__).parents[1] / "site_src" / "locales"
FIRST_LINE = 10
"""The line of its file on which the text of words begins."""

Plain = dict[str, Any]


def texts(word: str) -> dict[str, str]:
    """Return a text in the three languages."""
    return {language: f"{word} ({example})" for language, example in EXAMPLE.items()}


def plain() -> Plain:
    """Return the data of the site as it would be read, by the names of ``Site``; words: about and text."""
    # Unlike a deep copy, this shares nothing between two places.
    return json.loads(json.dumps(PLAIN))


def built(data: Plain, day: datetime.date = DAY) -> Judged:
    """Make a site of plain data, as of a day. A translation that names no version gets that of its source, and
    reviewed words that say nothing of their version get their own."""
    records = {}
    for kind in RECORD_KINDS:
        make, part = agreed if kind.model is Case else partial(read, kind.model), data.get(kind.part, {})
        records[kind.part] = {path: make(file) for path, file in part.items()} if kind.several else make(part)
    words = {key_of(path): words_of(path, data["words"]) for path in data["words"]}
    return Judged(Site.of_records(records, day=day, words=words, catalogues=data["catalogues"]))


def agreed(data: Plain) -> Case:
    """Make a case; where consent to words is said in one word, it is that to the words as they are, and a second reader
    has confirmed them with their codes."""
    case = Case.model_validate(data)
    if data["consent"] is not True:
        return case
    case = case.model_copy(update={"consent": case.agreed_words})
    read = Confirmed(by="editor", on=datetime.date(2000, 6, 30), version=case.told_words)
    return case if case.example else case.model_copy(update={"confirmed": read})


KEPT: dict[tuple[type[Model], str], Any] = {}
"""Records by the data that they were made of: of a hundred sites of a test most differ in one record alone."""


def kept(model: type[Model], data: Plain) -> Any:
    """Make a record, or return the one that was made of the same data."""
    key = (model, repr(data))
    if key not in KEPT:
        if len(KEPT) > 1000:
            KEPT.clear()
        KEPT[key] = model.model_validate(data)
    return KEPT[key]


def read(model: type[Model], data: Plain) -> Any:
    """Make a record; its review gets the versions that it does not mention."""
    record = kept(model, data)
    if "review" not in data:
        return record
    sources = [language for language, review in record.review.items() if review.state == "source"]
    review = {
        language: {**said, "reviewed_version": version_of(texts_in(record, [*sources, language]))}
        for language, said in data["review"].items()
        if isinstance(said, dict) and "reviewed_version" not in said
    }
    return kept(model, {**data, "review": {**data["review"], **review}})


def minimal_site() -> Site:
    """Return the site without a change."""
    return built(plain())


def key_of(path: str) -> tuple[str, str]:
    """Return language and name of the words in a file."""
    _, language, name = path.removesuffix(".md").split("/", 2)
    return language, name


def turn_to(data: Plain, *organisations: str) -> None:
    """Let the one situation lead to these organisations, by id."""
    chosen = [{"who": id_, "why": "It is chosen in an example."} for id_ in organisations]
    data["organisations"][ORGANISATIONS]["situations"] = [{"page": "k/1", "turn_to": chosen}]


def words_of(path: str, files: Mapping[str, Plain]) -> Words:
    """Make the words of one file."""
    language, name = key_of(path)
    about = dict(files[path]["about"])
    translates = about.get("translates")
    source = f"content/{translates['language']}/{name}.md" if translates else ""
    if translates and "version" not in translates:
        version = words_of(source, files).version if source in files and source != path else "b" * 24
        about["translates"] = {**translates, "version": version}
    made = Words(path, language, name, kept(FrontMatter, about), files[path]["text"], FIRST_LINE)
    if made.about.state != "reviewed" or "reviewed_version" in about or not translates or source not in files:
        return made
    about["reviewed_version"] = made.version_beside(words_of(source, files).version) if source != path else None
    return dataclasses.replace(made, about=kept(FrontMatter, about))


def case(number: int, **changes: Any) -> Plain:
    """Return an invented case; its id is made of the number."""
    return {
        "id": f"{number:04d}",
        "release": "examples",
        "place": "town_a",
        "treatment": ["beating", "threat"],
        "free_to_speak": True,
        "consent": True,
        "summary": texts("What happened."),
        "review": {"kk": "machine-translated", "ru": "machine-translated", "en": "source"},
        **changes,
    }


def case_file(record: Plain) -> str:
    """Return the path of a case."""
    return f"cases_public/{record['release']}/{record['id']}.yml"


def _list(*codes: str) -> Plain:
    """A list of codes whose ladders lead to *not stated* in one step."""
    terms = {code: {"label": texts(code), "broader": "not_stated"} for code in codes}
    return {**terms, "not_stated": {"label": texts("not stated")}}


def _meant(*codes: str) -> Plain:
    """A list of codes that are only defined."""
    return {code: {"label": texts(code), "definition": texts(f"What {code} means")} for code in codes}


def _unit(word: str) -> Plain:
    forms = {"kk": ("one", "other"), "ru": ("one", "few", "many", "other"), "en": ("one", "other")}
    return {
        "label": texts(word),
        "forms": {language: {form: f"{word}-{form}" for form in names} for language, names in forms.items()},
        "definition": texts(f"What a {word} is"),
    }


def _words(name: str) -> dict[str, Plain]:
    """The same words in three languages: English is the source."""
    up = "../" * name.count("/")
    text = f"Example words.\n\n## Section {{#section}}\n\nSee [the method]({up}method.md#section).\n"
    about: Plain = {"title": "Example", "description": "A page that shows an example."}
    if name == "k/1":
        text = f"Example words.\n\n<!-- data -->\n\n{text}"
    if name.endswith(SINCE):
        text = text.replace("{#section}", "{#section-since}")
    if name in KIT:
        text = "## Section {#section}\n\nExample words.\n"
    if name == f"briefings/{BRIEFING}":
        about |= {"ledger": BRIEFING, "plain_numbers": ["30 June 2000"], "title": "Briefing of 30 June 2000"}
        text += (
            "\nThere were {{ count(reports) }} on that day,\n"
            "{{ figure(reports_town_a) }} of them in one of {{ count(towns) }},\n"
            "{{ figure(reports_women) }} about women.\n"
            "\n1. Example words of a finding.\n    {: #finding-1 }\n"
        )
    return {
        f"content/{language}/{name}.md": {"about": {**about, **state}, "text": text}
        for language, state in STATES.items()
    }


SETTINGS: Plain = {
    "languages": [{"code": code, "name": code} for code in LANGUAGES],
    "address": "https://example.org/",
    "exit_address": "https://example.com/",
    "k": 5,
    "cases_per_page": 100,
    "menu": [
        {"pages": ["k/index", "report"]},
        {"label": texts("Examples"), "pages": ["statistics", "briefings/index", "cases/index"]},
    ],
    "footer": ["method", "data"],
}

STATES: dict[str, Plain] = {
    "kk": {"state": "machine-translated", "translates": {"language": "en"}},
    "ru": {
        "state": "reviewed",
        "reviewed_by": "editor",
        "reviewed_on": "2000-07-01",
        "translates": {"language": "en"},
    },
    "en": {"state": "source"},
}

FIELDS = (
    "id release period place gender age_band detention_place authority treatment access_lawyer access_doctor "
    "access_family complaint assistance"
)

VOCABULARY: Plain = {
    "review": {
        "kk": "machine-translated",
        "ru": {"state": "reviewed", "reviewed_by": "editor", "reviewed_on": "2000-07-01"},
        "en": "source",
    },
    "fields": {name: {"label": texts(name)} for name in FIELDS.split()},
    "units": {"report": _unit("report"), "case": _unit("case"), "town": _unit("town")},
    "divisions": [
        {"id": "old", "valid_to": "1999-12-31"},
        {"id": "new", "valid_from": "2000-01-01"},
    ],
    "parts": _list("north"),
    "regions": {
        "XX-OLD": {"division": "old", "name": texts("Old region"), "part": "north"},
        "XX-1": {"division": "new", "name": texts("Region A"), "part": "north"},
        "XX-2": {"division": "new", "name": texts("Region B"), "part": "north"},
    },
    "cities": {
        "town_a": {"name": texts("Town A"), "regions": {"old": "XX-OLD", "new": "XX-1"}},
        "town_b": {"name": texts("Town B"), "regions": {"old": "XX-OLD", "new": "XX-2"}},
    },
    "genders": _list("woman", "man"),
    "age_bands": _list("adult", "minor"),
    "detention_places": _list("cell", "prison"),
    "authorities": _list("police", "other"),
    "treatments": _list("beating", "threat"),
    "access": _list("given", "denied"),
    "complaints": _list("none", "filed"),
    "assistance": _list("none", "legal"),
    "source_kinds": _meant("coalition", "media"),
    "evidence": _meant("stated", "not_found"),
    "outcomes": _meant("complaints"),
}

PROVISION: Plain = {
    "id": "example_article",
    "kind": "definition",
    "right": texts("Not to be tortured"),
    "act": "treaty",
    "provision": texts("Article one"),
    "text": texts("Nobody may be tortured."),
    "wording": {"kk": "summarised", "ru": "summarised", "en": "summarised"},
    "valid_from": "1999-01-01",
    "verified": "read",
    "sources": ["treaty"],
}

LAW: Plain = {
    "review": {"kk": "machine-translated", "ru": "machine-translated", "en": "source"},
    "sources": {"treaty": {"name": texts("Treaty"), "url": "https://example.org/treaty"}},
    "acts": {"treaty": texts("Example treaty")},
    "chapters": [{"id": "treaties", "title": texts("Treaties")}],
    "groups": [{"id": "treaties", "chapter": "treaties", "title": texts("Treaties"), "provisions": [PROVISION]}],
}

FIGURES: Plain = {
    "reports": {"value": 8, "label": texts("Reports")},
    "towns": {"value": 2, "unit": "town", "label": texts("Towns"), "counts_parts_of": "by_town"},
    "reports_town_a": {"value": 5, "place": "town_a", "within": "reports"},
    "reports_town_b": {"value": 3, "place": "town_b", "within": "reports"},
    "reports_women": {"value": 6, "gender": "woman", "within": "reports"},
    "reports_men": {"value": 2, "gender": "man", "within": "reports"},
}

BRIEFING_LEDGER: Plain = {
    "id": BRIEFING,
    "as_of": BRIEFING,
    "unit": "report",
    "source": "https://example.org/briefing",
    "review": {"kk": "machine-translated", "ru": "machine-translated", "en": "source"},
    "already_public": {"source": "https://example.org/briefing", "date": BRIEFING},
    "key_figures": ["reports", "towns"],
    "figures": FIGURES,
    "tables": {
        "by_town": {
            "title": texts("By town"),
            "total": "reports",
            "parts": ["reports_town_a", "reports_town_b"],
        },
        "by_gender": {
            "title": texts("By gender"),
            "total": "reports",
            "parts": ["reports_women", "reports_men"],
        },
    },
    "covers": texts("Reports after an event."),
    "counts": {"from": "unknown", "until": "1999-12-31"},
    "period": "1999",
    "cannot_answer": [texts("How many people suffered.")],
}


def _statement(word: str, **more: Any) -> Plain:
    """A statement that is no finding."""
    says = {"topic": "later", "text": texts(word), "source_kind": "media", "evidence": "stated"}
    return {**says, "sources": [{"text": texts(f"Where {word} was read")}], **more}


TODAY: Plain = {"reviewed_on": "2000-07-01", "text": texts("It is otherwise now.")}
BRIEFING_STATEMENTS: Plain = {
    "id": BRIEFING,
    "review": {"kk": "machine-translated", "ru": "machine-translated", "en": "source"},
    "topics": {"later": texts("What came later")},
    "statements": {
        "finding_1": {
            "finding": "finding-1",
            "as_of": BRIEFING,
            "source_kind": "coalition",
            "evidence": "stated",
        },
        "older": _statement(
            "older", as_of="2000-06-30", status="overtaken", replaced_by="newer", today=TODAY, about=["finding_1"]
        ),
        "newer": _statement("newer", as_of="2000-07-01", see=["method"]),
    },
}

ORGANISATION_WITH_GAP: Plain = {
    "id": "helpers",
    "kind": "independent",
    "name": texts("Helpers"),
    "does": texts("Helps."),
    "risk": texts("Somebody may learn of it."),
    "languages": ["kk", "ru"],
    "gap": texts("The telephone number is not known yet."),
    "source": "https://example.org/helpers",
}

RECIPIENT: Plain = {
    "id": "doctor",
    "name": texts("Doctor"),
    "risk": texts("The guard learns of it."),
    "advice": texts("Do not go alone."),
    "source": "https://example.org/helpers",
}
"""Whom a step leads to who is no organisation."""

QUESTION: Plain = {
    "number": 1,
    "question": texts("When is the gate opened?"),
    "must_answer": "lawyer",
    "pages": ["report"],
    "source": "https://example.org/helpers",
}

BLOCK: Plain = {
    "when": {"kk": "Бірден", "ru": "Сразу", "en": "At once"},
    "must": texts("The gate must be opened."),
    "articles": ["example_article"],
}

SITUATION: Plain = {"page": "k/1", "turn_to": [{"who": "helpers", "why": "It is near."}]}

EXAMPLE_ORGANISATION: Plain = {
    "id": "example_helpers",
    "kind": "independent",
    "name": {"kk": "МЫСАЛ ұйымы", "ru": "ПРИМЕР организации", "en": "EXAMPLE organisation"},
    "does": texts("Helps."),
    "risk": texts("Somebody may see the call."),
    "channels": [
        {
            "kind": "phone",
            "value": "+7 000 000-00-00",
            "source": "https://example.org/helpers",
            "checked_on": "2000-06-01",
            "checked_by": "editor",
        }
    ],
    "source": "https://example.org/helpers",
}

RELEASE = "content/figures/2000-1.yml"
RELEASE_LEDGER: Plain = {
    "kind": "register",
    "id": "2000-1",
    "counts": {"from": "2000-01-01", "until": "2000-06-30"},
    "total": 40,
    "tables": {
        "place": {"town_a": 15, "town_b": 15, "other_or_not_stated": 10},
        "period": {"2000-Q1": 20, "2000-04": 10, "2000": 10},
        "gender": {"woman": 20, "man": 20},
        "treatment": {"beating": 25, "threat": 15},
        "access_doctor": {"given": 10, "denied": 20, "other_or_not_stated": 10},
    },
    "review": {"kk": "machine-translated", "ru": "machine-translated", "en": "source"},
}
ALIKE: Plain = {"enough": True, "on": "2000-06-30", "by": "coordinator"}
"""What the file of a real story says of the people who are like its own."""

CASES = (
    case(1),
    # invented: true
    case(2, place="XX-2"),
    case(3, place=None, complaint="filed", treatment=[]),
    case(4),
    # invented: true
    case(5, release="2000-1", place="north", alike=ALIKE),
)

DECISION: Plain = {
    "gate": "awaiting_review",
    "about": ["kk"],
    "decided_by": "board",
    "decided_on": "2000-07-01",
    "until": "2000-12-31",
    "reason": "Example: pages say that they await review.",
}

TERM: Plain = {
    "term": {"kk": "Мысалкент облысы", "ru": "Мысалкентская область", "en": "Exampleton Region"},
    "kind": "place",
    "source": "https://example.org/",
    "added_by": "editor",
    "date": "2000-06-30",
}
EXCEPTION: Plain = {
    "file": "content/ru/method.md",
    "field": "text",
    "lang": "ru",
    "category": "PERSON",
    "text": "Мысалкент",
    "reason": "Example: the name of an invented town.",
    "reviewer": "editor",
    "second_reviewer": "lawyer",
    "date": "2000-06-30",
    "expires": "2001-06-30",
}

NAMES = (*GENERATED, *KIT, "k/1", "method", f"briefings/{BRIEFING}", f"briefings/{BRIEFING}.since")

PLAIN: Plain = {
    "settings": SETTINGS,
    "vocabulary": VOCABULARY,
    "law": LAW,
    "ledgers": {LEDGER: BRIEFING_LEDGER},
    "releases": {RELEASE: RELEASE_LEDGER},
    "statements": {STATEMENTS: BRIEFING_STATEMENTS},
    "organisations": {
        ORGANISATIONS: {
            "review": VOCABULARY["review"],
            "situations": [SITUATION],
            "recipients": [RECIPIENT],
            "organisations": [ORGANISATION_WITH_GAP],
        },
        EXAMPLES: {"review": VOCABULARY["review"], "organisations": [EXAMPLE_ORGANISATION]},
    },
    "cases": {case_file(record): record for record in CASES},
    "withdrawn": {"cases_public/withdrawn/9999.yml": {"id": "9999", "release": "2000-1"}},
    "questions": {"review": VOCABULARY["review"], "questions": [QUESTION]},
    "hours": {"review": VOCABULARY["review"], "timetables": {"adult": [BLOCK]}},
    "decisions": {"decisions": [DECISION]},
    "approvals": {"vocabulary": [TERM], "exceptions": [EXCEPTION]},
    "words": {path: words for name in NAMES for path, words in _words(name).items()},
    "catalogues": {},
    "published": {},
}


def whole_sentence(problem: Problem) -> str:
    """Return the sentence with the whole way to the value; a maintainer is shown a line in place of invented names."""
    shown = way(problem.field)
    return (
        sentence(problem).replace(f": {shown}: ", f": {whole_way(problem.field)}: ", 1) if shown else sentence(problem)
    )


def whole_way(field: Field) -> str:
    """Return the way to a value, with every name in it."""
    return "".join(f" (item {step + 1})" if isinstance(step, int) else f".{step}" for step in field).removeprefix(".")


def no_cases() -> PublicCases:
    """Return what may be shown where there are no cases."""
    return PublicCases((), (), example=False)


def contexts(site: Site) -> list[Context]:
    """Return what the pages of a preview are made from in each language, in the words of the real catalogues."""
    return pipeline.contexts_of(dataclasses.replace(site, catalogues=catalogues()), release=False)


@cache
def catalogues() -> dict[tuple[str, str], str]:
    """Return the catalogues of the interface."""
    return {("interface", code): (LOCALES / f"interface.{code}.po").read_text("utf-8") for code in ("kk", "ru")}


def public_cases(site: Site) -> list[PublicCases]:
    """Return what a preview shows of published cases and of examples."""
    return [aggregate.stories(site, example) for example in (False, True)]
