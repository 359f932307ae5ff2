"""Read the files that people write: a folder comes in, plain values and problems go out; nothing is repaired."""

from build_tools.load.data import plain_in, read_plain, read_record, record_in
from build_tools.load.locate import located
from build_tools.load.project import catalogue_text, load_site, whole_site

__all__ = [
    "catalogue_text",
    "load_site",
    "located",
    "plain_in",
    "read_plain",
    "read_record",
    "record_in",
    "whole_site",
]
