"""The rules for the whole content, in the order in which it is thought of.

To add a rule, write a generator that takes the site, and add it to the ``RULES`` of its module; those of a new module
are added here.
"""

from collections.abc import Callable, Iterator

from build_tools.models import Site
from build_tools.problems import Problem
from build_tools.validate import (
    cases,
    copied,
    corrections,
    dates,
    figures,
    generic,
    law,
    organisations,
    reviewed,
    reviews,
    seals,
    settings,
    statements,
    stories,
    texts,
    undecided,
    vocabulary,
)
from build_tools.validate.words import (
    calls,
    help,
    language,
    languages,
    lengths,
    links,
    numbers,
    periods,
    signs,
)

RULES: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    *generic.RULES,
    *settings.RULES,
    texts.every_language,
    texts.nothing_blank,
    texts.plural_categories,
    reviews.one_language_is_the_source,
    reviews.reviewed_words_stay,
    languages.numbers_agree,
    *vocabulary.RULES,
    *organisations.RULES,
    *law.RULES,
    *dates.RULES,
    *cases.RULES,
    *stories.RULES,
    *figures.RULES,
    copied.nothing_is_left_of_another,
    copied.questions_are_of_their_own_briefing,
    copied.sources_are_of_their_own_briefing,
    *corrections.RULES,
    numbers.no_percentage_stands_beside_figures,
    *seals.RULES,
    *statements.RULES,
    languages.every_name_in_every_language,
    languages.briefings_have_a_ledger,
    numbers.numbers_are_bound,
    numbers.plain_numbers_occur,
    periods.periods_are_bound,
    periods.timetables_exist,
    periods.nouns_follow,
    periods.exceptions_are_named,
    periods.periods_stand_in_their_provision,
    calls.highlights_are_quoted,
    calls.figures_exist,
    calls.periods_exist,
    calls.ledgers_are_their_own,
    calls.days_of_briefings_are_called,
    reviews.translations_are_current,
    languages.anchors_are_there_once,
    languages.languages_agree,
    signs.words_are_plain,
    signs.letters_are_of_one_alphabet,
    lengths.words_are_short,
    links.links_lead_somewhere,
    signs.data_has_one_place,
    signs.headings_are_sections,
    help.situations_lead_somewhere,
    help.bodies_are_decided,
    help.ages_are_those_of_situations,
    help.papers_are_whole,
    help.contacts_serve_the_age,
    calls.steps_say_who_learns,
    calls.risks_exist,
    language.words_are_of_their_language,
    language.no_question_is_left_in_words,
    *undecided.RULES,
    reviewed.entries_keep_the_guards,
    reviewed.exceptions_are_in_force,
    reviewed.languages_fit,
)
"""Every rule, in the order in which the content is thought of."""

RELEASE_RULES: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    organisations.expired,
    settings.address_is_real,
    settings.security_is_real,
    settings.nothing_is_invented,
    seals.published_is_sealed,
    undecided.real_cases_are_decided,
)
"""What a preview may show, but no release. Each is a gate of ``release`` too."""

REMINDERS: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    organisations.expired,
    organisations.ageing,
    organisations.shared,
    seals.published_is_sealed,
    statements.ageing,
    help.organisations_are_named,
    undecided.ending,
)
"""What will stop a release, now or soon, or stands on pages and is getting old."""
