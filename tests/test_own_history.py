"""What the project itself has published since its gate learnt what it finds now: a new owner pushes all of it."""

import subprocess

import pytest

from build_tools.gate import hooks
from build_tools.git import history
from build_tools.problems import Refused
from tests.conftest import ROOT


def has_history() -> bool:
    """Tell whether the whole history is here, as in a clone; an archive has none."""
    done = subprocess.run(
        ["git", "rev-parse", "--is-shallow-repository"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() == "false" and history.commit_named(ROOT, hooks.BASELINE) is not None


@pytest.mark.skipif(not has_history(), reason="the history is not here")
def test_a_new_owner_can_push_the_whole_history() -> None:
    """No commit since the baseline holds what the gate would stop at a first push."""
    found = hooks.ranged(ROOT, hooks.BASELINE, "HEAD")
    assert hooks.gate_report(found) == []


@pytest.mark.skipif(not has_history(), reason="the history is not here")
def test_commits_in_the_wrong_order_are_an_error() -> None:
    """Whoever names the newer commit first is told so, and does not read that nothing was found."""
    with pytest.raises(Refused) as refused:
        hooks.ranged(ROOT, "HEAD", hooks.BASELINE)
    assert [problem.code for problem in refused.value.problems] == ["protect.other_order"]
