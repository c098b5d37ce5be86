"""The regular expressions of dates and times, over folded text (see `transforms.gazetteer.fold`)."""

from __future__ import annotations

import re

from transforms.dates.calendar_words import alternation, month_numbers, weekday_numbers

_MONTH = rf"(?:{alternation(month_numbers())})(?![a-z])"
_WEEKDAY = rf"(?:{alternation(weekday_numbers())})(?![a-z])"
_YEAR = r"(?:1[89]|20)\d\d(?![\d/])"
# `13`, `1er`, `27th`, `27 th`, `1º`, `1.º`
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th|er|ero|[oº°])|\.[oº°])?(?![\w:/%]|[.,]\d|\s?(?:%|per cent))"
_WEEKDAY_DAY = rf"(?:{_WEEKDAY}\.?,?\s+)?{_DAY}"
_RANGE = r"(?:-|to|till|until|through|au|al|a|jusqu'au|hasta)"
_AND = r"(?:,\s*and|,|&|/|and|et|y|e|or|ou)"
_BETWEEN = rf"(?:\s*[-,/&]\s*|\s*(?:{_AND}|{_RANGE})\s+(?:le\s+|the\s+|el\s+)?)"
_START = r"(?<![\w/])(?<!\d[.,-])(?<!no\. )(?<!art\. )"
_LEAD = rf"(?:(?P<weekday>{_WEEKDAY})\.?,?\s+(?:(?:the|le|el|dia)\s+)?)?"

# `27 and 28 March`, `du 3 au 5 mai`, `Monday 13 June 2011`, `24 y 25 de octubre de 2013`, `1er mai`
_DAY_FIRST = (
    rf"(?P<days>{_DAY}(?:{_BETWEEN}{_WEEKDAY_DAY})*)\s*(?:(?:of|de|du)\s+)?(?P<month>{_MONTH})\.?"
    rf"(?:\s*,?\s*(?:(?:de|del|of)\s+)?(?P<year>{_YEAR}))?"
)
# `March 27th and 28th`, `June 13, 2011`, `March 27-28, 2023`
_MONTH_FIRST = (
    rf"(?P<us_month>{_MONTH})\.?\s+(?P<us_days>{_DAY}(?:{_BETWEEN}{_WEEKDAY_DAY}(?!\s+(?:de\s+)?{_MONTH}))*)"
    rf"(?:\s*,?\s*(?:of\s+)?(?P<us_year>{_YEAR}))?"
)
# `2011-06-13`, `13/06/2011`, `13.6.2011`
_NUMERIC = (
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?![\d-])"
    r"|(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<numeric_year>(?:1[89]|20)\d\d)(?!\d)"
)
# `June 2009`, `juillet-août 2019`, `junio de 2009`
_MONTH_YEAR = (
    rf"(?:(?P<from_month>{_MONTH})\.?\s*(?:-|/|and|et|y|to|a|au)\s*)?(?P<only_month>{_MONTH})\.?,?\s+"
    rf"(?:de\s+|del\s+(?:ano\s+)?|of\s+)?(?P<only_year>{_YEAR})"
)
# `2020-2024`, `from 2020 to 2024`; `in 2015`, `depuis 2015`, `(1999)`
_YEARS = (
    rf"(?P<from_year>{_YEAR})\s*(?:-|to|and|a|au|y|et|until)\s*(?P<to_year>{_YEAR})"
    rf"|(?:(?<=\bin )|(?<=\ben )|(?<=\bsince )|(?<=\buntil )|(?<=\bduring )|(?<=\byear )|(?<=\bdepuis )"
    rf"|(?<=\bdesde )|(?<=\bhasta )|(?<=\bano )|(?<=\bannee )|(?<=\bby )|(?<=\())"
    rf"(?P<year_alone>{_YEAR})(?!\s[a-z]{{5,}})"
)
DATES = re.compile(
    rf"{_START}(?:{_LEAD}(?:{_DAY_FIRST}|{_MONTH_FIRST})|{_NUMERIC}|(?:{_MONTH_YEAR})|(?:{_YEARS}))(?!\w)"
)
NUMBERS = re.compile(r"\d(?<!\d\d)")
ONE_DAY = re.compile(_DAY)
# `between 18 and 22 January`, `entre el 18 y el 22 de enero`
BETWEEN_LEAD = re.compile(r"\b(?:between|entre)\s(?:the\s|le\s|el\s)?$")
DAYS_RANGE = re.compile(rf"(?:\s*-\s*|\s+{_RANGE}\s+)")
# `28 March to 2 April`: what stands between two dates of one range
BETWEEN_DATES = re.compile(rf"\s*,?\s*{_RANGE}\s*(?:le\s+|the\s+|el\s+)?")

_CLOCK = (
    r"(?:[01]?\d|2[0-4])(?:\s?[:.h]\s?[0-5]\d(?:\s?(?:h|hrs|hours|heures|horas))?|\s?h(?!\w))?"
    r"(?:\s?[ap]\.?m\b\.?)?"
)
# `, 13:00 to 14:15`, ` de 9 h à 12 h 30`, ` at 10 a.m.`
TIMES = re.compile(
    rf"[\s,(;-]*(?:at|from|de|a las|a|entre|between|desde las|de las)?\s*(?P<start>{_CLOCK})(?!\w)"
    rf"(?:\s*(?:-|to|until|and|a|a las|et|y)\s*(?P<end>{_CLOCK})(?!\w))?"
)
CLOCK = re.compile(r"(?P<hour>\d{1,2})\s?(?:[:.h]\s?(?P<minute>\d\d))?(?P<rest>.*)")
