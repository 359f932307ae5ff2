"""Signs that nobody sees, in texts and in names of files, written as they are or as entities of HTML."""

import re
from html import unescape

# Control characters, separators of lines, half characters, U+FFFD (a lost letter); all that Unicode calls ignorable by
# default (DerivedCoreProperties.txt, Default_Ignorable_Code_Point); signs of annotation, and the empty one of Braille.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufff9-\uffff\u2800"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ENTITY = re.compile(r"&(?:#0*[0-9]{1,7}|#[xX]0*[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


def hidden_in(text: str) -> int | None:
    """Return where the first sign stands that nobody sees, itself or as an entity of HTML such as ``&shy;``."""
    if found := CONTROL.search(text):
        return found.start()
    entities = _ENTITY.finditer(text) if "&" in text else ()
    return next((entity.start() for entity in entities if _is_hidden(entity[0])), None)


def _is_hidden(entity: str) -> bool:
    """Tell whether an entity means a sign that nobody sees; one that means no sign at all is left out by browsers."""
    meant = unescape(re.sub("(?<=[#xX])0+(?=[0-9a-fA-F])", "", entity))
    return not meant or CONTROL.search(meant) is not None


def showable(name: str) -> bool:
    """Tell whether a name can be shown as it is, without a sign that nobody sees."""
    return name.isprintable() and not CONTROL.search(name)
