"""All that people wrote, with all that is wrong with it; as long as a file cannot be read, what keeps it from that.

In: the folder of a project and that of its templates. Out: the content and its problems, or the content alone where
there are none; and the schemas that editors check its files with. Nothing is made of content that has a problem.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from build_tools import disclosure, localize
from build_tools.files import tree
from build_tools.files.paths import DECISIONS, MKDOCS, SETTINGS, SITE_SRC
from build_tools.gate.approval import NOTHING, approval_of
from build_tools.gate.project import mark_of, note_of, personal_problems, unneeded_entries
from build_tools.git import objects
from build_tools.load import closed_tree, site_folder
from build_tools.load.environment import build_day
from build_tools.models import RECORD_KINDS, Judged, Model, RecordKind, Settings, Site, Vocabulary, coded_fields
from build_tools.models.base import models_below, version_of
from build_tools.problems import Fault, Problem, Refused, refuse
from build_tools.validate import MORE, RULES, release_problems, reminders, validate

PLUGIN, THEME = "transparency", "material"
_FREE_NAMES = ("site_name", "site_dir", "dev_addr")
"""What may stand there with any value."""

OTHER_SETTING = Fault(
    "mkdocs.other_setting",
    "is not as this site needs it: its settings are in content/site.yml, its look in site_src; bring the file back "
    "with `git checkout -- mkdocs.yml`",
)

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_STALE = Fault("schema.stale", "does not hold the codes of the codebook; renew it with `transparency schema`")

Found = tuple[Site | None, list[Problem]]
"""The content, where all of it can be read, and its problems."""

Waiting = Callable[[Problem], bool]
"""Tells of a problem whether it waits: it stops nothing this time."""


def read(root: Path, site_src: Path, day: datetime.date | None = None, anew: bool = False) -> Found:
    """Return the content with all problems that can be judged in one run: the rules judge content of which each file
    lies in its place and can be read. Problems have no lines yet. What was found right is judged again if ``anew``."""
    day = day or build_day()
    site, problems = site_folder.load_site(root, site_src / "locales", day)
    approval = approval_of(root, day, with_ended=True)
    problems = [*problems, *closed_tree.tree_problems(root)]
    note = note_of(root)
    personal = [*personal_problems(root, site_src, approval, problems, note)]
    if site and approval != NOTHING:
        personal += unneeded_entries(root, site_src, site.approvals, day)
    of_mkdocs = judge_mkdocs(root) if tree.has(root, MKDOCS) else []
    every = [*of_mkdocs, *personal, *problems]
    unknown = list(localize.unknown_languages(site.settings)) if site else []
    if site is None or problems or unknown:
        return None, [*every, *unknown, Problem("", MORE)]
    catalogues = localize.catalogue_problems(site, localize.needed_messages())
    every += [*disclosure.problems(site), *catalogues, *localize.plural_problems(site)]
    # All that a rule may ask for is in what it is given, and the note says of which content all rules found nothing.
    mark = b"" if anew else mark_of("", _digest_of(site))
    found = validate(site, every, () if mark in note.marks else RULES)
    if mark and not found:
        note.marks.add(mark)
        note.keep()
    return site, found


def _digest_of(site: Site) -> str:
    """Return a digest of all that a rule is given, story by story: all at once they take much memory."""
    whole = sha256()
    for name in (one.name for one in fields(site)):
        part = getattr(site, name)
        for one in part.items() if isinstance(part, Mapping) else (part,):
            whole.update(repr((name, one)).encode())
    return whole.hexdigest()


def checked(
    root: Path,
    site_src: Path,
    day: datetime.date | None = None,
    *,
    preview: bool = False,
    release: bool = False,
    waits: Waiting = lambda problem: False,
) -> Judged:
    """Read and check the content, of which a ``release`` asks more. Raises ``Refused``, as ``faultless`` does."""
    site = faultless(read(root, site_src, day, anew=release), root, preview=preview, waits=waits)
    stop_at((problem for problem in (release_problems(site) if release else ()) if not waits(problem)), root)
    return site


def faultless(found: Found, root: Path, *, preview: bool = False, waits: Waiting = lambda problem: False) -> Judged:
    """Return content that was read. Raises ``Refused`` if it has problems.

    Decisions are about a release: what is wrong with them alone does not keep anybody from looking at a ``preview``.
    What could not be read never ``waits``.
    """
    site, problems = found
    if site is None:
        raise Refused(site_folder.located(root, problems))
    aside = DECISIONS if preview else None
    stop_at([problem for problem in problems if problem.path != aside and not waits(problem)], root)
    return Judged(site)


def settings_of(root: Path) -> Settings:
    """Read the settings alone. Raises ``Refused``."""
    settings, problems = site_folder.read_record(root, SETTINGS, Settings)
    if settings is None:
        raise Refused(site_folder.located(root, problems))
    return settings


def judge_mkdocs(root: Path, name: str = MKDOCS) -> list[Problem]:
    """Return what is wrong with the file that starts MkDocs. Nothing stands there but what a build of this site needs,
    each with its one right value, for the rest would have no effect or change pages unseen; the folder of the templates
    may lie anywhere."""
    data, problems, find_line = site_folder.read_plain(root, name)
    if data is None:
        return problems
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
    text = partial(json.dumps, sort_keys=True, default=str)  # for Python takes false and 0 for the same
    names = sorted({*data, *right} - {*_FREE_NAMES}, key=str)
    wrong = (one for one in names if one not in right or text(data.get(one)) != text(right[one]))
    return [Problem(name, OTHER_SETTING, line=find_line((one,))) for one in wrong]


def problems_at(root: Path, commit: str) -> list[Problem]:
    """Return what a commit tells and nobody may say; what cannot be read in it tells nobody what it tells."""
    with objects.folder_of(root, commit) as folder:
        site, problems = site_folder.load_site(folder, folder / SITE_SRC / "locales", build_day())
        return site_folder.located(folder, disclosure.problems(site) if site else problems)


def upcoming(site: Site, root: Path) -> list[Problem]:
    """Return what will stop a release, now or soon."""
    return site_folder.located(root, reminders(site))


def stop_at(problems: Iterable[Problem], root: Path) -> None:
    """Raise ``Refused`` when there are problems."""
    refuse(site_folder.located(root, problems))


def schemas(site: Site) -> dict[str, str]:
    """Return the schema of every kind of record, by its file, made from its model and the vocabulary."""
    return {kind.schema: _schema_of(kind, site.vocabulary) for kind in RECORD_KINDS}


def _schema_of(kind: RecordKind, vocabulary: Vocabulary) -> str:
    """Return the JSON schema of a kind of record; each coded field, however deep, lists its codes."""
    schema = kind.model.model_json_schema()
    parts = {**schema.get("$defs", {}), kind.model.__name__: schema}
    for model in models_below(kind.model):
        _with_codes(parts[model.__name__], model, vocabulary)
    return json.dumps({"$schema": _DRAFT, **schema}, ensure_ascii=False, indent=1) + "\n"


def _with_codes(schema: dict[str, Any], model: type[Model], vocabulary: Vocabulary) -> None:
    """Put the codes of the vocabulary into the schema of one model."""
    for name, codes in coded_fields(model).items():
        field = schema["properties"][name]
        target = _text_in(field)
        target.pop("minLength", None)
        target["enum"] = list(vocabulary.labels(codes))
        if name in vocabulary.fields:
            field["description"] = " · ".join(vocabulary.fields[name].label.values())


def _text_in(field: dict[str, Any]) -> dict[str, Any]:
    """Return where the schema of a field speaks of one code: an entry of a list, or what may stand beside nothing."""
    choices = [field, *field.get("anyOf", ())]
    found = next(choice for choice in choices if choice.get("type") in ("array", "string"))
    items: dict[str, Any] = found.get("items", found)
    return items


def stale_schemas(root: Path, site: Site) -> Iterator[Problem]:
    """Yield a problem for each schema of a project that model and codebook would not give; a project needs none. What
    the note of clean files knows with this codebook is not made again."""
    note, codebook = note_of(root), version_of([site.vocabulary.model_dump_json()])
    for kind in (kind for kind in RECORD_KINDS if tree.has(root, kind.schema)):
        data = tree.read(root, kind.schema)
        mark = mark_of(kind.schema, repr(data), codebook)
        if mark not in note.marks and data != _schema_of(kind, site.vocabulary).encode():
            yield Problem(kind.schema, _STALE)
        else:
            note.marks.add(mark)
    note.keep()
