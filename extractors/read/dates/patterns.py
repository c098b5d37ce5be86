"""What printed dates look like in English, French and Spanish.

Month names come from CLDR (Babel) in all three languages at once, because an English page of the ILO may print
"4 Octobre 2012".
"""

from __future__ import annotations

import re

from babel.dates import get_month_names

from extractors.read.folding import fold

LANGUAGES = ("en", "fr", "es")
# Forms that CLDR lacks: "Sept. 2011", "set. 2011".
EXTRA_MONTHS = {"sept": 9, "set": 9, "setiembre": 9}


def _month_names() -> dict[str, int]:
    names = dict(EXTRA_MONTHS)
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                months = get_month_names(width, context, language)
                names.update({fold(str(name)).rstrip("."): month for month, name in months.items()})
    return names


MONTHS = _month_names()
MONTH = "(?:" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")\b\.?"
DAY = r"\d{1,2}(?!\d)"
ORDINAL = r"(?:\s?(?:st|nd|rd|th|er|re|o|a)\b|\.?[\u00ba\u00aa\u00b0])?"
OF = r"(?:\s*-\s*|\s+of\s+|\s+del?\s+|\s*,\s*|\s+|(?<=\d)(?=[a-z]))"
YEAR = r"(?:19|20)\d\d(?!\d)"
TO = r"\s*(?:-|/|&|\bto\b|\bau\b|\bal?\b|\band\b|\bet\b|\by\b|\band\b|\bthrough\b|\buntil\b|\bhasta\b|\bjusqu.au\b)\s*"
ISO = r"(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)(?:-(?P<id>\d\d))?(?!\d)"
# 20-22 May 2025, du 20 au 22 mai 2025, 20 y 21 de mayo de 2025
DAYS_MONTH = rf"(?P<a1>{DAY}){ORDINAL}{TO}(?P<a2>{DAY}){ORDINAL}{OF}(?P<am>{MONTH})(?:{OF}(?P<ay>{YEAR}))?"
# 13 June 2011, 4 Octobre 2012, 1er mai 2013, 7 de marzo de 2014, 27 March
DAY_MONTH = rf"(?P<b1>{DAY}){ORDINAL}{OF}(?P<bm>{MONTH})(?:{OF}(?P<by>{YEAR}))?"
# May 20-22, 2025
MONTH_DAYS = rf"(?P<cm>{MONTH})\s+(?P<c1>{DAY}){ORDINAL}{TO}(?P<c2>{DAY}){ORDINAL}(?:,?\s+(?P<cy>{YEAR}))?(?!\s*(?:{MONTH}))"
# December 24, 2014
MONTH_DAY = rf"(?P<dm>{MONTH})\s+(?P<d1>{DAY}){ORDINAL}(?:,?\s+(?P<dy>{YEAR}))?"
# June 1999, mayo de 2013
MONTH_YEAR = rf"(?P<em>{MONTH}){OF}(?P<ey>{YEAR})"
# 05/03/2014, 5.3.2014: the day first, as in Geneva
NUMERIC = rf"(?P<f1>\d{{1,2}})(?P<fs>[./])(?P<f2>\d{{1,2}})(?P=fs)(?P<fy>{YEAR})"
ANY_DATE = re.compile(
    # World of Work No. 30, July 1999: a number is no day
    r"(?<![\w.])(?<!\bno\. )(?<!\bno )(?<!\bn\u00b0 )(?<!\bnum\. )"
    rf"(?:{ISO}(?=t\d|\b)|{DAYS_MONTH}|{DAY_MONTH}|{MONTH_DAYS}|{MONTH_DAY}|{MONTH_YEAR}|{NUMERIC})"
)
BETWEEN = re.compile(TO)
