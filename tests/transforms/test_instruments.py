"""Instruments in the spellings of pages, in three languages, and the table of all ILO instruments."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from extractors.model import PartialDate, Passage, PassageKind
from transforms.instruments.find import find_instruments
from transforms.vocabulary import Instrument, instruments

REFERENCE = (
    Path(os.environ.get("EQUALWORK_SHARED", Path(__file__).parents[3] / "shared"))
    / "reference/normlex_instruments.csv"
)
# Words of a page, then the instruments that they mean.
SPELLINGS = """
The ILO Convention No. 189 entered into force.|C189
They called for ratification of Conventions Nos. 100, 111, 156 and 183.|C100 C111 C156 C183
ILO Conventions 100 and 111 are the pillars.|C100 C111
Convention nº 87 and Convention nº 98|C087 C098
C.190 and R.206|C190 R206
C190 / R206 toolkit|C190 R206
the Convention (No. 183) on maternity protection|C183
Maternity Protection Convention, 2000 (No. 183)|C183
Workers with Family Responsibilities Convention, 1981 (No. 156), and Recommendation (No. 165)|C156 R165
Workers with Family Responsibilities Recommendation, 1981 (No. 165)|R165
the Domestic Workers Convention and its accompanying Recommendation (No. 201)|C189 R201
Convention 190 on violence and harassment|C190
ILO's Violence and Harassment Convention|C190
the Convention on violence and harassment in the world of work|C190
the ILO Domestic Workers' Convention|C189
the Equal Remuneration Convention|C100
the Minimum Age Convention and the Worst Forms of Child Labour Convention|C138 C182
the Forced Labour Protocol|P029
the Maritime Labour Convention, 2006|C186
MLC, 2006 sets standards for seafarers|C186
the Home Work Convention, 1996 (No. 177)|C177
Social Protection Floors Recommendation, 2012 (No. 202)|R202
Recommendation No. 204 concerning the Transition from the Informal to the Formal Economy|R204
Recommendation 202|R202
the 1998 Declaration on Fundamental Principles and Rights at Work|ILO_DECLARATION_1998
the ILO Declaration on Social Justice for a Fair Globalization of 2008|ILO_DECLARATION_2008
the Centenary Declaration for the Future of Work|ILO_DECLARATION_2019
the Declaration of Philadelphia, 1944|ILO_PHILADELPHIA
the ILO Constitution|ILO_CONSTITUTION
the Beijing Declaration and Platform for Action|BEIJING_PLATFORM
the Convention on the Elimination of All Forms of Discrimination against Women (CEDAW)|CEDAW
the Optional Protocol to CEDAW|CEDAW_OP
the Optional Protocol to the Convention on the Elimination of All Forms of Discrimination against Women|CEDAW_OP
the Convention on the Rights of the Child|CRC
the Universal Declaration of Human Rights|UDHR
General Assembly resolution 64/289|A/RES/64/289
UN Security Council Resolution 1325 (2000)|S/RES/1325
resolutions 1325 and 1820|S/RES/1325 S/RES/1820
UNSCR 1325, 1820 and 1888|S/RES/1325 S/RES/1820 S/RES/1888
A/RES/70/1|A/RES/70/1
resolutions 63/311 and 64/289 of the General Assembly|A/RES/63/311 A/RES/64/289
ECOSOC resolution 2013/16|E/RES/2013/16
ECOSOC agreed conclusions 1997/2|
the resolution on gender equality at the heart of decent work|
the draft Convention on decent work for domestic workers|
the proposed Convention on violence and harassment|
Circular No. 564 of the ILO|ILO_CIRCULAR_564
the 2030 Agenda|AGENDA_2030
Agenda 2030 for Sustainable Development|AGENDA_2030
la convention n° 189 de l'OIT sur les travailleuses et travailleurs domestiques|C189
les conventions nos 100 et 111|C100 C111
les conventions n° 87, n° 98 et n° 154|C087 C098 C154
la convention (n° 156) sur les travailleurs ayant des responsabilités familiales, 1981|C156
la Convention sur la protection de la maternité, 2000|C183
la convention de l'OIT sur la violence et le harcèlement|C190
la convention sur l'égalité de rémunération|C100
la recommandation n° 206|R206
la recommandation (no 201)|R201
la Convention sur l'élimination de toutes les formes de discrimination à l'égard des femmes|CEDAW
la CEDEF|CEDAW
la résolution 1325 du Conseil de sécurité|S/RES/1325
le Programme d'action de Beijing|BEIJING_PLATFORM
la Déclaration de l'OIT relative aux principes et droits fondamentaux au travail|ILO_DECLARATION_1998
la Déclaration du centenaire de l'OIT pour l'avenir du travail|ILO_DECLARATION_2019
le Programme de développement durable à l'horizon 2030|AGENDA_2030
la Constitution de l'OIT|ILO_CONSTITUTION
le Protocole de 2014 relatif à la convention sur le travail forcé|P029 C029
la convention du travail maritime, 2006|C186
el Convenio 189 de la OIT|C189
los Convenios núms. 100, 111 y 156|C100 C111 C156
los convenios 87 y 98|C087 C098
el Convenio sobre la protección de la maternidad, 2000 (núm. 183)|C183
el Convenio sobre las trabajadoras y los trabajadores domésticos|C189
el Convenio número 190|C190
el Convenio Nº 169 sobre pueblos indígenas|C169
la Recomendación 201|R201
la Recomendación sobre los pisos de protección social, 2012 (núm. 202)|R202
la Convención sobre la eliminación de todas las formas de discriminación contra la mujer|CEDAW
la CEDAW y su Protocolo Facultativo|CEDAW CEDAW_OP
la resolución 1325 del Consejo de Seguridad|S/RES/1325
la Plataforma de Acción de Beijing|BEIJING_PLATFORM
la Declaración del Centenario|ILO_DECLARATION_2019
la Agenda 2030|AGENDA_2030
el Convenio C190|C190
C-189 en acción|C189
la Convención de Belém do Pará|BELEM_DO_PARA
el Protocolo de 2014 relativo al Convenio sobre el trabajo forzoso|P029 C029
the Nursing Personnel Convention|C149
the Employment Policy Convention|C122
ILO's Convention on Home Work|C177
ILO Convention on domestic workers|C189
Convention No. 111 concerning Discrimination in Respect of Employment and Occupation|C111
a convention of 300 delegates|
Article 11 of the Convention|
the Hague Convention of 1980|
room C183|
the 103rd Session|
the Convention's article 4|
Ratifiez la convention 190 !|C190
Convention n.º 190 da OIT|C190
ILO Convention #189|C189
Convention 189/Recommendation 201|C189 R201
Conventions No 29 and No 105 on forced labour|C029 C105
Conventions 29, 87, 98, 100, 105, 111, 138 and 182|C029 C087 C098 C100 C105 C111 C138 C182
C87, C98, C100|C087 C098 C100
Convention C189 and Recommendation R201|C189 R201
the Part-Time Work Convention (1994)|C175
the Night Work (Women) Convention (Revised), 1948 (No. 89)|C089
the Paris Agreement|PARIS_AGREEMENT
the International Covenant on Economic, Social and Cultural Rights|ICESCR
the Istanbul Convention|ISTANBUL_CONVENTION
the Maputo Protocol|MAPUTO_PROTOCOL
the SDGs and the MDGs|
MNE Declaration|ILO_MNE_DECLARATION
the Protocol of 2014 to the Forced Labour Convention, 1930|P029
the two migrant worker instruments, C97 and C143|C097 C143
vitamins, gate C12 and seat C14|
the UN Declaration on the Rights of Indigenous Peoples|UNDRIP
"""


@pytest.mark.parametrize("line", SPELLINGS.strip().splitlines())
def test_spellings(line: str) -> None:
    text, _, wanted = line.rpartition("|")
    found = find_instruments([Passage(0, PassageKind.PARAGRAPH, text)], PartialDate("2021-05-03", "day"))
    assert {each.entity_id for each in found} == set(wanted.split())
    assert all(text[each.span.start : each.span.end] == each.span.surface for each in found)


def by_id() -> dict[str, Instrument]:
    return {each.instrument_id: each for each in instruments()}


def test_every_convention_and_recommendation_is_there() -> None:
    known = by_id()
    assert {f"C{number:03}" for number in range(1, 193)} <= set(known)
    assert {f"R{number:03}" for number in range(1, 210)} <= set(known)
    assert {"P029", "P081", "P089", "P110", "P147", "P155"} <= set(known)
    for code, each in known.items():
        if code[0] in "CR" and code[1:].isdigit() and code != "C186":
            assert each.title.endswith(f", {each.adopted_year} (No. {int(code[1:])})"), code
        if code[0] in "CRP" and code[1:].isdigit():
            assert each.url and each.url.startswith("https://normlex.ilo.org/"), code


def test_fundamental_and_governance_conventions() -> None:
    fundamental = {code for code, each in by_id().items() if each.is_fundamental}
    governance = {code for code, each in by_id().items() if each.is_governance}
    assert fundamental == {f"C{number:03}" for number in (29, 87, 98, 100, 105, 111, 138, 155, 182, 187)} | {
        "P029"
    }
    assert governance == {"C081", "C122", "C129", "C144"}


@pytest.mark.skipif(not REFERENCE.is_file(), reason=f"no reference table at {REFERENCE}")
def test_the_table_agrees_with_the_reference() -> None:
    known = by_id()
    with REFERENCE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows
    for row in rows:
        ours = known[row["code"]]
        subject, _, year = row["title"].rstrip(")").rpartition(" (")
        # The reference shortens one subject.
        subject = subject.replace("OSH", "Occupational Safety and Health")
        assert ours.adopted_year == int(year), row
        assert ours.title.startswith(subject), row
        assert ours.url and ours.url.endswith(f"P12100_INSTRUMENT_ID:{row['instrument_id']}"), row
