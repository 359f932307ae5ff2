"""The file of a case with other values in some fields: as people wrote it otherwise.

In: the text of a file, and new values by field. Out: the text. Judges nothing: the check reads what comes of it.
"""

import json
import re
from collections.abc import Mapping


def rewritten(text: str, changes: Mapping[str, object]) -> str:
    """Return a text in which each of these fields, at the top, is one line with its new value; a new one comes last."""
    text = text if text.endswith("\n") else f"{text}\n"
    for field, value in changes.items():
        # What belongs to a field is indented, or an entry of its list, or a remark between these.
        found = re.search(rf"^{field}:.*\n(?:(?:[ \t]+|- |-\n).*\n)*", text, re.MULTILINE)
        if not found:
            text = f"{text}\n{field}: {_written(value)}\n"
        else:
            text = f"{text[: found.start()]}{field}: {_written(value)}\n{text[found.end() :]}"
    return text


def _written(value: object) -> str:
    """Return a code, several, or groups of them as YAML that is read the same by everybody."""
    return json.dumps(value, ensure_ascii=False)
