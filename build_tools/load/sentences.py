"""The sentences for what a model refuses: by kind of error, by field, and what right looks like for each form."""

from build_tools.models import PERIOD_FORM
from build_tools.models.base import ADDRESS, PAGE_NAME
from build_tools.models.case import CODED
from build_tools.models.settings import FEED_NAMES, HOME, ONION, PUBLIC_KEY, REACHABLE
from build_tools.models.statements import ANCHOR, STATEMENT_NAME, YEAR
from build_tools.paths import CASE_ID
from build_tools.problems import N_, Fault, Field

_NO_TRUTH = Fault("fields.not_true_or_false", "must be true or false, in small letters and without quotes")
_NO_DAY = Fault("fields.not_a_day", "must be a day of the calendar, written as year-month-day, such as 2022-01-19")
_NO_GROUP = Fault("fields.not_a_group", "must be a group of lines, indented below it, each of the form name: value")
KINDS = {
    "missing": Fault("fields.missing", "is missing; add it"),
    "string_type": Fault("fields.not_text", "must be text; put it in quotes"),
    "empty": Fault("fields.empty", "is empty; write the value after the colon"),
    "several": Fault("fields.not_one_text", "must be one text; a list or a group of lines cannot stand here"),
    "int_type": Fault(
        "fields.not_a_whole_number",
        "must be a whole number: digits alone, without quotes, spaces, commas or points",
    ),
    "greater_than_equal": Fault("fields.too_small", "must be at least {ge}"),
    "less_than_equal": Fault("fields.too_large", "must be at most {le}"),
    "bool_type": _NO_TRUTH,
    "bool_parsing": _NO_TRUTH,
    "string_too_short": Fault("fields.too_short", "is too short; write at least {min_length} characters"),
    "string_too_long": Fault("fields.too_long", "is too long; write at most {max_length} characters"),
    "literal_error": Fault("fields.not_one_of", "must be one of: {expected}"),
    "too_short": Fault("fields.too_few", "has too few entries; write at least {min_length}"),
    "too_long": Fault("fields.too_many", "has too many entries; write at most {max_length}"),
    "date_type": _NO_DAY,
    "date_parsing": _NO_DAY,
    "date_from_datetime_parsing": _NO_DAY,
    "date_from_datetime_inexact": _NO_DAY,
    "dict_type": _NO_GROUP,
    "model_type": _NO_GROUP,
    "tuple_type": Fault("fields.not_a_list", "must be a list: one line for each entry, beginning with a hyphen"),
    "string_pattern_mismatch": Fault("fields.wrong_form", "has the wrong form; right is {form}"),
    "together": Fault(
        "fields.several_in_one",
        "has the wrong form, or is several entries in one; put a comma between entries; right is {form}",
    ),
    "cyrillic": Fault(
        "fields.in_cyrillic",
        "has Cyrillic letters, and some look like Latin ones; type it anew in Latin letters; right is {form}",
    ),
    "contact_by_language": Fault(
        "fields.contact_by_language",
        "is the same for readers of all languages; write it once, after the colon: words in each language are for "
        "the kinds visit and post alone",
    ),
    "figure_without_name": Fault(
        "fields.figure_without_name", "has no name; give it a place, a gender, an age band or a label"
    ),
    "correction_of_what": Fault(
        "fields.correction_of_what",
        "must name one thing: write briefing and figure, or briefing and statement, or page",
    ),
    "correction_without_number": Fault(
        "fields.correction_without_number",
        "must give in now: the number that the figure has, where it corrects a figure; any other correction has no "
        "number",
    ),
    "statement_without_words": Fault(
        "fields.statement_without_words",
        "must have finding alone, whose words are those of the briefing, or topic and text in each language",
    ),
    "statement_without_source": Fault(
        "fields.statement_without_source",
        "needs sources, which say where it is from; or, of what you looked for and did not find, evidence: not_found "
        "and searched, which says in each language what was searched, where and when",
    ),
    "status_without_review": Fault(
        "fields.status_without_review",
        "has a status without its review, or a review without its status: what stands, was answered or overtaken says "
        "under today on which day (reviewed_on) what was true (text); what was answered or overtaken names the later "
        "statement, `replaced_by`, or sources under today; nothing else has any of these",
    ),
    "not_reachable": Fault(
        "fields.not_reachable",
        "is no address that a reader can use; write one that begins with mailto: or https://, without spaces",
    ),
    "words_without_review": Fault(
        "fields.words_without_review", "has no review; write review: with the state of the words in each language"
    ),
    "figure_too_fine": Fault("fields.figure_too_fine", "may be broken down by two fields at most; remove one"),
    "review_without_reviewer": Fault(
        "fields.review_without_reviewer",
        "is marked as reviewed; add reviewed_by (a role), reviewed_on (a date) and reviewed_version, as README.md "
        "shows",
    ),
}
ONE_OF_MISSING = Fault("fields.one_of_missing", "is missing; write one of: {expected}")
RISK_MISSING = Fault(
    "fields.risk_missing",
    "is missing; say in each language who learns of it when somebody takes this step, such as the police",
)
OF_A_PAGE = {
    "title": Fault("fields.title_missing", "is missing; write title: and the title of the page in quotes"),
    "description": Fault(
        "fields.description_missing",
        "is missing; write description: and one sentence of 20 to 200 characters in quotes",
    ),
    "state": Fault(
        "fields.state_missing",
        "is missing; write state: source for an original, state: machine-translated for a translation",
    ),
}
"""What a page lacks, said so that somebody who writes the first one knows what to write."""

UNKNOWN = Fault("fields.not_valid", "is not valid; compare it with the examples in cases_public/examples and content")
EXTRA = Fault(
    "fields.unknown_field",
    "holds a field that is not known here; correct its spelling or remove it; the known fields are: {fields}",
)
MISSPELT = Fault(
    "fields.misspelt_field",
    "holds a field that is not known here in place of {field}, which is missing; correct its spelling",
)
BAD_KEY = Fault("fields.wrong_name", "holds a name of the wrong form; right is {form}")
FORMS = {
    f"^{CASE_ID}$": N_("4 to 8 digits and capital letters, without I, L, O and U, such as 7Q4K"),
    r"^([0-9]{4}-[0-9]{1,2}|examples)$": N_("examples, or a year and a number, such as 2022-1"),
    r"^[0-9]{4}-[0-9]{1,2}$": N_("a year and a number, such as 2022-1"),
    PERIOD_FORM: N_("2022-01, 2022-Q1, 2022 or not_stated"),
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": N_("a date in quotes, such as 2022-01-19"),
    r"^[0-9]{4}-([0-9]{1,2}|[0-9]{2}-[0-9]{2})$": N_(
        "the date of a briefing or the name of a release, in quotes, such as 2022-01-19 or 2027-1"
    ),
    r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|newest)$": N_("newest, or the date of a briefing in quotes, such as 2022-01-19"),
    ADDRESS: N_(
        "an address that begins with https://, as a browser copies it: no space, no quote, no letter but Latin"
    ),
    REACHABLE: N_("an address that begins with https:// or mailto:, of Latin letters, without spaces and quotes"),
    HOME: N_("an address that begins with https:// and names a folder, without ? and # and quotes"),
    ONION: N_(
        "http://, 56 small letters and digits from 2 to 7, then .onion and at most names of folders, without ? and #"
    ),
    FEED_NAMES: N_("a host, a comma and a year or day in which it was yours, such as www.example.org,2026"),
    STATEMENT_NAME: N_(
        "the code of a statement, with the date of its briefing and a stroke before it if that is another: "
        "2022-01-19/finding_1"
    ),
    YEAR: N_("a year in quotes, such as 2022"),
    ANCHOR: N_("an anchor as the words of the briefing have it, such as finding-1"),
    PAGE_NAME: N_("the name of a page without ending, such as report"),
    CODED: N_("a code: Latin letters and digits, joined by - or _, without spaces, such as KZ-75"),
    r"^[0-9a-f]{12}$": N_("12 digits and letters from a to f, as `transparency check` names them"),
    r"^[a-p]{24}$": N_("24 letters from a to p, as `transparency seal` writes them"),
    r"^[A-Z]{2}$": N_("the two capital letters of a country, such as KZ"),
    PUBLIC_KEY: N_(
        "a public key, copied whole: the two words ssh-ed25519 AAAA… without the comment after them, or the line RW… "
        "of minisign"
    ),
    r"^[a-z]{2,3}$": N_("a language code such as kk, ru or en"),
    r"^[a-z0-9-]+(/[a-z0-9.-]+)*$": N_("the name of a page, such as rights or briefings/2022-01-19"),
    r"^[a-z0-9]+([_-][a-z0-9]+)*$": N_("what the gate is about, such as kk, cases or 2027-03-01"),
}
CODE_FORM = N_("a code: small Latin letters and digits, joined by _")
OWN_FIELDS: dict[str, Field] = {
    "contact_by_language": ("value",),
    "review_without_reviewer": ("state",),
}
"""Where the errors that concern a whole record are shown."""
