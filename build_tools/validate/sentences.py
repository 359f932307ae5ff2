"""The general sentences of rules: what is named and missing, there twice, of the wrong form, beside another, too long,
or of the wrong day. A rule needs a sentence of its own only where none of these says what to do.

In: names, and what right looks like. Out: faults.
"""

from collections.abc import Collection

from build_tools.problems import MISSING_VALUE, N_, Fault, allowed

UNKNOWN = Fault("names.unknown", "names something that is not in the list {list}; write one of: {allowed}")
REPEATED = Fault("names.repeated", "is there already, in {other}; write it once, or give each its own")
TOO_LONG = Fault("texts.too_long", "is too long: {number} {form}, and there is room for {most}; write less")
TOO_EARLY = Fault("days.too_early", "is before {other}; write that day or a later one")
TOO_LATE = Fault("days.too_late", "is after {other}; write that day or an earlier one")
ENDED = Fault(
    "days.counts_no_more",
    "is too long ago or has passed, so it no longer counts; try the contact, look or decide again and write the new "
    "day, or delete what it is about",
)
ENDING = Fault("days.ends_soon", "will not count after {date}: try the contact, look or decide again before that")
ONE_OF_TWO = Fault("values.one_of_two", "both are there, or neither is; write one alone: {one}, or {other}")
BESIDE = Fault("values.beside", "may not stand beside {other}; delete one of the two")
WRONG_FORM = Fault("values.wrong_form", "does not fit here; right is {form}")
_LACKS = Fault("words.lacking", "lacks {what}, without which this is not whole or not true; write it here")
_NO_CIRCLE = N_("what each of these is a part of, for they lead back to where they began: {names}")


def unknown(title: str, names: Collection[str], name: str) -> Fault:
    """Return the fault that a name is not in a list."""
    return UNKNOWN.filled(list=title, allowed=allowed(names, name))


def wrong_form(form: str, **values: object) -> Fault:
    """Return the fault that a value is not what right looks like: a marked message, with its values."""
    return WRONG_FORM.filled(form=form, **values)


def circle(names: Collection[str]) -> Fault:
    """Return the fault that names lead back to where they began."""
    return wrong_form(_NO_CIRCLE, names=", ".join(names))


def lacks(what: str) -> Fault:
    """Return the fault that words lack a call, a heading or the place of something."""
    return _LACKS.filled(what=what)


def one_of_missing(*names: str) -> Fault:
    """Return the fault that one of these is missing."""
    return MISSING_VALUE.filled(allowed=allowed(names))
