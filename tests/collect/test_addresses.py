"""One address, one form: the short way for plain addresses gives what the long way gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.addresses import canonical_url

HOSTS = st.sampled_from(
    ["www.ilo.org", "ilo.org", "www.unwomen.org", "asiapacific.unwomen.org", "WWW.ilo.org", "un.org"]
)
SEGMENTS = st.one_of(
    st.sampled_from(["", ".", "..", "...", "WCMS_990500", "lang--en", "a.b", ".hidden", "x~y", "%7Ex", "Ünter"]),
    st.text("abcXYZ019-_.~%@ ", max_size=6),
)  # fmt: skip


@given(st.sampled_from(["https", "http"]), HOSTS, st.lists(SEGMENTS, max_size=5))
def test_a_plain_address_is_its_own_canonical_form(scheme: str, host: str, segments: list[str]) -> None:
    url = "/".join([f"{scheme}://{host}", *segments])
    # A fragment is never part of the form, and never plain.
    assert canonical_url(url) == canonical_url(f"{url.strip()}#top")
