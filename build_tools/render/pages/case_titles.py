"""What a case and a list of cases are called, in words of the vocabulary: who, where, when and what was reported."""

from collections.abc import Callable, Iterator
from functools import cache, partial

from build_tools.models import Case, CaseList, Period, fact_fields
from build_tools.plain_words import capital, small
from build_tools.problems import N_
from build_tools.render.context import Context

TitleOf = Callable[[Case], str]

PLACE = "place"
"""The field by which stories stand on the map."""

_DENIED = "denied"
_ACCESS = ("access_lawyer", "access_doctor", "access_family")


def titles(context: Context) -> TitleOf:
    """Return what gives a story its title. Many share one, and it is written once."""
    written = cache(partial(_title, context))

    def title_of(case: Case) -> str:
        return written(case.gender, case.age_band, case.place, case.period, case.treatment, _refused(case))

    return title_of


def _refused(case: Case) -> str:
    """Return the field of whom nobody let in, where no treatment is stated."""
    return next((name for name in _ACCESS if not case.treatment and getattr(case, name) == _DENIED), "")


def _title(
    context: Context,
    gender: str | None,
    age: str | None,
    place: str | None,
    period: Period | None,
    treatment: tuple[str, ...],
    refused: str,
) -> str:
    """Return a title such as *Man, Karaganda, May 2023: beatings, threats*."""
    about = ", ".join(_about(context, gender, age, place, period))
    if treatment:
        return f"{about}: {', '.join(small(context.locale.label('treatments', code)) for code in treatment)}"
    general = context.locale.translate(N_("torture or other ill-treatment"))
    return f"{about}: {said(context, refused, _DENIED) if refused else general}"


def _about(
    context: Context, gender: str | None, age: str | None, place: str | None, period: Period | None
) -> Iterator[str]:
    """Yield who it was, where and when, as far as it is told."""
    vocabulary = context.site.vocabulary
    yield _person(context, gender)
    if age and (person := vocabulary.age_bands[age].person):
        yield person[context.language]
    if place:
        yield context.locale.label("places", place)
    if period:
        yield context.locale.period(period)


def _person(context: Context, gender: str | None) -> str:
    """Name one person of a gender, or of none that is told."""
    if gender is None:
        return context.locale.translate(N_("Person"))
    person = context.site.vocabulary.genders[gender].person
    return person[context.language] if person else context.locale.label("genders", gender)


def said(context: Context, field: str, code: str) -> str:
    """Return how titles, lists and lines say a code of a field, within a sentence."""
    texts = context.site.vocabulary.fields[field].says.get(code)
    return texts[context.language] if texts else small(context.locale.label(fact_fields()[field], code))


def list_name(shown: CaseList, context: Context) -> str:
    """Name what the stories of a list share, such as *Lawyer refused*, to stand alone."""
    if shown.field == "period":
        return context.locale.period(Period(shown.code))
    place = shown.field == PLACE
    return context.locale.label("places", shown.code) if place else capital(said(context, shown.field, shown.code))


def list_title(shown: CaseList, context: Context) -> str:
    """Name a list with the number of its stories, such as *Lawyer refused – 6 cases*."""
    return f"{list_name(shown, context)} – {context.locale.count(len(shown.cases), 'case')}"


def field_name(field: str, context: Context) -> str:
    """Return what a field is called by which stories are listed."""
    return context.locale.label("fields", field)
