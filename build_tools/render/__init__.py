"""A ``Site`` and its languages come in; descriptions of pages and files go out, and HTML when a page is asked for."""

from build_tools.render.context import COALITION, INVENTED, Context, frame_notes
from build_tools.render.data import downloads
from build_tools.render.drawn import drawn_files
from build_tools.render.environment import (
    ERRORS,
    Templates,
    for_preview,
    reading_policy,
    reason_of,
    rendered,
    templates,
    view,
)
from build_tools.render.help import kit_files
from build_tools.render.help.contacts import contact_texts
from build_tools.render.pages import PAGES, other_files, pages
