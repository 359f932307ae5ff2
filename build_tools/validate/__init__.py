"""The rules for the whole content: in comes a loaded site, out come all its problems, in order.

To add a rule, write a generator that takes the site, and add it to ``RULES``.
Never reads a file, never changes a value, never repeats one.
"""

from collections.abc import Callable, Iterator

from build_tools.models import Site
from build_tools.problems import N_, Fault, Problem, in_order
from build_tools.validate import (
    cases,
    channels,
    coded,
    contacts,
    dates,
    decisions,
    figures,
    help_places,
    law,
    organisations,
    places,
    settings,
    stray_contacts,
    texts,
    vocabulary,
    withdrawn,
)
from build_tools.validate.parts import judged, of_parts
from build_tools.validate.words import (
    briefings,
    completeness,
    counterparts,
    help,
    kit,
    language,
    links,
    markup,
    numbers,
    periods,
    references,
    translations,
)

RULES: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    settings.languages_differ,
    settings.pages_are_written,
    settings.security_lies_at_the_root,
    settings.address_is_a_folder,
    settings.addresses_differ,
    settings.exit_leads_away,
    settings.onion_address_is_whole,
    texts.every_language,
    texts.nothing_blank,
    texts.plural_categories,
    texts.one_source,
    texts.reviewed_texts_stay,
    texts.one_alphabet,
    places.divisions_follow_each_other,
    places.regions_are_placed,
    places.tiles_differ,
    places.cities_have_a_region_in_every_division,
    places.place_codes_differ,
    places.places_fit_their_time,
    help_places.organisations_serve_places_of_today,
    vocabulary.ladders_lead_to_not_stated,
    vocabulary.lists_can_say_nothing,
    vocabulary.fields_are_explained,
    coded.codes_exist,
    coded.codes_are_said_once,
    coded.nothing_stands_alone,
    law.ids_differ,
    law.dates_are_in_order,
    law.sources_exist,
    organisations.organisations_differ,
    organisations.examples_say_so,
    organisations.channels_or_gap,
    organisations.risks_are_said,
    organisations.state_bodies_register,
    organisations.placeholders_are_examples,
    organisations.leads_lead_to_the_un,
    organisations.spoken_languages_are_codes,
    channels.values_are_contacts,
    channels.countries_have_numbers,
    channels.values_differ,
    dates.dates_lie_in_the_past,
    contacts.texts_are_short,
    contacts.decisions_have_an_end,
    contacts.decisions_are_needed,
    stray_contacts.contacts_are_channels,
    stray_contacts.cases_hold_no_contacts,
    stray_contacts.words_hold_no_contacts,
    stray_contacts.catalogues_hold_no_contacts,
    cases.files_lie_in_their_place,
    cases.ids_differ,
    cases.summaries_are_complete,
    cases.summaries_have_a_review,
    withdrawn.tombstones_lie_in_their_place,
    withdrawn.withdrawn_cases_stay_away,
    figures.files_are_named_by_date,
    figures.dates_are_in_order,
    figures.some_briefing_is_there,
    figures.nothing_is_left_of_another,
    figures.units_exist,
    figures.tables_add_up,
    figures.wholes_hold_their_parts,
    figures.counts_of_parts_agree,
    figures.key_figures_exist,
    figures.published_figures_stay,
    figures.small_figures_were_public,
    completeness.every_name_in_every_language,
    completeness.briefings_have_a_ledger,
    briefings.words_are_of_their_own_briefing,
    briefings.paragraphs_are_their_own,
    numbers.numbers_are_bound,
    numbers.plain_numbers_occur,
    periods.periods_exist,
    periods.hours_are_bound,
    periods.days_of_law_are_bound,
    periods.nouns_follow,
    periods.exceptions_are_named,
    periods.same_periods,
    periods.periods_stand_in_their_provision,
    references.ledgers_exist,
    references.figures_exist,
    references.ledgers_are_their_own,
    references.days_of_briefings_are_called,
    references.braces_are_known,
    counterparts.same_figures,
    counterparts.same_anchors,
    translations.one_source,
    translations.translations_are_current,
    translations.reviewed_words_stay,
    links.links_lead_somewhere,
    markup.no_html,
    markup.data_has_one_place,
    markup.headings_are_sections,
    markup.lists_are_markdown,
    markup.no_images,
    help.few_words_before_contacts,
    help.situations_lead_somewhere,
    help.situations_name_organisations,
    help.bodies_are_decided,
    help.ages_are_those_of_situations,
    help.organisations_serve_an_age,
    help.contacts_serve_the_age,
    kit.card_is_short,
    kit.messages_are_short,
    kit.papers_can_be_printed,
    language.one_alphabet,
    language.words_are_of_their_language,
    decisions.decisions_have_an_end,
    decisions.decisions_are_needed,
    decisions.decisions_differ,
)
"""Every rule, in the order in which the content is thought of."""

RELEASE_RULES: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    contacts.expired,
    settings.address_is_real,
    settings.security_is_real,
    settings.nothing_is_invented,
    figures.published_figures_are_sealed,
)
"""What a preview may show, but no release. Each is a gate of ``release`` too."""

REMINDERS: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    contacts.expired,
    contacts.ageing,
    contacts.decisions_ending,
    contacts.leads,
    contacts.shared,
    figures.published_figures_are_sealed,
    help.organisations_are_named,
    decisions.ending,
)
"""What will stop a release, now or soon."""

__all__ = ["MORE", "RELEASE_RULES", "REMINDERS", "RULES", "judged", "release_problems", "reminders", "validate"]

MORE = Fault(
    "run.more_may_follow",
    N_("When this is mended, more may come to light: what leans on it could not be judged in this run."),
)


def validate(site: Site) -> list[Problem]:
    """Return all problems of a site, by file, line and field, and last whether more may follow."""
    found = [*(problem for rule in RULES for problem in judged(rule, site)), *of_parts(site)]
    faulty = {problem.path for problem in found}
    lacking = {problem.path for problem in found if problem.fault == texts.MISSING}
    kept = [
        problem
        for problem in found
        if not (translations.inevitable(problem, faulty) or texts.missing_first(problem, lacking))
    ]
    return in_order([*kept, *([Problem("", MORE)] if site.unread or len(kept) < len(found) else [])])


def release_problems(site: Site) -> list[Problem]:
    """Return what stops a release beside the problems of the content."""
    return in_order(problem for rule in RELEASE_RULES for problem in rule(site))


def reminders(site: Site) -> list[Problem]:
    """Return what a maintainer should do soon; nothing of it stops a preview."""
    return in_order(problem for rule in REMINDERS for problem in rule(site))
