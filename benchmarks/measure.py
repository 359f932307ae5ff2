"""Run one command and say what it cost. In: a limit in seconds, a file for its output, the command. Out: JSON.

A process of its own that imports little: Linux counts the memory of the process that starts a command as the command's.
"""

import json
import os
import signal
import sys
import time

ENDINGS = (signal.SIGTERM, signal.SIGINT)


def measure(limit: int, log: str, command: list[str]) -> dict[str, float]:
    """Return exit code, seconds (in the program, in the kernel, on the clock) and peak memory in bytes.

    Children count too. A command that takes longer than ``limit`` seconds is ended; its exit code is -9.
    """
    out = (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    files = [out, (os.POSIX_SPAWN_DUP2, 1, 2)]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    # Whoever ends the measurement while the command is being started waits until it is known what to end.
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=files, setpgroup=0, setsigmask=())
    try:
        signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
        signal.alarm(limit)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
        _, status, usage = os.wait4(child, 0)
    except (KeyboardInterrupt, SystemExit):
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    signal.alarm(0)
    return {
        "exit": os.waitstatus_to_exitcode(status),
        "program": usage.ru_utime,
        "kernel": usage.ru_stime,
        "wall": time.perf_counter() - start,
        "memory": usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]), sys.argv[2], sys.argv[3:])))
