"""The data of the site, frozen and checked field by field.

In: plain dictionaries as they were read. Out: records that the rest of the program can trust.
Nothing here reads a file or knows a language.
"""

from build_tools.models.base import (
    Codes,
    Internal,
    Model,
    ModelT,
    Review,
    Reviewed,
    State,
    Texts,
    Unread,
    models_below,
    models_in,
    public,
    reviewed_of,
    shown,
    version_of,
)
from build_tools.models.case import NOT_ASKED, UNASKED, Case, Consent, Withdrawn, coded_fields, release_order
from build_tools.models.decisions import Decisions, OpenGate, ReleaseDecision
from build_tools.models.figures import DAYS, Figure, FigureTable, Ledger
from build_tools.models.law import Group, Law, LawPage, LegalPeriod, Provision, Source
from build_tools.models.organisations import IN_WORDS, Channel, Freshness, Lead, Organisation, Organisations, Referral
from build_tools.models.page import GENERATED, KIT, QUIET, REQUIRED, SITUATION, Download, Fragment, Page, View, Words
from build_tools.models.period import NOT_STATED, PERIOD_FORM, Period
from build_tools.models.record_kinds import RECORD_KINDS, RecordKind, data_files, kind_of, schema_files
from build_tools.models.register import ByPeriod, ByRegion, Counts, PublicCases, PublicTable, Register, Row, Table
from build_tools.models.settings import Language, Security, Settings
from build_tools.models.site import Part, Site
from build_tools.models.vocabulary import City, Division, Region, Term, Unit, Vocabulary
from build_tools.models.words import FIGURE, NEWEST, PERIOD, PLACE_OF_DATA, FrontMatter, Translates

__all__ = [
    "models_below",
    "ByPeriod",
    "ByRegion",
    "models_in",
    "public",
    "shown",
    "DAYS",
    "FIGURE",
    "GENERATED",
    "NOT_ASKED",
    "NOT_STATED",
    "Case",
    "Channel",
    "City",
    "Codes",
    "Counts",
    "Consent",
    "Decisions",
    "Division",
    "Download",
    "Figure",
    "FigureTable",
    "Fragment",
    "Freshness",
    "FrontMatter",
    "Group",
    "IN_WORDS",
    "Internal",
    "KIT",
    "Language",
    "Law",
    "LawPage",
    "LegalPeriod",
    "Lead",
    "Ledger",
    "Model",
    "ModelT",
    "NEWEST",
    "OpenGate",
    "Organisation",
    "Organisations",
    "PERIOD",
    "PERIOD_FORM",
    "PLACE_OF_DATA",
    "Part",
    "Page",
    "Period",
    "Provision",
    "PublicCases",
    "PublicTable",
    "QUIET",
    "RECORD_KINDS",
    "REQUIRED",
    "RecordKind",
    "Region",
    "Referral",
    "Register",
    "ReleaseDecision",
    "Row",
    "Review",
    "Reviewed",
    "SITUATION",
    "Security",
    "Settings",
    "Site",
    "Source",
    "State",
    "Table",
    "Term",
    "Texts",
    "Translates",
    "Unit",
    "UNASKED",
    "Unread",
    "View",
    "Vocabulary",
    "Withdrawn",
    "Words",
    "coded_fields",
    "data_files",
    "kind_of",
    "schema_files",
    "release_order",
    "reviewed_of",
    "version_of",
]
