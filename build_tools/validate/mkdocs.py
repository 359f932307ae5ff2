"""mkdocs.yml: it starts MkDocs and sets nothing else, for the rest would have no effect or change pages unseen.

In: the file as it was read. Out: problems, each at its line. Never says a name or value of the file, which may be any.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from build_tools.problems import Fault, FindLine, Problem

PLUGIN, THEME = "transparency", "material"
_FREE_NAMES = ("site_name", "site_dir", "dev_addr")
"""What may stand there with any value."""

_OTHER_SETTING = Fault(
    "mkdocs.other_setting",
    "is not as this site needs it: its settings are in content/site.yml, its look in site_src; bring the file back "
    "with `git checkout -- mkdocs.yml`",
)

OTHER_ASKED = Fault(
    "mkdocs.other_theme_asked", "names another theme or plugin than this file; start MkDocs without --theme"
)


def mkdocs_problems(data: Mapping[str, Any], path: str, find_line: FindLine) -> Iterator[Problem]:
    """Nothing stands in mkdocs.yml but what a build of this site needs, each with its one right value; the folder of
    the templates may lie anywhere."""
    match data.get("plugins"):
        case [{"transparency": {"site_src": str(sources)}}]:
            pass
        case _:
            sources = "site_src"
    right = {
        "docs_dir": "content",
        "use_directory_urls": False,
        "strict": True,
        "theme": {"name": THEME, "custom_dir": f"{sources}/theme", "language": "kk", "font": False},
        "plugins": [{PLUGIN: {"site_src": sources}}],
    }
    for name in sorted({*data, *right} - {*_FREE_NAMES}, key=str):
        if name not in right or _text(data.get(name)) != _text(right[name]):
            yield Problem(path, _OTHER_SETTING, line=find_line((name,)))


def _text(value: Any) -> str:
    """Return a value as text, for Python takes false and 0 for the same."""
    return json.dumps(value, sort_keys=True, default=str)
