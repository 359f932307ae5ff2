"""What the variables of the environment ask of a run: the maintainer's language, the time, whether it is a release.

In: the environment. Out: a language, a moment, an answer, or a problem that names the variable. Nothing else of the
program asks the environment for these.
"""

import datetime
import os
import sys

from build_tools.problems import Fault, Problem, Refused

LANGUAGE_VARIABLES = ("TRANSPARENCY_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where a maintainer's language is looked for, first found first."""

EPOCH = "SOURCE_DATE_EPOCH"
LATEST = 250_000_000_000
"""A time far ahead, in seconds since 1970, after which there are days to reckon with."""

RELEASE = "RELEASE"
"""The variable that makes a build one for release."""

_ANSWERS = {"": False, "false": False, "no": False, "0": False, "true": True, "yes": True, "1": True}
_NO_ANSWER = Fault("build.neither_true_nor_false", "is neither true nor false; write one of the two, or leave it out")
_NO_TIME = Fault(
    "build.no_time",
    "is not a time; give the seconds since 1970 in digits, such as 1800000000, or leave it out",
)


def moment_of_environment() -> datetime.datetime | None:
    """Return the time that ``SOURCE_DATE_EPOCH`` names in seconds since 1970, if it is set. Raises ``Refused``."""
    epoch = os.environ.get(EPOCH, "")
    try:
        return moment_of(int(epoch)) if epoch else None
    except ValueError:
        raise Refused([Problem(EPOCH, _NO_TIME)]) from None


def moment_of(seconds: int) -> datetime.datetime:
    """Return the time so many seconds after 1970, in UTC. Raises ``ValueError`` where no day of a build lies."""
    if not 0 <= seconds <= LATEST:
        raise ValueError(seconds)
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def build_day() -> datetime.date:
    """Return the date that the build is of, in UTC: the one that is told, or today. Raises ``Refused``."""
    return (moment_of_environment() or datetime.datetime.now(datetime.UTC)).date()


def release_asked() -> bool:
    """Tell whether the variable ``RELEASE`` asks for a release. Raises ``Refused``."""
    answer = _ANSWERS.get(os.environ.get(RELEASE, "").strip().lower())
    if answer is None:
        raise Refused([Problem(RELEASE, _NO_ANSWER)])
    return answer


def is_hosted() -> bool:
    """Tell whether what is said may become public: hosts of pipelines set ``CI``."""
    return bool(os.environ.get("CI"))


def reads_places() -> bool:
    """Tell whether one person reads what is said: only there it is said where something personal stands."""
    return not is_hosted() and sys.stderr.isatty() and sys.stdout.isatty()


def asked_language() -> str:
    """Return the code of the language that the environment asks for, or nothing."""
    return next((os.environ[name] for name in LANGUAGE_VARIABLES if os.environ.get(name)), "")[:2].lower()
