"""Bytes to text whatever charset is declared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.read.markup.decode import decode

WORDS = "Gen\u00e8ve \u2013 \u201cl\u2019\u00e9galit\u00e9\u201d"


@pytest.mark.parametrize(
    ("payload", "header", "charset"),
    [
        (WORDS.encode(), "text/html; charset=UTF-8", "utf-8"),
        (WORDS.encode(), "text/html; charset=ISO-8859-1", "utf-8"),  # declared wrongly
        (WORDS.encode("cp1252"), "text/html; charset=utf-8", "cp1252"),  # and the other way round
        (WORDS.encode("cp1252"), "text/html", "cp1252"),
        (b'<meta charset="iso-8859-1">' + WORDS.encode("cp1252"), "text/html", "cp1252"),
        (b"\xef\xbb\xbf" + WORDS.encode(), "text/html", "utf-8"),
        (WORDS.encode("utf-16"), "text/html", "utf-16-le"),
        (("x" * 40 + WORDS).encode("utf-16-be"), "text/html", "utf-16-be"),
        (WORDS.encode(), "text/html; charset=no-such-thing", "utf-8"),
    ],
)
def test_the_text_is_right_whatever_is_declared(payload: bytes, header: str, charset: str) -> None:
    decoded = decode(payload, header)
    assert decoded.text.endswith(WORDS)
    assert decoded.charset == charset


def test_nul_bytes_carry_no_meaning() -> None:
    assert decode(b"<p>sa\x00lt</p>\x00").text == "<p>salt</p>"


def test_one_bad_byte_does_not_spoil_a_utf8_page() -> None:
    damaged = ("\u00e9\u00e8\u00e0 " * 20).encode() + b"caf\xe9"
    assert decode(damaged, "text/html").text.endswith("caf\u00e9")
    assert decode(damaged, "text/html").charset == "utf-8"


def test_a_rare_charset_that_fits_is_believed() -> None:
    assert (
        decode(
            "\u0416\u0435\u043d\u0449\u0438\u043d\u044b".encode("cp1251"), "text/html; charset=windows-1251"
        ).text
        == "\u0416\u0435\u043d\u0449\u0438\u043d\u044b"
    )


@given(st.binary(max_size=300), st.sampled_from(["", "text/html; charset=utf-8", "text/html; charset=big5"]))
def test_no_bytes_raise(payload: bytes, header: str) -> None:
    assert "\x00" not in decode(payload, header).text
