"""The thin side towards MkDocs: hand the pages over, check the finished folder, and only then replace the site."""

from build_tools.plugin.plugin import TransparencyPlugin
from build_tools.plugin.run import build_site, serve_preview

__all__ = ["TransparencyPlugin", "build_site", "serve_preview"]
