"""What a kind of file of data is, with each of its columns; and the same in the words of one language.

In: fields of models, titles that are messages, the codebook. Out: kinds of file for all that writes or describes them;
a value without a column cannot be written.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from build_tools.files.paths import CASE_ID
from build_tools.models import Case, Model, coded_fields
from build_tools.models.base import bare
from build_tools.models.case import PERIOD_FORM
from build_tools.problems import N_
from build_tools.render.context import Context

_Held = Literal["string", "integer", "date", "boolean", "array", "object"]
_HELD: Mapping[Any, _Held] = {int: "integer", datetime.date: "date", bool: "boolean", tuple: "array", dict: "object"}
"""What a column holds, by its type; it is a text where none of these is it."""


INVENTED_ROW = "invented"
"""The name of the column that says of a row that it describes nothing real."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``codes`` names the list that its values are codes of, ``several`` says that a space stands between
    values, ``or_rest`` that the last step of tables may stand there; a column that is not ``required`` may be empty.
    ``form`` is a pattern of its values, ``repeats`` the column of the same file whose values it repeats. A column
    ``in_each`` language stands there once for each; one without a title is a field of a case, which the codebook names
    and defines, and ``about`` says what is to be added to that."""

    name: str
    title: str = ""
    about: str = ""
    kind: _Held = "string"
    codes: str = ""
    several: bool = False
    or_rest: bool = False
    required: bool = True
    form: str = ""
    repeats: str = ""
    in_each: bool = False


def of_field(model: type[Model], name: str, title: str, about: str, **more: Any) -> Column:
    """Return the column of a field of a model, which says what it holds and whether it may be empty."""
    annotation = model.model_fields[name].annotation
    held = get_origin(bare(annotation)) or bare(annotation)
    is_model = isinstance(held, type) and issubclass(held, Model)
    kind: _Held = "object" if is_model else _HELD.get(held, "string")
    codes, required = coded_fields(model).get(name, ""), NoneType not in get_args(annotation)
    return replace(Column(name, title, about, kind, codes, required=required), **more)


def of_story(name: str) -> Column:
    """Return the column of a field of a story."""
    field = Case.model_fields[name]
    several, form = get_origin(field.annotation) is tuple, {"id": f"^{CASE_ID}$", "period": PERIOD_FORM}.get(name, "")
    about = N_("{definition} Several codes are separated by a space.") if several else ""
    codes, required = coded_fields().get(name, ""), field.is_required()
    return Column(name, "", about, codes=codes, several=several, required=required, form=form)


def broken_down(name: str) -> Column:
    """Return the column of a field that a figure may be broken down by."""
    about = N_("{definition} It is empty where the figure counts all.")
    return Column(name, "", about, codes=coded_fields().get(name, ""), or_rest=True, required=False)


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: what it is, what its rows are ``about``, the ``key`` of columns by which they differ."""

    name: str
    title: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)

    @property
    def is_invented(self) -> bool:
        """Whether nothing in the files is real, as each of their rows says."""
        return INVENTED_ROW in self.names


def in_words(column: Column, context: Context) -> Iterator[Column]:
    """Yield a column in the words of a language, one in each language once for each."""
    if not column.title:
        words = context.site.vocabulary.fields[column.name]
        about = (words.definition or words.label)[context.language]
        more = context.say(column.about, definition=about) if column.about else about
        yield replace(column, title=words.label[context.language], about=more)
    elif column.in_each:
        for code in context.site.settings.codes:
            title = context.say(column.title, language=context.locale.language_name(code))
            yield replace(column, name=f"{column.name}_{code}", title=title, about=context.say(column.about))
    else:
        yield replace(column, title=context.say(column.title), about=context.say(column.about))
