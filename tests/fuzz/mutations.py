"""Seeds -> inputs like them: pieces cut out, doubled, swapped for others' and for what readers stumble over."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

STUMBLES = tuple(
    b"\x00|\xff|\xed\xa0\x80|\xef\xbb\xbf|\xff\xfe|\r|\n\n|\t|<|>|</|<!--|-->|<![CDATA[|]]>|<script>|</script>|&#0;|&#xD800;|&lt;|\"|'|`|"
    b"[|](|{{|}}|%|%00|%2e|../|\\|::: {.x}|---\n|+++\n|\xe2\x80\x9c|\xe2\x80\x9d|\xe2\x80\xae|\xe2\x80\xa8|9999999999999999999|-1|1e999|"
    b"0000-00-00|9999-12-31T99|javascript:|data:,|http://[|//|\\ud800|a.a.a.|Mr. |said |Content-Length: |multipart/mixed; boundary=".split(
        b"|"
    )
)


@st.composite
def changed(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """One of *seeds* with a few changes."""
    content = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from((0, 0, 1, 4, 40, 400))))
        other = draw(st.sampled_from(seeds))
        at = draw(st.integers(0, len(other)))
        piece = draw(
            st.one_of(st.sampled_from(STUMBLES), st.binary(max_size=8), st.just(other[at : at + 60]), st.just(content[start:end] * 2))
        )
        content = content[:start] + piece * draw(st.sampled_from((1, 1, 1, 2, 50))) + content[end:]
    return content
