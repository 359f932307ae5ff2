"""The data of the site, frozen and checked field by field.

In: plain dictionaries as they were read. Out: records that the rest of the program can trust.
Nothing here reads a file or knows a language.
"""

from build_tools.models.base import (
    Codes,
    Internal,
    Model,
    Review,
    Reviewed,
    State,
    Texts,
    Unread,
    models_in,
    public,
    reviewed_of,
    shown,
    version_of,
)
from build_tools.models.case import NOT_STATED, Case, Consent, coded_fields, period_start
from build_tools.models.decisions import Decisions, OpenGate, ReleaseDecision
from build_tools.models.figures import DAYS, Figure, FigureTable, Ledger
from build_tools.models.law import Group, Law, LawPage, Period, Provision, Source
from build_tools.models.organisations import IN_WORDS, Channel, Freshness, Lead, Organisation, Organisations, Referral
from build_tools.models.page import GENERATED, KIT, QUIET, REQUIRED, SITUATION, Download, Fragment, Page, View, Words
from build_tools.models.register import Register
from build_tools.models.settings import Language, Security, Settings
from build_tools.models.site import Part, Site
from build_tools.models.vocabulary import City, Division, Region, Term, Unit, Vocabulary
from build_tools.models.withdrawn import Withdrawn
from build_tools.models.words import FIGURE, NEWEST, PERIOD, PLACE_OF_DATA, FrontMatter, Translates

__all__ = [
    "models_in",
    "public",
    "shown",
    "DAYS",
    "FIGURE",
    "GENERATED",
    "NOT_STATED",
    "Case",
    "Channel",
    "City",
    "Codes",
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
    "Lead",
    "Ledger",
    "Model",
    "NEWEST",
    "OpenGate",
    "Organisation",
    "Organisations",
    "PERIOD",
    "PLACE_OF_DATA",
    "Part",
    "Page",
    "Period",
    "Provision",
    "QUIET",
    "REQUIRED",
    "Region",
    "Referral",
    "Register",
    "ReleaseDecision",
    "Review",
    "Reviewed",
    "SITUATION",
    "Security",
    "Settings",
    "Site",
    "Source",
    "State",
    "Term",
    "Texts",
    "Translates",
    "Unit",
    "Unread",
    "View",
    "Vocabulary",
    "Withdrawn",
    "Words",
    "coded_fields",
    "period_start",
    "reviewed_of",
    "version_of",
]
