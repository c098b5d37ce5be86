"""`sitemap.xml`: every page of the site for crawlers, in files of at most 50,000 addresses."""

from __future__ import annotations

from xml.sax.saxutils import escape

from warehouse.site.pages.lost import PATH as LOST
from warehouse.site.site import Site
from warehouse.site.writer import SiteWriter

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
MOST = 50_000


def write_sitemap(writer: SiteWriter, site: Site) -> None:
    """Write the map of the pages that were written so far."""
    pages = sorted(path for path in writer.written if path.endswith(".html") and path != LOST)
    parts = [pages[start : start + MOST] for start in range(0, len(pages), MOST)]
    if len(parts) == 1:
        writer.content("sitemap.xml", _urls(site, parts[0]))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        writer.content(name, _urls(site, part))
    listed = "".join(f"<sitemap><loc>{escape(site.address + name)}</loc></sitemap>\n" for name in names)
    index = f'{HEAD}<sitemapindex xmlns="{NAMESPACE}">\n{listed}</sitemapindex>\n'
    writer.content("sitemap.xml", index.encode("utf-8"))


def _urls(site: Site, paths: list[str]) -> bytes:
    listed = "".join(f"<url><loc>{escape(site.address + path)}</loc></url>\n" for path in paths)
    return f'{HEAD}<urlset xmlns="{NAMESPACE}">\n{listed}</urlset>\n'.encode()
