"""The browsable site inside a release: plain HTML files made from the curated tables."""

from __future__ import annotations

from warehouse.site.build import SiteReport, publish_site

__all__ = ["SiteReport", "publish_site"]
