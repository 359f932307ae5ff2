"""How many entries of `content/reviewed.yml` the next commit brings and takes away, so that nobody does so unseen.

In: a repository. Out: two numbers. Judges nothing.
"""

import json
import os
from collections import Counter
from pathlib import Path

from build_tools import git, paths
from build_tools.tree import LARGEST


def entries_changed(root: Path) -> tuple[int, int]:
    """Return how many entries come and how many go with the next commit; one that is changed does both."""
    index = os.environ.get("GIT_INDEX_FILE")
    path = git.git(root, "rev-parse", "--show-prefix") + paths.REVIEWED
    changes = git.staged_changes(root, os.path.abspath(index) if index else None)
    own = [change.digest for change in changes if change.path == path]
    with git.reader(root, LARGEST + 1) as read:
        before, after = (_entries(read(name)) for name in (f"HEAD:{path}", *(own or [f":{path}"])))
    return (after - before).total(), (before - after).total()


def _entries(stored: git.StoredObject | None) -> Counter[str]:
    """Return the entries of a file, each as a text; those of one that cannot be read are none."""
    from build_tools.load import record_in  # loads the models, and most commits change no entry
    from build_tools.models import Approvals

    if stored is None:
        return Counter()
    record, _ = record_in(stored.data, paths.REVIEWED, Approvals)
    entries = (*record.vocabulary, *record.exceptions, *record.public_persons) if record else ()
    return Counter(json.dumps(entry.model_dump(mode="json"), sort_keys=True) for entry in entries)
