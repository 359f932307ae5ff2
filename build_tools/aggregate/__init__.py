"""Stories with their lists, series of figures, and the tables of several releases added up. Pure views."""

from build_tools.aggregate.releases import added_up
from build_tools.aggregate.series import of_releases, series
from build_tools.aggregate.stories import stories

__all__ = ["added_up", "of_releases", "series", "stories"]
