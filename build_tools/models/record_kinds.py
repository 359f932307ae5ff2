"""Every kind of record that people write: where its files lie, what they are made into, and how its words are judged.

Loading, rules and schemas of editors read this table. A new kind is its model, a field of ``Site`` and a line here.
Pages of words have front matter and are no records.
"""

import re
from dataclasses import dataclass

from build_tools import paths
from build_tools.models.base import Model
from build_tools.models.case import Case, Withdrawn
from build_tools.models.decisions import Approvals, Decisions
from build_tools.models.figures import Ledger
from build_tools.models.law import Hours, Law, Questions
from build_tools.models.organisations import Organisations
from build_tools.models.published import Corrections, Published
from build_tools.models.release import ReleaseLedger
from build_tools.models.settings import Settings
from build_tools.models.statements import Statements
from build_tools.models.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record. Where its texts and codes are, the types of its model say.

    ``place`` is the one file, or a folder with a slash at its end whose files are a record each; ``also`` is a second
    file that a project may lack. ``part`` is the field of ``Site`` that holds it.
    """

    part: str
    model: type[Model]
    place: str
    also: str = ""
    schema_name: str = ""
    """How its schema is called, where that is not called as its file or folder."""

    required: bool = True
    """Whether a project must have the one file; without it the record is made of its defaults."""

    walked: bool = True
    """Whether each of its texts is in every language of the site, and judged as those of data are."""

    named: str = ""
    """The form of the names of its files, where those of another kind lie in the same folder."""

    name_says: tuple[str, ...] = ("id",)
    """The fields of a record that the names of its folder and of its file are, where it lies in a folder."""

    document: bool = False
    """Whether its texts are of its own day, as those of a briefing are, and call no period of law."""

    @property
    def schema(self) -> str:
        """The file of the schema for editors; no project needs it."""
        place = self.place.removesuffix(".yml").rstrip("/")
        folder = place.partition("/")[0]
        return f"{folder}/{self.schema_name}.schema.json" if self.schema_name else f"{place}.schema.json"

    @property
    def in_folder(self) -> bool:
        """Whether it lies in a folder of its own."""
        return self.place.endswith("/")

    @property
    def several(self) -> bool:
        """Whether a site holds several, by path."""
        return self.in_folder or bool(self.also)

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are known by name."""
        return () if self.in_folder else tuple(filter(None, (self.place, self.also)))

    @property
    def called(self) -> str:
        """What the files of a folder are called, such as *RELEASE/ID.yml*."""
        return "/".join(self.name_says).upper() + ".yml"

    def misplaced(self, path: str, record: Model) -> list[str]:
        """Return the fields of a record that the name of its file, or of a folder around it, does not say."""
        fields = [name for name in self.name_says if name in self.model.model_fields] if self.in_folder else []
        steps = path.removeprefix(self.place).removesuffix(".yml").split("/")
        if len(steps) != len(fields):
            return fields[:1]
        return [name for name, step in zip(fields, steps, strict=True) if getattr(record, name) != step]

    @property
    def calls_periods(self) -> bool:
        """Whether its texts may call periods of law."""
        return self.walked and not self.document


_RELEASE_NAME = r"[0-9]{4}-[0-9]{1,2}\.yml"

RECORD_KINDS = (
    RecordKind("settings", Settings, paths.SETTINGS),
    RecordKind("vocabulary", Vocabulary, paths.VOCABULARY),
    RecordKind("law", Law, paths.LAW),
    RecordKind("ledgers", Ledger, f"{paths.FIGURES}/", document=True),
    RecordKind(
        "releases", ReleaseLedger, f"{paths.FIGURES}/", schema_name="release", named=_RELEASE_NAME, document=True
    ),
    RecordKind("statements", Statements, f"{paths.STATEMENTS}/"),
    RecordKind("corrections", Corrections, paths.CORRECTIONS, required=False, document=True),
    RecordKind("published", Published, paths.PUBLISHED, required=False, walked=False),
    RecordKind("organisations", Organisations, paths.ORGANISATIONS, also=paths.EXAMPLE_ORGANISATIONS),
    RecordKind("questions", Questions, paths.QUESTIONS),
    RecordKind("hours", Hours, paths.HOURS),
    RecordKind("cases", Case, f"{paths.CASES}/", schema_name="case", walked=False, name_says=("release", "id")),
    RecordKind("withdrawn", Withdrawn, paths.WITHDRAWN, walked=False),
    RecordKind("decisions", Decisions, paths.DECISIONS, required=False),
    RecordKind("approvals", Approvals, paths.REVIEWED, required=False),
)
"""All of them, in the order in which they are read."""


def kind_of(path: str) -> RecordKind | None:
    """Return the kind of record that a file would be, by where it lies: the innermost folder counts."""
    around = [kind for kind in RECORD_KINDS if path in kind.files or (kind.in_folder and path.startswith(kind.place))]
    fit = [kind for kind in around if re.fullmatch(kind.named or ".*", path.rpartition("/")[2])]
    return max(fit, key=lambda kind: (len(kind.place), kind.named), default=None)
