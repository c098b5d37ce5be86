"""`equalwork serve`: the site of the current release over HTTP on this machine."""

from __future__ import annotations

from flows.serve.server import make_server, serve_site

__all__ = ["make_server", "serve_site"]
