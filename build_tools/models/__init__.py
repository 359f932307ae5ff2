"""Plain data as it was read comes in; frozen records, checked field by field, go out.

Nothing here reads a file or knows a language.
"""

from build_tools.models.annotations import Annotation, Codes, Internal, NotAfter, NotBefore, Past, Ref, Unique
from build_tools.models.base import (
    NO_WORDS_YET,
    OTHER_WORDS,
    Model,
    ModelT,
    Review,
    Reviewed,
    State,
    Texts,
    models_below,
    models_in,
    public,
    stale,
    version_of,
)
from build_tools.models.case import (
    LAST_STEP,
    NOT_STATED,
    PERIOD_FORM,
    SEVERAL_ANSWERS,
    UNKNOWN,
    Alike,
    Case,
    Confirmed,
    CountedReports,
    Period,
    ReleaseLedger,
    Withdrawn,
    coded_fields,
    fact_fields,
    release_order,
)
from build_tools.models.catalogue import SOURCE_LANGUAGE, Catalogue, read_catalogue
from build_tools.models.decisions import (
    AllowedFinding,
    Approvals,
    ApprovedTerm,
    ExcusedCategory,
    OpenGate,
    PublicPerson,
    ReleaseDecision,
)
from build_tools.models.figures import (
    COUNTED_TIME,
    DATES,
    REGISTERED,
    Figure,
    FigureTable,
    Ledger,
    NotGiven,
    figure_fields,
    figure_of,
    ledger_of,
)
from build_tools.models.law import Chapter, Group, HoursBlock, HoursStep, Law, LawPage, Provision, Source, anchor_of
from build_tools.models.organisations import IN_WORDS, Channel, Freshness, Organisation, Organisations, Referral
from build_tools.models.page import (
    CALLS,
    EACH_PLACE,
    FIGURE,
    GENERATED,
    HOW_SURE,
    KIT,
    LINES,
    NEWEST,
    NOBODY,
    PAPER,
    PERIOD,
    PLACE_OF_DATA,
    QUIET,
    REQUIRED,
    RISK,
    SITUATION,
    TELLS_STEPS,
    TIMETABLE,
    Download,
    Fragment,
    FrontMatter,
    Page,
    Translates,
    Values,
    View,
    Words,
    place_page,
)
from build_tools.models.published import Change, Correction, Corrections, Mark, Published, PublishedLine, Revision
from build_tools.models.settings import MenuGroup, Security, Settings
from build_tools.models.site import RECORD_KINDS, Judged, RecordKind, Site, kind_of
from build_tools.models.statements import NOT_FOUND, Cited, OthersFigures, Statement, Statements
from build_tools.models.vocabulary import City, Region, Report, Term, Unit, Vocabulary
