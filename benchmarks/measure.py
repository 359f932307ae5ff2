"""Run one command and say what it cost. In: a limit in seconds, a file for its output, the command. Out: JSON.

A process of its own that imports little: Linux counts the memory of the process that starts a command as the command's.
"""

import json
import os
import signal
import sys
import time


def measure(limit: int, log: str, command: list[str]) -> dict[str, float | int]:
    """Return exit code, CPU and wall seconds and peak memory in bytes, children included.

    A command that takes longer than ``limit`` seconds is ended; its exit code is -9.
    """
    out = (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    start = time.perf_counter()
    child = os.posix_spawn(
        command[0], command, os.environ, file_actions=[out, (os.POSIX_SPAWN_DUP2, 1, 2)], setpgroup=0
    )
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.alarm(limit)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    signal.alarm(0)
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "exit": os.waitstatus_to_exitcode(status),
        "cpu": usage.ru_utime + usage.ru_stime,
        "wall": wall,
        "memory": usage.ru_maxrss * unit,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]), sys.argv[2], sys.argv[3:])))
