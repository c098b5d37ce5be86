"""The names under which pages declare things, in order of trust, and those that are known and of no use.

A rule is `<where>.<name>`: `json_ld.headline`, `meta.og:title`, `link.canonical`, `itemprop.author`. In
`IGNORED` a star stands for anything.
"""

from __future__ import annotations


def _names(words: str) -> tuple[str, ...]:
    return tuple(words.split())


# `og:updated_time` and `article:modified_time` never date a publication: the day on which a site was
# moved to new software is in them.
CASCADE: dict[str, tuple[str, ...]] = {
    "title": _names(
        "json_ld.headline meta.citation_title meta.og:title meta.dcterms.title meta.dc.title "
        "meta.twitter:title json_ld.name itemprop.headline meta.title"
    ),
    "summary": _names(
        "json_ld.description meta.og:description meta.description meta.dcterms.description "
        "meta.dc.description meta.citation_abstract meta.dcterms.abstract meta.twitter:description "
        "itemprop.description"
    ),
    "published_on": _names(
        "json_ld.datePublished meta.article:published_time meta.citation_publication_date "
        "meta.citation_date meta.citation_online_date meta.dcterms.issued meta.dc.date.issued "
        "itemprop.datePublished meta.datepublished meta.dcterms.date meta.dc.date meta.date meta.pubdate "
        "time.pubdate"
    ),
    "modified_on": _names(
        "json_ld.dateModified meta.article:modified_time meta.og:updated_time meta.dcterms.modified "
        "meta.dc.date.modified itemprop.dateModified meta.last-modified"
    ),
    "language": _names(
        "html.lang json_ld.inLanguage meta.content-language meta.dcterms.language meta.dc.language "
        "meta.citation_language meta.og:locale itemprop.inLanguage"
    ),
    "canonical_url": _names("link.canonical meta.og:url json_ld.url json_ld.mainEntityOfPage"),
    "author": _names(
        "json_ld.author meta.citation_author meta.article:author meta.dcterms.creator meta.dc.creator "
        "meta.author itemprop.author link.author"
    ),
    "publisher": _names("json_ld.publisher meta.citation_publisher meta.dcterms.publisher meta.dc.publisher"),
    "tag": _names(
        "meta.article:tag json_ld.keywords meta.citation_keywords meta.dcterms.subject meta.dc.subject "
        "meta.news_keywords meta.keywords itemprop.keywords"
    ),
    "section": _names("json_ld.articleSection meta.article:section itemprop.articleSection"),
    "type": _names("json_ld.@type meta.dcterms.type meta.dc.type meta.og:type itemtype"),
    "site_name": _names("meta.og:site_name json_ld.isPartOf meta.application-name"),
    "edition": _names("link.alternate"),
    "file": _names("meta.citation_pdf_url json_ld.contentUrl json_ld.encoding"),
    "isbn": _names("json_ld.isbn meta.citation_isbn itemprop.isbn"),
    "issn": _names("json_ld.issn meta.citation_issn"),
    "doi": _names("meta.citation_doi meta.dc.identifier.doi json_ld.sameAs"),
    "identifier": _names("json_ld.identifier meta.dcterms.identifier meta.dc.identifier"),
    "series": _names(
        "meta.citation_series_title meta.citation_technical_report_number meta.citation_journal_title"
    ),
    "page_count": _names("json_ld.numberOfPages itemprop.numberOfPages"),
    "starts_on": _names("json_ld.startDate itemprop.startDate"),
    "ends_on": _names("json_ld.endDate itemprop.endDate"),
    "place": _names("json_ld.location itemprop.location json_ld.contentLocation meta.geo.placename"),
    "licence": _names("json_ld.license meta.dcterms.rights meta.dc.rights link.license"),
}

# By reason.
IGNORED: dict[str, tuple[str, ...]] = {
    "how a browser shows the page": _names(
        "meta.viewport meta.mobileoptimized meta.handheldfriendly meta.theme-color meta.color-scheme "
        "meta.x-ua-compatible meta.format-detection meta.apple-* meta.msapplication-* meta.referrer "
        "link.stylesheet link.icon link.shortcut link.apple-* link.mask-icon link.manifest link.preload "
        "link.prefetch link.preconnect link.dns-prefetch link.modulepreload"
    ),
    "read before parsing": _names("meta.content-type meta.charset meta.refresh"),
    "what made the page": _names("meta.generator meta.progid meta.originator meta.template"),
    "for robots and other sites": _names(
        "meta.robots meta.googlebot meta.bingbot meta.google* meta.*verification* meta.fb:* "
        "meta.twitter:account_id meta.twitter:card meta.twitter:site* meta.twitter:creator* "
        "meta.twitter:url meta.twitter:domain meta.twitter:label* meta.twitter:data* meta.rating "
        "meta.revisit-after meta.distribution meta.cache-control meta.pragma meta.expires meta.csrf* "
        "meta.article:publisher meta.og:see_also link.search link.pingback link.edituri link.wlwmanifest "
        "link.amphtml link.oembed link.webmention link.me"
    ),
    "pictures, which are not collected": _names(
        "meta.og:image* meta.twitter:image* meta.og:video* meta.og:audio* json_ld.image* json_ld.logo "
        "json_ld.thumbnail* itemprop.image itemprop.thumbnail* link.image_src"
    ),
    "said better elsewhere": _names(
        "meta.og:locale:* meta.og:determiner link.shortlink link.up link.home link.index link.start "
        "link.contents link.first link.last link.next link.prev link.revision link.bookmark link.schema.* "
        "link.meta link.profile link.copyright link.help meta.dc.format meta.dcterms.format "
        "meta.dc.coverage meta.dc.contributor meta.citation_firstpage meta.citation_lastpage "
        "meta.citation_volume meta.citation_issue meta.citation_*_html_url "
        "meta.citation_author_institution meta.copyright meta.citation_year json_ld.@* json_ld.breadcrumb "
        "json_ld.itemListElement json_ld.potentialAction json_ld.creator json_ld.editor json_ld.version "
        "json_ld.about json_ld.mentions json_ld.wordCount json_ld.articleBody json_ld.dateCreated "
        "json_ld.eventStatus json_ld.eventAttendanceMode json_ld.organizer json_ld.offers "
        "json_ld.performer json_ld.speakable json_ld.isAccessibleForFree json_ld.address json_ld.hasPart "
        "json_ld.duration json_ld.uploadDate json_ld.embedUrl json_ld.alternateName json_ld.telephone "
        "json_ld.email json_ld.contactPoint itemprop.* property.*"
    ),
}
