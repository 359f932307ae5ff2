"""What can be judged of files that could not be read wholly: each entry, and the words of each page, by itself.

In: a site with its parts. Out: problems. Whether anything is missing, or fits to anything else, is not asked.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from build_tools.models import (
    Approvals,
    Decisions,
    Law,
    Ledger,
    Model,
    Organisations,
    Part,
    Site,
    Statements,
    Unread,
    Vocabulary,
    Words,
)
from build_tools.problems import Field, Problem
from build_tools.validate import (
    alike_numbers,
    channels,
    coded,
    contacts,
    dates,
    decisions,
    figures,
    law,
    organisations,
    percentages,
    reviewed,
    reviewed_statements,
    reviewed_words,
    sealed_statements,
    texts,
)
from build_tools.validate.words import language, markup, numbers, periods, references

Rule = Callable[[Site], Iterable[Problem]]

OF_ENTRIES: tuple[Rule, ...] = (
    texts.every_language,
    texts.nothing_blank,
    texts.plural_categories,
    texts.one_alphabet,
    organisations.organisations_serve_places_of_today,
    coded.codes_exist,
    coded.codes_are_said_once,
    coded.nothing_stands_alone,
    law.provisions_end_after_they_begin,
    law.headings_tell_the_kind,
    organisations.examples_say_so,
    organisations.channels_or_gap,
    organisations.state_bodies_register,
    organisations.placeholders_are_examples,
    organisations.leads_lead_to_the_un,
    organisations.spoken_languages_are_codes,
    channels.values_are_contacts,
    channels.countries_have_numbers,
    dates.dates_lie_in_the_past,
    contacts.texts_are_short,
    contacts.decisions_have_an_end,
    contacts.decisions_are_needed,
    figures.units_exist,
    percentages.small_parts_have_no_percentage,
    percentages.percentages_have_a_base,
    reviewed_statements.a_status_is_a_review,
    reviewed_statements.searches_are_told,
    sealed_statements.statements_are_plain,
    sealed_statements.statements_are_of_their_language,
    alike_numbers.numbers_agree,
    periods.hours_are_bound,
    periods.days_of_law_are_bound,
    periods.nouns_follow,
    decisions.decisions_have_an_end,
    reviewed_words.nothing_is_a_pattern,
    reviewed_words.terms_are_terms,
    reviewed_words.nobody_is_named,
    reviewed_words.no_term_is_a_lone_name,
    reviewed.two_people_decide,
    reviewed.exceptions_end,
    reviewed.exceptions_are_in_force,
    reviewed.files_are_of_the_project,
    reviewed.languages_fit,
)
OF_WORDS: tuple[Rule, ...] = (
    numbers.numbers_are_bound,
    numbers.plain_numbers_occur,
    percentages.small_parts_have_no_percentage,
    percentages.percentages_have_a_base,
    periods.periods_exist,
    periods.hours_are_bound,
    periods.nouns_follow,
    references.figures_exist,
    references.braces_are_known,
    markup.no_html,
    markup.data_has_one_place,
    markup.headings_are_sections,
    markup.lists_are_markdown,
    markup.no_images,
    language.one_alphabet,
    language.words_are_of_their_language,
)


ONE_FILE: Mapping[type, str] = {Vocabulary: "vocabulary", Law: "law", Decisions: "decisions", Approvals: "approvals"}
BY_PATH: Mapping[type, str] = {Organisations: "organisations", Ledger: "ledgers", Statements: "statements"}
"""The records whose entries are judged, with the field of the site that holds the one or all of them."""


def of_parts(site: Site) -> Iterator[Problem]:
    """Yield what is wrong with what could be read of files that have other faults."""
    for path, part in site.parts.items():
        alone = with_part(site, path, part.record)
        for rule in OF_WORDS if isinstance(part.record, Words) else OF_ENTRIES:
            found = (problem for problem in judged(rule, alone) if problem.path == path)
            yield from (problem for problem in found if not is_left_out(problem.field, part))


def judged(rule: Rule, site: Site) -> Iterator[Problem]:
    """Yield what a rule finds, as far as it leans on nothing that could not be read."""
    try:
        yield from rule(site)
    except Unread:
        return


def with_part(site: Site, path: str, record: Model | Words) -> Site:
    """Return the site with what is known of one file, and without the files beside it."""
    alone = replace(site, organisations={}, cases={}, catalogues={}, words={}, parts={})
    if isinstance(record, Words):
        return replace(alone, words={(record.language, record.name): record})
    if name := ONE_FILE.get(type(record)):
        return replace(alone, **dict[str, Any]({name: record}))
    name = BY_PATH.get(type(record))
    return replace(alone, **dict[str, Any]({name: {path: record}})) if name else alone


def is_left_out(place: Field, part: Part) -> bool:
    """Tell whether a place lies in an entry that was left out, or around one: of neither anything is known."""
    return any(place[: len(one)] == one[: len(place)] for one in part.left_out) and bool(place)
