"""Captures that try to run a script in the reader's browser: each class of injection, in every place where a capture can hold text."""

from __future__ import annotations

import base64
import html
from pathlib import Path

from tests.pictures import png

VECTORS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "]]><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<body onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='javascript:alert(1)//'>",
    "<style onload=alert(1)></style>",
    '" onmouseover="alert(1)" autofocus onfocus="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:alert(1)",
    "&lt;img src=x onerror=alert(1)&gt;",
    "{{ 7 * 7 }}{% raw %}<script>alert(1)</script>",
    "');alert(1);//",
    "\\u003cimg src=x onerror=alert(1)\\u003e",
    "${alert(1)}`;alert(1)//",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></p></noscript>",
)

PICTURE = "data:image/png;base64," + base64.b64encode(png(200, 150)).decode()

PAGE = """<!doctype html>
<html lang="en"><!--
 Page saved with SingleFile
 url: https://a.example/{v}
 saved date: {v}
--><head><title>{v} {n}</title><meta name="author" content="{v}"><meta name="description" content="{v}">
<meta property="og:site_name" content="{v}"><link rel="canonical" href="{v}">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Flood {n}",
"author": {{"@type": "Person", "name": "{v}"}}}}</script>
</head><body><article><h1>{v} {n}</h1><p class="byline">By {v}</p>
<p>The water stood {n} metres above the mark on Monday, and {v} was written on the wall of the harbour office.</p>
<figure><img src="{v}" alt="{v}"><figcaption>Boats at {v}</figcaption></figure>
<figure><img src="{picture}" alt="{v}"><figcaption>Sails at {v}</figcaption></figure>
<p>“We saw {v} on the wall,” said Ansel {v} Quorrick, the master of the harbour, <a href="{v}">who kept a list</a>.</p>
<p>RAW {raw} On the east bank {n} boats were tied to the church until the end of the week.</p>
</article></body></html>
"""

MARKDOWN = """---
title: '{quoted} {n}'
author: '{quoted}'
---

# {v} {n}

By {v}

The water stood {n} metres above the mark on Monday, and {v} was written on the wall of the harbour office.

“We saw {v} on the wall,” said Ansel {v} Quorrick, the master of the harbour, [who kept a list](<{v}>).

![Boats at {v}](<{v}>)
"""


def fill(folder: Path) -> int:
    """How many captures were written into *folder*: for each vector a page and a Markdown file."""
    folder.mkdir()
    for number, vector in enumerate(VECTORS):
        page = PAGE.format(v=html.escape(vector), raw=vector, n=number, picture=PICTURE)
        markdown = MARKDOWN.format(v=vector, quoted=vector.replace("'", "''"), n=number)
        (folder / f"{number:02}-'onload=alert(1)<b>.html").write_text(page, encoding="utf-8")
        (folder / f"{number:02}-<img src=x onerror=alert(1)>.md").write_text(markdown, encoding="utf-8")
    return 2 * len(VECTORS)
