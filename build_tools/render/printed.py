"""What templates and files of data print: each different value is judged once, before it stands anywhere.

In: values, one after the other. Out: the same values, or an error of whoever judges them.
"""

from collections.abc import Callable
from typing import Any

import jinja2
from jinja2.runtime import Macro
from markupsafe import Markup

from build_tools.plain_words import all_text, lines_of_data

Refuse = Callable[[str], None]
"""Raises an error where a text may not be printed."""


class Rendered(Markup):
    """What a template or a macro of one made; each value in it was judged when it was printed. What is made of it, such
    as by ``+`` or ``replace``, was not."""

    whole = False

    @classmethod
    def of(cls, made: str) -> "Rendered":
        """Return what was made, until somebody makes anything else of it."""
        rendered = cls(made)
        rendered.whole = True
        return rendered


class JudgedContext(jinja2.runtime.Context):
    """What a template sees, which knows the work of its own macros from markup that the program made."""

    def call(self, called: Any, /, *values: Any, **named: Any) -> Any:
        """Call what a template calls."""
        made = super().call(called, *values, **named)
        return Rendered.of(made) if isinstance(called, Macro) and isinstance(made, Markup) else made


class Printed:
    """Lets each value through that was judged, and has every other one judged first: ``finalize`` of the templates."""

    def __init__(self, refuse: Refuse):
        self.refuse = refuse
        self.texts: set[str] = set()
        self.markup: set[str] = set()

    def __call__(self, value: object) -> object:
        """Return a value that a template prints. Raises whatever ``refuse`` raises."""
        if isinstance(value, Rendered) and value.whole:
            return value
        if isinstance(value, Markup):
            if value not in self.markup:
                self.refuse(lines_of_data(value) if value.startswith("{") else all_text(value))
                self.markup.add(value)
        elif (text := value if isinstance(value, str) else str(value)) not in self.texts:
            self.refuse(text)
            self.texts.add(text)
        return value

    def lines(self, text: str) -> None:
        """Judge each line of what a file says. Raises whatever ``refuse`` raises."""
        for line in text.split("\n"):
            self(line)
