"""mkdocs.yml: it starts MkDocs and sets nothing else, for the rest would have no effect or change pages unseen.

In: the file as it was read. Out: problems. Names no setting but those that MkDocs itself knows.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from typing import Any

from build_tools.problems import Fault, Field, Problem

FindLine = Callable[[Field], int | None]
PLUGIN = "transparency"
SOURCES, THEME = ("plugins", PLUGIN, "site_src"), ("theme", "custom_dir")
RIGHT: Mapping[tuple[str, ...], str] = {
    ("docs_dir",): "content",
    ("use_directory_urls",): "false",
    ("strict",): "true",
    ("theme", "name"): "material",
    ("theme", "font"): "false",
}
"""What must stand there, and the value that is right; besides, the plugin and the folder of the theme."""

FREE = (
    ("site_name",),
    ("site_dir",),
    ("dev_addr",),
    ("theme", "language"),
    THEME,
    ("plugins", PLUGIN),
    ("plugins", PLUGIN, "release"),
    SOURCES,
)
"""What may stand there with any value."""

HOOKS = Fault(
    "mkdocs.hooks", "runs a program of its own in each build, which could change pages after their check; delete it"
)
OTHER_PLUGIN = Fault(
    "mkdocs.other_plugin",
    "is another plugin, which could change pages after their check or leave files in the site; delete it",
)
INHERIT = Fault("mkdocs.inherit", "takes settings from another file; write here what is needed of them, and delete it")
NO_EFFECT = Fault(
    "mkdocs.no_effect",
    "has no effect on this site; delete it (its settings are in content/site.yml, its look in site_src)",
)
OTHER_MENU = Fault(
    "mkdocs.menu_elsewhere", "has no effect on this site; delete it, for its menu is navigation in content/site.yml"
)
OTHER_LOOK = Fault("mkdocs.look_elsewhere", "has no effect on this site; delete it, for its look is in site_src/theme")
OTHER_MARKS = Fault(
    "mkdocs.markup_elsewhere",
    "has no effect on this site, which knows the marks of plain Markdown and tables alone; delete it",
)
NO_OPTION = Fault(
    "mkdocs.unknown_option", "holds a name that this plugin does not know; it knows site_src and release: delete it"
)
MUST_BE = Fault("mkdocs.must_be", "must be {right} for this site; write {name}: {right}")
MUST_BE_THERE = Fault("mkdocs.missing", "is missing; write {name}: {right}")
NO_PLUGIN = Fault("mkdocs.plugin_missing", "lacks the plugin; add below plugins a line: - transparency")
OTHER_THEME = Fault("mkdocs.other_theme_folder", "must be the folder theme in site_src; write custom_dir: {right}")
TOLD_ON_COMMAND_LINE = Fault(
    "mkdocs.other_theme_asked", "names another theme or plugin than this file; start MkDocs without --theme"
)

REASONS = {
    "hooks": HOOKS,
    "plugins": OTHER_PLUGIN,
    "INHERIT": INHERIT,
    "nav": OTHER_MENU,
    "theme": OTHER_LOOK,
    "extra_css": OTHER_LOOK,
    "extra_javascript": OTHER_LOOK,
    "extra_templates": OTHER_LOOK,
    "markdown_extensions": OTHER_MARKS,
}
"""Why a setting may not be there, by its name; of all others ``NO_EFFECT``."""

KNOWN = (
    *("site_url", "site_description", "site_author", "copyright", "repo_url", "repo_name", "edit_uri", "extra"),
    *("edit_uri_template", "exclude_docs", "draft_docs", "not_in_nav", "remote_branch", "remote_name", "validation"),
)
"""More names of MkDocs, which may be said; any other is somebody's word."""


def mkdocs_problems(data: Mapping[str, Any], path: str, find_line: FindLine) -> Iterator[Problem]:
    """Nothing stands in mkdocs.yml but what a build of this site needs, each with its one right value."""
    found = list(settings_in(data))
    for way, value in found:
        name = words_of(way)
        right = RIGHT.get(name)
        if right is None and name not in FREE:
            reason = NO_OPTION if name[:2] == ("plugins", PLUGIN) else REASONS.get(name[0], NO_EFFECT)
            yield Problem(path, reason, sayable(way), line=find_line(way))
        elif right and written(value) != right:
            yield Problem(path, MUST_BE, way, {"name": name[-1], "right": right}, find_line(way))
    there = {words_of(way): value for way, value in found}
    for name, right in RIGHT.items():
        if name not in there and right:
            yield Problem(path, MUST_BE_THERE, name, {"name": name[-1], "right": right}, find_line(name))
    if ("plugins", PLUGIN) not in there:
        yield Problem(path, NO_PLUGIN)
    theme = f"{there.get(SOURCES, 'site_src')}/theme"
    if there.get(THEME) != theme:
        yield Problem(
            path, OTHER_THEME, THEME, {"right": theme if SOURCES in there else "site_src/theme"}, find_line(THEME)
        )


def words_of(way: Field) -> tuple[str, ...]:
    """Return the way to a setting without the positions of lists."""
    return tuple(step for step in way if isinstance(step, str))


def settings_in(data: Mapping[str, Any]) -> Iterator[tuple[Field, Any]]:
    """Yield each setting with the way to it: those of the theme and of our plugin one by one."""
    for name, value in data.items():
        if name == "theme" and isinstance(value, Mapping):
            yield from (((name, key), inner) for key, inner in value.items())
        elif name == "plugins" and isinstance(value, list):
            for position, entry in enumerate(value):
                yield from plugin_in(entry, (name, position))
        else:
            yield (name,), value


def plugin_in(entry: Any, way: Field) -> Iterator[tuple[Field, Any]]:
    """Yield a plugin and, if it is ours, its settings."""
    for name, options in entry.items() if isinstance(entry, Mapping) else [(entry, None)]:
        if name != PLUGIN:
            yield way, entry
            continue
        yield (*way, name), None
        if options is not None:
            inner = options.items() if isinstance(options, Mapping) else [("?", options)]
            yield from (((*way, name, key), value) for key, value in inner)


def sayable(way: Field) -> Field:
    """Return the way to a setting as far as its names are those of MkDocs."""
    known = {*REASONS, *KNOWN, *(step for name in (*RIGHT, *FREE) for step in name)}
    return tuple(takewhile(lambda step: isinstance(step, int) or step in known, way))


def written(value: Any) -> str:
    """Write a value as YAML does."""
    return str(value).lower() if isinstance(value, bool) else str(value)
