"""Lists of stories, series of figures, and the tables of several releases added up. Pure views."""

from build_tools.aggregate.lists import lists
from build_tools.aggregate.releases import added_up
from build_tools.aggregate.series import of_releases, series

__all__ = ["added_up", "lists", "of_releases", "series"]
