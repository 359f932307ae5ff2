"""Open questions: what the site does not know, who must answer it, and on which pages readers are told so."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from build_tools.models.annotations import Internal, Ref, Unique
from build_tools.models.base import Model, Review, Text, Texts
from build_tools.models.statements import PAGE_NAME

Answerer = Literal["lawyer", "doctor", "coalition"]


class Question(Model):
    """One question. ``number`` is what pages call it by; it is never given to another one. ``meanwhile`` is what can be
    said without the answer. ``pages`` are names of words, such as k/4."""

    number: Annotated[int, Field(strict=True, ge=1), Unique("questions")]
    question: Texts
    must_answer: Answerer
    meanwhile: Texts | None = None
    pages: Annotated[
        tuple[Annotated[str, StringConstraints(pattern=PAGE_NAME)], ...], Field(min_length=1), Ref("pages")
    ]
    source: Annotated[Text, Internal()]


class Questions(Model):
    """All open questions; one that is answered is deleted, and the provision that answers it names its number."""

    review: Review
    questions: tuple[Question, ...] = ()

    def of_page(self, name: str) -> list[Question]:
        """Return the questions that a page shows, by number."""
        return sorted((one for one in self.questions if name in one.pages), key=lambda one: one.number)
