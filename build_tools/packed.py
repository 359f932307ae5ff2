"""Compressed copies of texts, as a server sends them: bytes go in and come out; the door to brotli.

The gzip that is written has no name, no remark and no time in it, and one that has is not taken for ours.
"""

import gzip
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from types import ModuleType
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

_PLAIN_HEADER = b"\x1f\x8b\x08\x00"
"""Of a gzip without fields in which something could be written."""


def is_copy(path: str) -> bool:
    """Whether a path is that of a compressed copy."""
    return path.endswith(tuple(PACKERS))


def original(path: str) -> str:
    """Return the path of the file that a copy is of."""
    return path[: path.rindex(".")]


def is_copy_of(path: str, copy: bytes, data: bytes) -> bool:
    """Whether ``copy``, kept under ``path``, unpacks to ``data``; never unpacks more than that."""
    try:
        return (_gzip_fits if path.endswith(".gz") else _brotli_fits)(copy, data)
    except (zlib.error, brotli.error):
        return False


def _of_this_python(name: str) -> ModuleType | None:
    """Return a module that newer releases of Python have."""
    with suppress(ImportError):
        return import_module(name)
    return None


ZSTD = "zstd"
_ZSTANDARD = _of_this_python("compression.zstd")
"""Part of Python from 3.14 on."""

_CODINGS = ("identity", "gzip", "br", "deflate", *((ZSTD,) if _ZSTANDARD else ()))
"""Codings of HTTP that can be undone here."""

_DAMAGED = (zlib.error, brotli.error, *((_ZSTANDARD.ZstdError,) if _ZSTANDARD else ()))


def unpacked(coding: str, data: bytes, most: int) -> bytes | None:
    """Return what an answer of a host in a coding of HTTP holds, or nothing where it is not so packed, or where
    more follows, which some browsers would read and others would not.

    Of more than ``most`` bytes, the first ``most`` and one.
    """
    try:
        if coding in ("gzip", "x-gzip"):
            return _to_end(zlib.decompressobj(zlib.MAX_WBITS | 16), data, most)
        if coding == "deflate":
            return _to_end(zlib.decompressobj(), data, most) if _is_zlib(data) else _to_end(_raw_deflate(), data, most)
        if coding == "br":
            return _unbrotli(data, most)
        if coding == ZSTD and _ZSTANDARD:
            return _to_end(_ZSTANDARD.ZstdDecompressor(), data, most)
    except _DAMAGED:
        return None
    return data if coding in ("identity", "") else None


def _is_zlib(data: bytes) -> bool:
    """Whether data begins as zlib does. Browsers take deflate with that beginning and without it."""
    return len(data) > 1 and data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:2], "big") % 31 == 0


def _raw_deflate() -> Any:
    """Return what unpacks deflate without a beginning."""
    return zlib.decompressobj(-zlib.MAX_WBITS)


def _to_end(unpacker: Any, data: bytes, most: int) -> bytes | None:
    """Unpack one piece that must end where the data ends."""
    whole = unpacker.decompress(data, most + 1)
    ended = unpacker.eof and not unpacker.unused_data
    return whole if ended or len(whole) > most else None


def _unbrotli(data: bytes, most: int) -> bytes | None:
    """The same for brotli. Raises ``brotli.error``."""
    unpacker, whole = brotli.Decompressor(), b""
    piece = unpacker.process(data, output_buffer_limit=most + 1)
    while piece and len(whole) <= most:
        whole += piece
        piece = unpacker.process(b"", output_buffer_limit=most + 1)
    return whole[: most + 1] if unpacker.is_finished() or len(whole) > most else None


def _gzip_fits(copy: bytes, data: bytes) -> bool:
    """The same for gzip: one piece, nothing before or after it."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    whole = unpacker.decompress(copy, len(data) + 1) == data and unpacker.eof and not unpacker.unused_data
    return whole and copy.startswith(_PLAIN_HEADER) and copy[4:8] == bytes(4)


def _brotli_fits(copy: bytes, data: bytes) -> bool:
    """The same for brotli."""
    return _unbrotli(copy, len(data)) == data
