"""The commands explain and propose: who is alike with a record, and what would make records alike.

In: what a maintainer types. Out: sentences at a terminal; elsewhere, where they might become public, the verdict alone.
"""

from collections.abc import Mapping
from pathlib import Path

import click

from build_tools import accepting, content, disclosure, load, variables
from build_tools.accepting import Draft
from build_tools.command_line.output import EXIT_PROBLEMS, refuse_problems, say, wrong_use
from build_tools.disclosure import Explanation, Proposal
from build_tools.ended import to_the_end
from build_tools.models import Case, Joined, Site
from build_tools.paths import SETTINGS, SITE_SRC
from build_tools.problems import N_, Problem, sentence

_NO_RECORD = N_("no record that counts has this id; examples do not count, and a file that cannot be read is none")
_ALIKE = N_("Record {case} of release {release} says: {description}.")
_TWINS = N_("So do {number} others of this release: {ids}. Needed: {needed}.")
_NOBODY = N_("No other record of this release does. Needed: {needed}.")
_FINER = N_("In these fields nothing more exact may be written of one of them alone.")
_HAS_WORDS = N_("Its page has words. Of those who are alike with it, {rest} have none.")
_MAY_HAVE_WORDS = N_(
    "It has no words. They may be published if the person agrees; then {rest} of those who are alike have none."
)
_NO_WORDS = N_(
    "It has no words, and none may be published now: then {rest} of those who are alike would have none, which must be "
    "none or at least {k}."
)
_ACCEPTED = N_("Nothing is wrong with this record and those who are alike.")
_REFUSED = N_("This record is refused.")
_CHANGE = N_("{path}: {field}: {old} → {new}")
_JOINED = N_("content/site.yml: joined: tables count in one line, so that no line is of few: {joined}")
_WAIT = N_("To be held back until there are more like them: {ids}")
_WORDS = N_("Their words would leave others of their group alone; publish none of them, or more are needed: {ids}")
_REFUSED_SOME = N_("No change of codes helps here: some records have to wait for others, or words have to go.")
_NOTHING_TO_DO = N_("Nothing has to change: all records are alike with enough others.")
_PROPOSED = N_("Nothing is written yet. To write this into the files: `transparency propose --write`")
_WRITTEN = N_("Written. Compare it with your drafts, then `transparency check`; whether it is right, people decide.")
_HISTORY = N_("What was committed before stays in the history, with its exact values.")
_AT_A_TERMINAL = N_("Why, is said at a terminal only: it tells who could be singled out.")


@click.command()
@click.argument("case", metavar="ID")
@click.pass_obj
def explain(root: Path, case: str) -> None:
    """Say who is alike with the case ID, what that gives away, and what may be published of it."""
    site, problems = refuse_problems(lambda: content.read(root, root / SITE_SRC), root)
    if any(problem.path == SETTINGS for problem in problems):
        refuse_problems(lambda: content.stop_at(problems, root), root)
    found = disclosure.explained(site, case)
    if found is None:
        raise wrong_use(root, _NO_RECORD)
    wrong = _wrong_with(found, site, problems)
    if variables.reads_places():
        _say_whole(root, found, wrong)
    else:
        say(root, _AT_A_TERMINAL)
    say(root, _REFUSED if wrong else _ACCEPTED)
    raise SystemExit(EXIT_PROBLEMS if wrong else 0)


@click.command()
@click.option("--write", is_flag=True, help="Write it into the files; nothing is committed.")
@click.pass_obj
def propose(root: Path, write: bool) -> None:
    """Say by which changes the records become alike, and who has to wait."""
    site, problems = refuse_problems(lambda: content.read(root, root / SITE_SRC), root)
    refuse_problems(lambda: content.stop_at(problems, root), root)
    paths = {case.id: path for path, case in site.cases.items() if not case.example}
    draft = refuse_problems(lambda: accepting.proposed(root, site), root)
    proposal = draft.proposal
    if variables.reads_places():
        _say_proposal(root, proposal, {own: site.cases[path] for own, path in paths.items()}, paths)
        if draft.joined is not None:
            say(root, _JOINED, joined=_in_one_line(draft.joined))
    else:
        say(root, _AT_A_TERMINAL)
    if not proposal.changes and draft.joined is None:
        say(root, _REFUSED_SOME if proposal.held_back or proposal.with_words else _NOTHING_TO_DO)
    elif write:
        _write(root, draft, paths)
        say(root, _WRITTEN)
        say(root, _HISTORY)
    else:
        say(root, _PROPOSED)


@to_the_end()
def _write(root: Path, draft: Draft, paths: Mapping[str, str]) -> None:
    """Write what is proposed into the files."""
    changes = {paths[own]: dict(changed) for own, changed in draft.proposal.changes.items()}
    if draft.joined is not None:
        changes[SETTINGS] = {"joined": draft.joined}
    for path, changed in changes.items():
        file = root / path
        file.write_text(disclosure.rewritten(file.read_text("utf-8"), changed), "utf-8", newline="")


def _in_one_line(joined: Joined) -> str:
    """Say which codes tables count in one line."""
    lines = ((field, ", ".join(codes)) for field, every in joined.items() for codes in every)
    return "; ".join(f"{field} = {codes}" for field, codes in lines)


def _say_proposal(root: Path, proposal: Proposal, records: Mapping[str, Case], paths: Mapping[str, str]) -> None:
    for own, changes in proposal.changes.items():
        for field, new in changes.items():
            old = getattr(records[own], field)
            say(root, _CHANGE, path=paths[own], field=field, old=_codes(old), new=_codes(new))
    if proposal.held_back:
        say(root, _WAIT, ids=", ".join(proposal.held_back))
    if proposal.with_words:
        say(root, _WORDS, ids=", ".join(proposal.with_words))


def _codes(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _wrong_with(found: Explanation, site: Site, problems: list[Problem]) -> list[Problem]:
    """Return what is wrong with the record or its group."""
    own = {found.record.id, *found.twins}
    every = content.unprotected(site, problems)
    of_group = [one for one in every if own & set(str(one.said.get("ids", "")).split(", "))]
    path = next(path for path, case in site.cases.items() if case.id == found.record.id)
    return [*(one for one in (*problems, *every) if one.path == path and one not in of_group), *of_group]


def _say_whole(root: Path, found: Explanation, wrong: list[Problem]) -> None:
    record, needed = found.record, found.rule.k - 1
    description = ", ".join(f"{field} = {code}" for field, code in found.description.items())
    say(root, _ALIKE, case=record.id, release=record.release, description=description)
    if found.twins:
        say(root, _TWINS, number=len(found.twins), ids=", ".join(found.twins), needed=needed)
        say(root, _FINER)
    else:
        say(root, _NOBODY, needed=needed)
    if record.summary:
        say(root, _HAS_WORDS, rest=found.remaining)
    elif found.is_enough:
        say(root, _MAY_HAVE_WORDS if found.words_may_stand else _NO_WORDS, rest=found.remaining, k=found.rule.k)
    translate = variables.maintainers_language(root / SITE_SRC)
    for problem in load.located(root, wrong):
        click.echo(sentence(problem, translate))
