"""The tables of what documents name: organisations, people, instruments, topics, countries, and where."""

from __future__ import annotations

from warehouse.contract.columns import count, day, flag, key, number, text, texts
from warehouse.contract.document_tables import ID, document_key
from warehouse.contract.words import Column, Table

COUNTS_EDITIONS = "Documents are counted, not works: a text in three languages counts three times."


def _mentions(thing: str, column: Column, surface: str) -> Table:
    return Table(
        f"{thing}_mentions",
        f"Which document names which {thing}, how often and where first.",
        f"one document that names one {thing}",
        ("document_id", column.name),
        (
            document_key(),
            column,
            count("mention_count", "How often the document names it.", "3", unit="mentions"),
            text("first_passage_id", "The passage that names it first.", ID, required=True,
                 refers_to="passages.passage_id"),
            text("surface", "The words that name it first, as printed.", surface, required=True),
        ),
    )  # fmt: skip


ORGANISATIONS = Table(
    "organisations",
    "The organisations of the vocabulary, and those that documents name besides.",
    "one organisation",
    ("organisation_id",),
    (
        key("organisation_id", "Short stable name of the organisation.", "UN_WOMEN"),
        text("name", "Canonical English name.", "UN Women", required=True),
        text("acronym", "Usual acronym.", "UNW"),
        text("kind", "Kind of organisation; `other` for one outside the vocabulary.", "un_entity"),
        text("parent_id", "The organisation that it belongs to.", "UN",
             refers_to="organisations.organisation_id"),
        text("succeeded_by", "The organisation that took its place.", "UN_WOMEN",
             refers_to="organisations.organisation_id"),
        text("description", "What it is.", "The UN entity for gender equality."),
        count("mention_count", "Mentions in current versions.", "120", unit="mentions"),
        count("document_count", "Documents that name it.", "80", unit="documents"),
        day("first_mentioned_on", "Date of the earliest dated document that names it.", "2010-07-02"),
        day("last_mentioned_on", "Date of the latest dated document that names it.", "2024-03-08"),
    ),
    (COUNTS_EDITIONS,),
)  # fmt: skip

PEOPLE = Table(
    "people",
    "People who are named, have a role or are quoted. The name is the one most often printed.",
    "one person, that is one spelling of a name without accents and capitals",
    ("person_id",),
    (
        key("person_id", "uuid5 of the folded name.", ID),
        text("name", "The name as printed, without honorifics.", "Ana Ruiz", required=True),
        text("sort_name", "Last word first.", "Ruiz, Ana", required=True),
        count("mention_count", "Mentions in current versions.", "12", unit="mentions"),
        count("quote_count", "Quotations in current versions.", "4", unit="quotes"),
        day("first_mentioned_on", "Date of the earliest dated document.", "2010-07-02"),
        day("last_mentioned_on", "Date of the latest dated document.", "2024-03-08"),
    ),
    ("Two people of one name are one row, and one person under two spellings is two.", COUNTS_EDITIONS),
)

ROLES = Table(
    "roles",
    "Roles of people as documents state them on their day; nothing is carried over to other documents.",
    "one person × role × organisation × document",
    ("role_id",),
    (
        key("role_id", "uuid5 of person, role, organisation and document.", ID),
        key("person_id", "The person.", ID, refers_to="people.person_id"),
        document_key(),
        text("role", "The role as printed.", "Director-General"),
        text("organisation_id", "The organisation in which the role is held.", "ILO",
             refers_to="organisations.organisation_id"),
        day("stated_on", "Date of the document.", "2011-06-01"),
        text("passage_id", "The passage that states it.", ID, required=True, refers_to="passages.passage_id"),
        text("surface", "The words that state it.", "Ana Ruiz, Director-General", required=True),
    ),
    ("The macro roles_as_of(day) gives the role last stated up to a day.",),
)  # fmt: skip

INSTRUMENTS = Table(
    "instruments",
    "Conventions, protocols, recommendations, resolutions and circulars.",
    "one instrument",
    ("instrument_id",),
    (
        key("instrument_id", "Short stable name: C189, A/RES/64/289.", "C189"),
        text("code", "The code as one writes it.", "C189", required=True),
        text("kind", "Kind of instrument; `other` for one outside the vocabulary.", "convention"),
        text("title", "English title.", "Domestic Workers Convention"),
        number("adopted_year", "Year of adoption.", "2011", unit="year", required=False),
        flag("is_fundamental", "Whether the ILO counts it among its fundamental instruments."),
        flag("is_gender_equality", "Whether it is about gender equality first of all."),
        count("document_count", "Documents that name it.", "40", unit="documents"),
        count("mention_count", "Mentions in current versions.", "90", unit="mentions"),
        flag("is_governance", "Whether the ILO counts it among its governance instruments."),
        text("url", "Its page.", "https://normlex.ilo.org/…"),
    ),
    (COUNTS_EDITIONS,),
)  # fmt: skip

TOPICS = Table(
    "topics",
    "The closed vocabulary of topics, with labels in three languages.",
    "one topic",
    ("topic_id",),
    (
        key("topic_id", "Short stable name.", "care_economy"),
        text("label_en", "English label.", "Care economy", required=True),
        text("label_fr", "French label.", "Économie du soin"),
        text("label_es", "Spanish label.", "Economía del cuidado"),
        texts("sdg_targets", "Targets of the Sustainable Development Goals.", "[5.4, 8.5]"),
        count("document_count", "Documents about it.", "75", unit="documents"),
    ),
    (COUNTS_EDITIONS,),
)

COUNTRIES = Table(
    "countries",
    "Countries and areas with their codes.",
    "one country",
    ("country_code",),
    (
        key("country_code", "ISO 3166-1 alpha-3.", "KEN"),
        text("name", "English name.", "Kenya", required=True),
        text("m49_region", "Region of the UN's M49 scheme.", "Eastern Africa"),
        count("document_count", "Documents that name it.", "20", unit="documents"),
    ),
    (COUNTS_EDITIONS,),
)

MENTIONS = (
    _mentions("organisation", key("organisation_id", "The organisation.", "ILO",
                                  refers_to="organisations.organisation_id"), "the ILO"),
    _mentions("country", key("country_code", "The country, ISO 3166-1 alpha-3.", "KEN",
                             refers_to="countries.country_code"), "Kenyan"),
    _mentions("instrument", key("instrument_id", "The instrument.", "C189",
                                refers_to="instruments.instrument_id"), "Convention No. 189"),
    _mentions("topic", key("topic_id", "The topic.", "care_economy", refers_to="topics.topic_id"),
              "unpaid care"),
)  # fmt: skip

TABLES = (ORGANISATIONS, PEOPLE, ROLES, INSTRUMENTS, TOPICS, COUNTRIES, *MENTIONS)
