"""How fast pages are understood on one core, how long the vocabularies take to load, and the memory used.

    python -m bench.understand [--documents 300]

Floors: 150 documents of 3 KB a second, vocabularies loaded in under 1 s, under 400 MB. Ends with 1 when
one is missed.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import time

from extractors.model import DocumentType, Page, PartialDate, Passage, PassageKind, SiteGeneration

DOCUMENT_CHARACTERS = 3_000
PASSES = 5
FLOOR_PER_SECOND, CEILING_LOAD_SECONDS, CEILING_MEGABYTES = 150, 1.0, 400

SENTENCES = {
    "en": [
        "The committee of {country} met in {city} from {day} to {later} May {year} to compare pay scales.",
        "“We counted every hour of the night shift,” said Ms. {name}, who heads the laundry union.",
        "The text refers to the Maternity Protection Convention, 2000 (No. 183) and Recommendation No. 191.",
        "According to the ILO and UN Women, unpaid care work keeps many women out of the labour force.",
        "Mr. {name}, Director of the Office in {city}, praised the “steady patience” of the negotiators.",
        "The {country} delegation announced a survey of home-based, migrant and domestic workers.",
        "On {day} March {year} Ministry and Chamber signed a Memorandum of Understanding on skills training.",
    ],
    "fr": [
        "La commission s'est réunie à {city} du {day} au {later} mai {year} pour comparer les salaires.",
        "« Nous avons compté chaque heure de nuit », a déclaré Mme {name}, présidente du syndicat.",
        "La convention n° 189 et la recommandation n° 201 protègent les domestiques de {country}.",
        "Selon l'OIT et ONU Femmes, le travail de soin non rémunéré écarte les femmes de l'emploi.",
    ],
    "es": [
        "La comisión se reunió en {city} del {day} al {later} de mayo de {year} para comparar salarios.",
        "«Contamos cada hora de la noche», dijo la Sra. {name}, presidenta del sindicato de lavanderas.",
        "El Convenio núm. 189 y la Recomendación núm. 201 protegen a las trabajadoras de {country}.",
        "Según la OIT y ONU Mujeres, el trabajo de cuidados aleja a muchas mujeres del empleo.",
    ],
}
COUNTRIES = ["Ghana", "Viet Nam", "Côte d'Ivoire", "Uruguay", "Türkiye", "Lesotho", "Portugal", "Nepal"]
CITIES = ["Geneva", "Lima", "Dakar", "Bangkok", "Genève", "Madrid", "Ankara", "Nairobi"]
NAMES = ["Adwoa Mensimah", "Lucía Arrebola", "Mireille Desfontaines", "Ilse Varnholt", "Ozan Kızıltepe"]


def make_page(number: int) -> Page:
    """Page number `number` of the benchmark: the same at every call, about 3,000 characters."""
    chance = random.Random(number)
    language = chance.choice(list(SENTENCES))
    passages = [Passage(0, PassageKind.TITLE, f"Pay scales compared, round {number}")]
    length = 0
    while length < DOCUMENT_CHARACTERS:
        text = " ".join(_sentence(chance, language) for _ in range(4))
        passages.append(Passage(len(passages), PassageKind.PARAGRAPH, text))
        length += len(text)
    url = f"https://www.ilo.org/resource/news/round-{number}"
    return Page(
        capture_id=f"c{number}",
        url=url,
        canonical_url=url,
        site_generation=SiteGeneration.ILO_DRUPAL,
        reader="bench",
        reader_version="1",
        publisher="ILO",
        document_type=DocumentType.NEWS,
        title=passages[0].text,
        language=language,
        published=PartialDate("2019-05-20", "day"),
        passages=tuple(passages),
    )


def _sentence(chance: random.Random, language: str) -> str:
    day = chance.randint(1, 14)
    return chance.choice(SENTENCES[language]).format(
        country=chance.choice(COUNTRIES),
        city=chance.choice(CITIES),
        name=chance.choice(NAMES),
        day=day,
        later=day + 2,
        year=chance.randint(2015, 2021),
    )


def main() -> int:
    """Print the three figures and say whether each keeps its floor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=300)
    count = parser.parse_args().documents
    pages = [make_page(number) for number in range(count)]

    from transforms.language import detect_language
    from transforms.understand import understand

    started = time.process_time()
    detect_language("Ferry crews compare rosters, harbour walls, lamps, ropes.")
    model_seconds = time.process_time() - started

    started = time.process_time()
    for number in range(12):  # all three languages, so that every vocabulary is loaded
        understand(make_page(100_000 + number))
    load_seconds = time.process_time() - started

    passes = []
    for _ in range(PASSES):
        started = time.process_time()
        mention_count = sum(len(understand(page).mentions) for page in pages)
        passes.append(count / (time.process_time() - started))
    per_second = statistics.median(passes)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    print(f"language model: {model_seconds:.2f} s")
    print(f"vocabularies and first pages: {load_seconds:.2f} s (at most {CEILING_LOAD_SECONDS} s)")
    print(
        f"documents a second on one core, median of {PASSES}: {per_second:.0f} (at least {FLOOR_PER_SECOND})"
    )
    print(f"mentions: {mention_count}")
    print(f"memory: {megabytes:.0f} MB (under {CEILING_MEGABYTES} MB)")
    is_good = load_seconds <= CEILING_LOAD_SECONDS and per_second >= FLOOR_PER_SECOND
    return 0 if is_good and megabytes < CEILING_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
