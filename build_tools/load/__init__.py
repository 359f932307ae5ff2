"""Read the files that people write: paths come in, plain values and problems go out; nothing is repaired."""

from build_tools.load.files import walk
from build_tools.load.locate import located
from build_tools.load.project import catalogue_text, load_site, read_plain, read_record

__all__ = ["catalogue_text", "load_site", "located", "read_plain", "read_record", "walk"]
