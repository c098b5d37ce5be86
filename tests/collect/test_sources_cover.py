"""Every source file is valid, and every address belongs to exactly one source."""

import json
import os
from pathlib import Path

import pytest

from extractors.sources import choose_source, load_sources, read_source_files

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("EQUALWORK_SHARED", ROOT.parent / "shared"))
SOURCES = load_sources(ROOT / "sources")
NAMED = {
    "ilo_newsroom",
    "ilo_publications",
    "ilo_events",
    "ilo_pages",
    "ilo_wcms_newsroom",
    "ilo_wcms_publications",
    "ilo_wcms_events",
    "ilo_wcms_gender",
    "ilo_legacy_gender",
    "labordoc",
    "unwomen_news",
    "unwomen_publications",
    "unwomen_pages",
    "unwomen_sitecore",
    "womenwatch",
}

ADDRESSES = [
    ("https://www.ilo.org/resource/news/a-slug-0", "ilo_newsroom"),
    ("https://ilo.org/fr/resource/actualites/un-titre", "ilo_newsroom"),
    ("http://www.ilo.org/es/resource/statement/x", "ilo_newsroom"),
    ("https://www.ilo.org/rss.xml", "ilo_newsroom"),
    ("https://www.ilo.org/publications/flagship-reports/x", "ilo_publications"),
    ("https://www.ilo.org/media/612345/download", "ilo_publications"),
    ("https://www.ilo.org/sites/default/files/2024-07/wcms_836362.pdf", "ilo_publications"),
    ("https://www.ilo.org/meetings-and-events/x", "ilo_events"),
    ("https://www.ilo.org/meetings-and-events?page=2", "ilo_events"),
    ("https://www.ilo.org/about-ilo/how-ilo-works/x", "ilo_pages"),
    ("https://www.ilo.org/fr/topics-and-sectors/x", "ilo_pages"),
    ("https://www.ilo.org/sitemap.xml?page=4", "ilo_pages"),
    ("http://ilo.ch/global/about-the-ilo/newsroom/news/WCMS_1/lang--en/index.htm", "ilo_wcms_newsroom"),
    ("http://oit.org/asia/media-centre/news/lang--en/nextRow--70/index.htm", "ilo_wcms_newsroom"),
    (
        "http://www.ilo.org/gender/Informationresources/Publications/WCMS_1/lang--en/index.htm",
        "ilo_wcms_publications",
    ),
    (
        "http://www.ilo.org/wcmsp5/groups/public/---dgreports/---gender/documents/publication/wcms_1.pdf",
        "ilo_wcms_publications",
    ),
    ("http://www.ilo.org/gender/Events/WCMS_1/lang--fr/index.htm", "ilo_wcms_events"),
    ("https://www.ilo.org/global/meetings-and-events/events/lang--en/index.htm", "ilo_wcms_events"),
    ("https://www.ilo.org/WCMS_1/lang--en/index.htm", "ilo_wcms_gender"),
    ("https://www.ilo.org/actrav/info/WCMS_1/lang--en/index.htm", "ilo_wcms_gender"),
    ("http://ilo.org/public/spanish/bureau/gender/newsite2002/about/index.htm", "ilo_legacy_gender"),
    ("http://www.ilo.org/pubcgi/links_ext.pl?http://www.example.org/", "ilo_legacy_gender"),
    ("https://labordoc.ilo.org/discovery/fulldisplay?docid=alma991&vid=41ILO_INST:41ILO_V2", "labordoc"),
    ("https://www.unwomen.org/en/news-stories/press-release/2026/06/x", "unwomen_news"),
    ("https://eca.unwomen.org/en/stories/feature-story/2023/02/x", "unwomen_news"),
    ("https://www.unwomen.org/es/noticias/entrevista/2024/03/x", "unwomen_news"),
    ("https://www.unwomen.org/en/digital-library/publications/2022/03/x", "unwomen_publications"),
    ("https://www.unwomen.org/en/feeds/publications", "unwomen_publications"),
    ("https://www.unwomen.org/en/digital-library/publications/2019/9/x", "unwomen_sitecore"),
    ("http://asiapacific.unwomen.org/en/news-and-events/stories/2013/10/x", "unwomen_sitecore"),
    ("https://arabstates.unwomen.org/en/what-we-do/economic-empowerment/x", "unwomen_pages"),
    ("http://www.un.org/womenwatch/directory/x_1.htm", "womenwatch"),
]


def corpus() -> list[tuple[str, str]]:
    families = {
        "ilo_drupal": {"ilo_newsroom", "ilo_publications", "ilo_events", "ilo_pages"},
        "ilo_wcms": {"ilo_wcms_newsroom", "ilo_wcms_publications", "ilo_wcms_events", "ilo_wcms_gender"},
        "ilo_legacy": {"ilo_legacy_gender"},
        "unwomen_drupal": {"unwomen_news", "unwomen_publications", "unwomen_pages"},
        "unwomen_sitecore": {"unwomen_sitecore"},
        "womenwatch": {"womenwatch"},
    }
    pages = [json.loads(file.read_text("utf-8")) for file in sorted((SHARED / "corpus/pages").glob("*.json"))]
    return [(page["url"], ",".join(sorted(families.get(page["family"], NAMED)))) for page in pages]


def test_every_named_source_has_a_valid_file():
    sources, problems = read_source_files(ROOT / "sources")
    assert problems == []
    assert set(sources) == NAMED


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_each_source_says_what_is_verified_and_what_assumed(source):
    assert source.notes.verified and source.notes.assumed
    assert source.discover


@pytest.mark.parametrize(("url", "source_id"), ADDRESSES)
def test_an_address_belongs_to_exactly_the_right_source(url, source_id):
    assert [name for name, source in SOURCES.items() if source.covers(url)] == [source_id]
    assert choose_source(SOURCES.values(), url) is SOURCES[source_id]


@pytest.mark.skipif(not SHARED.exists(), reason="the labelled pages are not beside the repository")
def test_every_labelled_page_belongs_to_one_source_of_its_family():
    for url, allowed in corpus():
        owners = [name for name, source in SOURCES.items() if source.covers(url)]
        assert len(owners) == 1 and owners[0] in allowed.split(","), url


def test_no_walk_page_of_a_live_source_is_a_stranger():
    for source in SOURCES.values():
        for entry in source.discover:
            url = getattr(entry, "url", None)
            assert url is None or any(other.covers(url) for other in SOURCES.values()), url
