"""``python -m benchmarks.attacker FOLDER``: what follows of few people or of one from what is public in a project.
``--registers 200 --seed 1`` publishes random registers in copies of this project and attacks those instead.

Out: leaks and the number of questions; exit code 1 where there is a leak.
"""

import argparse
from pathlib import Path

from benchmarks.attacker import trials
from benchmarks.attacker.public import read


def main() -> int:
    """Attack a folder, or random registers."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attacker")
    parser.add_argument("folder", nargs="?", type=Path, help="a project")
    parser.add_argument("--registers", type=int, help="how many random registers")
    parser.add_argument("--seed", type=int, default=1, help="the first of them (1)")
    parser.add_argument("--mutations", type=int, default=0, help="climb towards a leak by so many changes of each (0)")
    parser.add_argument("--stand-in", action="store_true", help="make tables without the commands of the project")
    given = parser.parse_args()
    if (given.folder is None) == (given.registers is None):
        parser.error("give a folder or a number of registers")
    if given.folder:
        return trials.report(read(given.folder))
    return trials.many(given.registers, given.seed, stand_in=given.stand_in, mutations=given.mutations)


if __name__ == "__main__":
    raise SystemExit(main())
