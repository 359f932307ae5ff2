"""The bytes of files that git keeps.

In: the digests of files. Out: their bytes. Raises ``Unknown`` where git does not give one of them whole.
"""

import subprocess
import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import IO

from build_tools.git.running import CANNOT_TELL, Unknown, command, environment

PIECE = 1_048_576


def blobs(root: Path, digests: Collection[str], most: int) -> dict[str, bytes]:
    """Return the first ``most`` bytes of each file, by its digest. Raises ``Unknown``."""
    return dict(each_blob(root, sorted(digests), most))


def each_blob(root: Path, digests: Sequence[str], most: int) -> Iterator[tuple[str, bytes]]:
    """Yield the same one after the other, in the order asked for; nobody has to hold them all. Raises ``Unknown``, at
    the latest after the last one."""
    number = 0
    with tempfile.TemporaryFile() as asked:
        asked.write("".join(f"{digest}\n" for digest in digests).encode())
        asked.seek(0)
        words = command(root, "cat-file", "--batch")
        try:
            with subprocess.Popen(
                words, stdin=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()
            ) as running:
                for number, (digest, data) in enumerate(_answers(running.stdout, most) if running.stdout else (), 1):
                    if digest != digests[number - 1]:
                        raise Unknown(CANNOT_TELL)
                    yield digest, data
        except OSError as error:
            raise Unknown(CANNOT_TELL) from error
    if running.returncode or number < len(digests):
        raise Unknown(CANNOT_TELL)


def _answers(said: IO[bytes], most: int) -> Iterator[tuple[str, bytes]]:
    """Yield each file that git gives: a line with its digest, its kind and its bytes, those bytes, and a line break."""
    for line in said:
        digest, kind, *size = line.decode("ascii", "replace").split()
        if kind != "blob" or len(size) != 1:
            return  # a digest that is missing, or of something else
        left = int(size[0])
        data = said.read(min(left, most))
        left -= len(data)
        while left > 0 and (piece := said.read(min(left, PIECE))):
            left -= len(piece)
        if left or said.read(1) != b"\n":
            return
        yield digest, data
