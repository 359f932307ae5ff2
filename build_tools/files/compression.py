"""Packed texts, as servers keep and send them: bytes go in and come out; the door to brotli.

The gzip that is written has no name, no remark and no time in it, and one that has is not taken for ours.
"""

import gzip
import sys
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import brotli

_SYSTEM, _NO_SYSTEM = 9, b"\xff"
"""Where a gzip says on which system it was made, which releases of Python write in different ways, and "unknown"."""


def _gzipped(data: bytes) -> bytes:
    """Return a gzip that says nothing of the machine."""
    copy = gzip.compress(data, compresslevel=9, mtime=0)
    return copy[:_SYSTEM] + _NO_SYSTEM + copy[_SYSTEM + 1 :]


PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    ".gz": _gzipped,
    ".br": lambda data: brotli.compress(data, quality=10),
}
"""By the end that a copy's name has after that of its file. The last step of brotli, 11, takes more than twice as
long and saves one byte in seventy."""

_PLAIN_HEADER = b"\x1f\x8b\x08\x00" + bytes(4)
"""Of a gzip without a time, and without fields in which something could be written."""


def is_copy(path: str) -> bool:
    """Whether a path is that of a compressed copy."""
    return path.endswith(tuple(PACKERS))


def original_of(path: str) -> str:
    """Return the path of the file that a copy is of."""
    return path[: path.rindex(".")]


def is_copy_of(path: str, copy: bytes, data: bytes) -> bool:
    """Whether ``copy``, kept under ``path``, unpacks to ``data``; never unpacks more than that."""
    if path.endswith(".gz"):
        return copy.startswith(_PLAIN_HEADER) and unpacked("gzip", copy, len(data)) == data
    return unpacked("br", copy, len(data)) == data


def unpacked(coding: str, data: bytes, most: int) -> bytes | None:
    """Return what an answer in a coding of HTTP holds; nothing where it is not so packed, holds more than ``most``
    bytes, or where more follows, which some browsers would read and others would not."""
    try:
        if coding in _STREAMS:
            unpacker = _STREAMS[coding]()
            whole = unpacker.decompress(data, most + 1)
            ended = unpacker.eof and not unpacker.unused_data
        elif coding == "br":
            whole, ended = _unbrotli(data, most)
        else:
            whole, ended = data, coding == "identity"
    except _DAMAGED:
        return None
    return whole if ended and len(whole) <= most else None


_STREAMS: dict[str, Callable[[], Any]] = {
    "gzip": lambda: zlib.decompressobj(zlib.MAX_WBITS | 16),
    "deflate": zlib.decompressobj,
}
_DAMAGED: tuple[type[Exception], ...] = (zlib.error, brotli.error)
if sys.version_info >= (3, 14):
    from compression import zstd

    _STREAMS["zstd"] = zstd.ZstdDecompressor
    _DAMAGED += (zstd.ZstdError,)


def _unbrotli(data: bytes, most: int) -> tuple[bytes, bool]:
    """Return what brotli holds, some more than ``most`` bytes, and whether it ended. Raises ``brotli.error``."""
    unpacker, whole = brotli.Decompressor(), b""
    piece = unpacker.process(data, output_buffer_limit=most + 1)
    while piece and len(whole) <= most:
        whole += piece
        piece = unpacker.process(b"", output_buffer_limit=most + 1)
    return whole, unpacker.is_finished()
