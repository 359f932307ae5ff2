"""The floor: each page of the folder ``docs`` put into one small template by Jinja, and written below ``site``.

In: Markdown files, whose text is taken as it is. Out: HTML files. Checks nothing.
"""

from pathlib import Path

from jinja2 import Environment

PAGE = """<!doctype html>
<html lang="{{ language }}"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><nav><a href="index.html">{{ language }}</a></nav><main>{% for line in lines %}<p>{{ line }}</p>
{% endfor %}</main></body></html>
"""


def main() -> None:
    """Write a page for each file."""
    template = Environment(autoescape=True).from_string(PAGE)
    for path in sorted(Path("docs").rglob("*.md")):
        relative, lines = path.relative_to("docs"), path.read_text("utf-8").split("\n")
        written = Path("site") / relative.with_suffix(".html")
        written.parent.mkdir(parents=True, exist_ok=True)
        text = template.render(language=relative.parts[0], title=lines[1], lines=filter(None, lines[4:]))
        written.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
