"""The city in a printed place: "Baraka Hall, Arusha, United Republic of Tanzania" is Arusha; a hall alone stays."""

from __future__ import annotations

import re

# Words of a part that names a room, a building or a street.
_VENUE = re.compile(
    r"\b(?:rooms?|halls?|hotel|h[ôo]tel|cent(?:re|er|ro)|house|building|campus|university|universit[ée]|universidad|auditorium|auditorio|"
    r"theatre|th[ée]âtre|teatro|library|museum|mus[ée]e|museo|club|school|[ée]cole|escuela|college|coll[èe]ge|colegio|lyc[ée]e|liceo|"
    r"chamber|chambre|c[áa]mara|pavilion|gallery|headquarters|si[èe]ge|sede|salles?|sal[óo]n|salons?|salas?|palace|palais|palacio|"
    r"maison|casa|r[ée]sidence|residencia|stadium|stade|estadio|floor|[ée]tage|piso|street|road|avenue|avenida|rue|calle|boulevard|"
    r"plaza|place|square|parque|park|market|march[ée]|mercado|amphith[ée]âtre|foyer|bourse|mairie|h[ôo]pital|hospital|ministry|"
    r"minist[èe]re|ministerio|embassy|ambassade|embajada|institute?|instituto|secretariat|canteen|cantine|quay|dock|depot|"
    r"colonnade|wing|tower|tour|torre|esplanade|b[âa]timent|edificio|bloc|block|online|en ligne|en l[íi]nea)\b|\d",
    re.IGNORECASE,
)
# The seat of the United Nations is called by both: "Palais des Nations, Geneva".
_SEAT = re.compile(r"^(?:Palais des Nations|Palacio de las Naciones),\s[^,]+$")
_BRACKETED = re.compile(r"\s\([^()]*\)$")
_CITY = re.compile(r"[A-ZÀ-Þ][\w’' -]{1,40}")


def city_of(printed: str) -> str:
    """The city of a place, without hall and country, as printed; the whole place where it names no city."""
    parts = [part.strip() for part in printed.strip(" .").split(",") if part.strip()]
    venues = [at for at, part in enumerate(parts) if _VENUE.search(_BRACKETED.sub("", part))]
    if not venues or _SEAT.match(printed):
        return printed
    behind = parts[venues[-1] + 1 :]
    city = _BRACKETED.sub("", behind[0]) if behind else ""
    return city if _CITY.fullmatch(city) else printed
