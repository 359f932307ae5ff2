"""Read the files that people write: a folder comes in, plain values and problems go out; nothing is repaired."""

from build_tools.load.data import plain_in, read_plain, read_record, record_in
from build_tools.load.files import LANGUAGE_FOLDER, not_plain
from build_tools.load.locate import located
from build_tools.load.project import catalogue_text, load_site

__all__ = [
    "LANGUAGE_FOLDER",
    "catalogue_text",
    "load_site",
    "located",
    "not_plain",
    "plain_in",
    "read_plain",
    "read_record",
    "record_in",
]
