"""Read the files that people write: a place comes in, plain values and problems go out; nothing is repaired."""

from build_tools.load.data import read_plain, read_record
from build_tools.load.files import not_plain
from build_tools.load.locate import located
from build_tools.load.names import LANGUAGE_FOLDER
from build_tools.load.project import catalogue_text, load_site
from build_tools.load.stray_records import stray_records

__all__ = [
    "LANGUAGE_FOLDER",
    "catalogue_text",
    "load_site",
    "located",
    "not_plain",
    "read_plain",
    "read_record",
    "stray_records",
]
