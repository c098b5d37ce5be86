"""`CITATION.cff`: how software reads the way to cite a release."""

from __future__ import annotations

from warehouse.site.site import Site
from warehouse.site.writer import SiteWriter

TEMPLATE = """cff-version: 1.2.0
message: If you use these data, please cite them as below.
type: dataset
title: "equalwork: what the ILO and UN Women publish about gender equality at work"
authors:
  - name: The equalwork contributors
version: "{version}"
{released}url: "{address}"
"""


def write_citation(writer: SiteWriter, site: Site) -> None:
    """Write the citation file of the release."""
    created = site.facts.created[:10]
    text = TEMPLATE.format(
        version=site.facts.stamp,
        released=f"date-released: {created}\n" if created else "",
        address=site.address,
    )
    writer.content("CITATION.cff", text.encode("utf-8"))
