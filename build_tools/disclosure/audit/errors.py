"""Why an audit gives no bounds: what is public contradicts itself, or the answer could not be proved in time."""


class ContradictoryFacts(ValueError):
    """No register at all agrees with everything that is public. Proved, not supposed."""


class NotDecided(RuntimeError):
    """The bounds could not be proved: too little time, too large, or no solver. It counts as a refusal."""


NO_REGISTER = "the facts and the published records contradict each other: no register agrees with all of them"
TOO_LARGE = "not decided: the table has too many cells, or a count is too large, to prove bounds"
TOO_LONG = "not decided: the bounds could not be proved within the time limit"
NO_SOLVER = "not decided: the solver is missing; install the packages of requirements/site.txt"
NOT_CONFIRMED = "not decided: what the solver found could not be confirmed"
