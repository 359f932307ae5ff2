"""What a case and a list of cases are called, in words of the vocabulary: who, where, when and what was reported."""

from collections.abc import Callable, Iterator
from functools import cache, partial

from build_tools.models import NOT_ASKED, NOT_STATED, UNASKED, Case, CaseList, Period, coded_fields
from build_tools.plain_words import capital, small
from build_tools.problems import N_, fill
from build_tools.render.case_tables import named_as_rest, said
from build_tools.render.context import Context

TitleOf = Callable[[Case], str]

PLACE = "region"
"""The field of lists by place, as `aggregate` calls it; the field of a case is ``place``."""

_FIELDS = {PLACE: "place"}
_DENIED = "denied"
_ACCESS = ("access_lawyer", "access_doctor", "access_family")
_NOTHING = ((NOT_STATED,), *UNASKED)


def titles(context: Context) -> TitleOf:
    """Return what gives a case its title. Many cases share one, and it is written once."""
    written = cache(partial(_title, context))

    def title_of(case: Case) -> str:
        return written(case.gender, case.age_band, case.place, case.period, case.treatment, _refused(case))

    return title_of


def _refused(case: Case) -> str:
    """Return the field of whom nobody let in, where no treatment is stated."""
    return next((name for name in _ACCESS if case.treatment in _NOTHING and getattr(case, name) == _DENIED), "")


def _title(
    context: Context, gender: str, age: str, place: str, period: Period, treatment: tuple[str, ...], refused: str
) -> str:
    """Return a title such as *Man, Karaganda, May 2023: beatings, threats*."""
    about = ", ".join(_about(context, gender, age, place, period))
    if treatment not in _NOTHING:
        return f"{about}: {', '.join(small(context.locale.label('treatments', code)) for code in treatment)}"
    general = context.locale.translate(N_("torture or other ill-treatment"))
    return f"{about}: {said(context, refused, _DENIED) if refused else general}"


def _about(context: Context, gender: str, age: str, place: str, period: Period) -> Iterator[str]:
    """Yield who it was, where and when, without what is not stated."""
    vocabulary = context.site.vocabulary
    yield _person(context, gender)
    if age in vocabulary.age_bands and (person := vocabulary.age_bands[age].person):
        yield person[context.language]
    if place != NOT_STATED:
        yield _place(context, place, period)
    if period.is_stated:
        yield context.locale.period(period)


def _person(context: Context, gender: str) -> str:
    """Name one person of a gender, or of none that is stated."""
    if gender in (NOT_STATED, NOT_ASKED):
        return context.locale.translate(N_("Person"))
    person = context.site.vocabulary.genders[gender].person
    return person[context.language] if person else context.locale.label("genders", gender)


def _place(context: Context, place: str, period: Period) -> str:
    """Name a place; a region that is no more needs no last day beside a period, which tells of its time."""
    region = context.site.vocabulary.regions.get(place)
    return region.name[context.language] if region and period.is_stated else context.locale.label("places", place)


def list_name(shown: CaseList, context: Context) -> str:
    """Name what the cases of a list share beside a place, such as *Lawyer refused*, to stand alone."""
    if shown.codes == (NOT_STATED,):
        return _not_stated(shown.field, context)
    return capital(_line_name(shown, context))


def list_title(shown: CaseList, context: Context) -> str:
    """Name a list with the number of its cases, such as *Karaganda: lawyer refused – 6 cases*."""
    name = list_name(shown, context)
    if shown.place:
        beside = small(name) if shown.codes == (NOT_STATED,) else _line_name(shown, context)
        name = f"{place_name(shown.place, context)}: {beside}"
    return f"{name} – {context.locale.count(len(shown.cases), 'case')}"


def place_name(place: str, context: Context) -> str:
    """Name the place of a list."""
    return _not_stated(PLACE, context) if place == NOT_STATED else context.locale.label("places", place)


def field_name(field: str, context: Context) -> str:
    """Return what a field is called by which cases are listed."""
    return context.locale.label("fields", _FIELDS.get(field, field))


def _not_stated(field: str, context: Context) -> str:
    return fill(context.locale.translate(N_("{field}: not stated")), field=field_name(field, context))


def _line_name(shown: CaseList, context: Context) -> str:
    """Name the codes of a list by all that are joined in it, as they stand within a sentence."""
    if shown.field == "period":
        return context.locale.label("periods", Period(shown.codes[0]))
    if shown.field == PLACE:
        return named_as_rest(place_name(shown.codes[0], context), "places", shown.codes, context)
    name = context.locale.either([said(context, shown.field, code) for code in shown.codes])
    return named_as_rest(name, coded_fields()[shown.field], shown.codes, context)
