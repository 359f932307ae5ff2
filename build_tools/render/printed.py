"""What templates print is judged: each different value of pages and files of data once, before it stands anywhere.

In: what a template prints, and a judge of texts. Out: the same, or whatever the judge raises. Templates that print
without a judge are made nowhere.
"""

from collections.abc import Callable
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.runtime import Macro
from markupsafe import Markup

from build_tools.models import Values
from build_tools.plain_words import all_text, lines_of_data

_Refuse = Callable[[str], None]
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


class _JudgedContext(jinja2.runtime.Context):
    """What a template sees, which knows the work of its own macros from markup that the program made."""

    def call(self, called: Any, /, *values: Any, **named: Any) -> Any:
        """Call what a template calls."""
        made = super().call(called, *values, **named)
        return Rendered.of(made) if isinstance(called, Macro) and isinstance(made, Markup) else made


class Printed:
    """Lets through what templates print, each different value once: ``finalize`` of the templates. All that is new is
    judged together, by ``settle``, before what was made of it is handed on."""

    def __init__(self, refuse: _Refuse):
        self.refuse = refuse
        self.known: set[str] = set()
        self.markup: set[str] = set()
        self.pending: list[str] = []

    def __call__(self, value: object) -> object:
        """Return a value that a template prints."""
        if isinstance(value, Rendered) and value.whole:
            return value
        if isinstance(value, Markup):
            if value not in self.markup:
                self.pending.append(lines_of_data(value) if value.startswith("{") else all_text(value))
                self.markup.add(value)
        elif (text := value if isinstance(value, str) else str(value)) not in self.known:
            self.pending.append(text)
            self.known.add(text)
        return value

    def settle(self) -> None:
        """Judge what is new. Raises whatever ``refuse`` raises; then nothing counts as known any more."""
        new, self.pending = self.pending, []
        if not new:
            return
        try:
            self.refuse("\n".join(new))
        except Exception:
            self.known, self.markup = set(), set()
            raise

    def lines(self, text: str) -> None:
        """Judge each line of what a file says. Raises whatever ``refuse`` raises."""
        for line in text.split("\n"):
            self(line)
        self.settle()


class _Compiled(jinja2.BytecodeCache):
    """What each template was compiled to last: a preview that follows each change compiles changed ones alone."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, CodeType | None]] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name: the same template in another folder is the same."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand out what was made of the same source."""
        checksum, code = self.known.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made of this source."""
        self.known[bucket.key] = bucket.checksum, bucket.code


COMPILED = _Compiled()


class Templates(jinja2.Environment):
    """The templates of one build, which print nothing that ``printed`` does not let through."""

    context_class = _JudgedContext

    def __init__(self, printed: Printed, **options: Any):
        # With a context, constants too are judged as they are printed, and not only where they are compiled.
        super().__init__(finalize=jinja2.pass_context(lambda _, value: printed(value)), **options)
        self.printed = printed


def rendered(template: str, values: Values, templates: Templates, **shared: object) -> Rendered:
    """Return a template with its values in place. Raises whatever the judge of what it prints raises."""
    made = templates.get_template(template).render(values, **shared)
    templates.printed.settle()
    return Rendered.of(made)
