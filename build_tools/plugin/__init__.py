"""The thin side towards MkDocs: it hands the pages over, checks the finished folder, and only then replaces the site."""

from build_tools.plugin.files import stylesheet_paths
from build_tools.plugin.plugin import TransparencyPlugin
from build_tools.plugin.run import BuildFailed, build, serve

__all__ = ["BuildFailed", "TransparencyPlugin", "build", "serve", "stylesheet_paths"]
