"""Which generation of which site an address (and, where both were served under it, the day) belongs to."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from extractors.addresses import HOST_ALIASES
from extractors.model import SiteGeneration

# /gender/Events/WCMS_123/lang--en/index.htm  /global/publications/lang--fr/nextRow--20/index.htm
WCMS = re.compile(r"/WCMS_\w+|/lang--[a-z]{2}(/|$)", re.I)
# /en/news/stories/2020/7/feature-...   /en/news/events/...   /en/about-us/..., before the autumn of 2021
SITECORE = re.compile(r"^/[a-z]{2}/news/|/-/media/|/digital-library/(?:[a-z-]+/)*\d{4}/\d/", re.I)
UNWOMEN_REBUILT = datetime(2021, 10, 1, tzinfo=UTC)


def generation_of(url: str, captured_at: datetime) -> SiteGeneration:
    """Return the site generation of an address as it was served on a day, `unknown` for other sites."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    host, path = HOST_ALIASES.get(host, host), parts.path
    # Part of the static tree was later served from webapps.ilo.org.
    if host in ("www.ilo.org", "webapps.ilo.org"):
        return _ilo(path)
    if host == "www.unwomen.org" or host.endswith(".unwomen.org"):
        is_old = SITECORE.search(path) or captured_at < UNWOMEN_REBUILT
        return SiteGeneration.UNWOMEN_SITECORE if is_old else SiteGeneration.UNWOMEN_DRUPAL
    if host == "www.un.org" and path.lower().startswith("/womenwatch"):
        return SiteGeneration.WOMENWATCH
    return SiteGeneration.UNKNOWN


def _ilo(path: str) -> SiteGeneration:
    if path.lower().startswith("/public/"):
        return SiteGeneration.ILO_LEGACY
    return SiteGeneration.ILO_WCMS if WCMS.search(path) else SiteGeneration.ILO_DRUPAL
