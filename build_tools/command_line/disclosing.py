"""The command explain: who is alike with a record, and what may be published of it.

In: the id of a case. Out: sentences at a terminal; elsewhere, where they might become public, the verdict alone.
"""

from pathlib import Path

import click

from build_tools import content, disclosure, load, variables
from build_tools.command_line.output import EXIT_PROBLEMS, refuse_problems, say, wrong_use
from build_tools.disclosure import Explanation
from build_tools.models import Site
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
_AT_A_TERMINAL = N_("Why, is said at a terminal only: it tells who could be singled out.")


@click.command()
@click.argument("case", metavar="ID")
@click.pass_obj
def explain(root: Path, case: str) -> None:
    """Say who is alike with the case ID, what that gives away, and what may be published of it."""
    site, problems = refuse_problems(lambda: content.read(root, root / SITE_SRC), root)
    if SETTINGS in site.unread:
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
