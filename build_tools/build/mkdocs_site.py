"""The thin side towards MkDocs: hand the pages over, check the finished folder, and only then replace the site.

Here MkDocs is started from our own command: the same build as ``mkdocs build`` and ``mkdocs serve``. What stops it is
raised as problems, or as an exception of MkDocs, which has said most of it already.
"""

import errno
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from build_tools.build import content
from build_tools.build.mkdocs_plugin import TransparencyPlugin
from build_tools.build.staging import full_disk_refused
from build_tools.files.paths import MKDOCS
from build_tools.load import closed_tree

__all__ = ["TransparencyPlugin", "build_site", "serve_preview"]

_ADDRESS_TAKEN = "This address is in use; choose another: make serve ARGS='--address 127.0.0.1:8001'"


@contextmanager
def _speaking(level: int) -> Iterator[None]:
    """Let MkDocs say on standard error what it has to say, in whole sentences, and the plugin all."""
    log, handler = logging.getLogger("mkdocs"), logging.StreamHandler()
    log.setLevel(level)
    logging.getLogger("mkdocs.plugins.transparency").setLevel(logging.INFO)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)


@_speaking(logging.WARNING)
def build_site(root: Path, release: bool, target: Path | None = None) -> Path:
    """Build the site, in its own place, or as ``target`` with nothing that another build made, and return its folder.
    Raises ``Refused``, or an exception of MkDocs."""
    config, plugin = _configured(root)
    plugin.takes_nothing = target is not None
    plugin.config.release |= release
    config.site_dir = str(target or config.site_dir)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        with full_disk_refused():
            mkdocs_build.build(config)
    finally:
        config.plugins.on_shutdown()
    return Path(config.site_dir)


def _configured(root: Path) -> tuple[MkDocsConfig, TransparencyPlugin]:
    """Return the configuration of MkDocs with our plugin. Raises ``Refused`` where it is not that of this site, or
    opening it would lead elsewhere."""
    content.stop_at(closed_tree.unplain(root), root)
    content.stop_at(content.judge_mkdocs(root), root)
    config = load_config(str(root / MKDOCS))
    return config, cast(TransparencyPlugin, config.plugins["transparency"])


@_speaking(logging.INFO)
def serve_preview(root: Path, address: str | None) -> None:
    """Serve a preview that follows every change. Raises as ``build_site`` does."""
    from mkdocs.commands import serve as mkdocs_serve  # loads a server, which a build has no use for

    options: dict[str, Any] = {"dev_addr": address} if address else {}
    _configured(root)
    try:
        with tempfile.TemporaryDirectory(prefix="preview-") as tempfile.tempdir:  # where MkDocs puts the site
            mkdocs_serve.serve(str(root / MKDOCS), **options)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise ConfigurationError(_ADDRESS_TAKEN) from None
    finally:
        tempfile.tempdir = None
