"""mkdocs.yml: it starts MkDocs and sets nothing else, for the rest would have no effect or change pages unseen.

In: the file as it was read. Out: problems, each at its line. Never says a name or value of the file, which may be any.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from build_tools.problems import Fault, FindLine, Problem

PLUGIN, THEME = "transparency", "material"
_FREE = ("site_name", "site_dir", "dev_addr")
"""What may stand there with any value."""

_OTHER = Fault(
    "mkdocs.other_setting",
    "is not as this site needs it: its settings are in content/site.yml, its look in site_src; bring the file back "
    "with `git checkout -- mkdocs.yml`",
)

OTHER_ASKED = Fault(
    "mkdocs.other_theme_asked", "names another theme or plugin than this file; start MkDocs without --theme"
)


def mkdocs_problems(data: Mapping[str, Any], path: str, find_line: FindLine) -> Iterator[Problem]:
    """Nothing stands in mkdocs.yml but what a build of this site needs, each with its one right value."""
    right = _right(_sources(data))
    for name in sorted({*data, *right} - {*_FREE}, key=str):
        if name not in right or _text(data.get(name)) not in map(_text, right[name]):
            yield Problem(path, _OTHER, line=find_line((name,)))


def _text(value: Any) -> str:
    """Return a value as text, for Python takes false and 0 for the same."""
    return json.dumps(value, sort_keys=True, default=str)


def _sources(data: Mapping[str, Any]) -> str:
    """Return the folder of the templates, as the plugin is told it."""
    plugins = data.get("plugins")
    own = plugins[0].get(PLUGIN) if isinstance(plugins, list) and plugins and isinstance(plugins[0], dict) else None
    return str(own.get("site_src", "site_src")) if isinstance(own, dict) else "site_src"


def _right(sources: str) -> Mapping[str, list[Any]]:
    """Return the values that each setting may have."""
    theme = {"name": THEME, "custom_dir": f"{sources}/theme", "font": False}
    told = [{}, {"release": True}, {"release": False}]
    plugins = [{PLUGIN: {"site_src": sources, **one}} for one in told] + [{PLUGIN: one} for one in told[1:]]
    return {
        "docs_dir": ["content"],
        "use_directory_urls": [False],
        "strict": [True],
        "theme": [theme, *({**theme, "language": code} for code in ("kk", "ru", "en"))],
        "plugins": [[PLUGIN], *([one] for one in plugins)],
    }
