"""HTML pages → `Text`: the article's words, with title, date, address and publisher."""

from __future__ import annotations

import logging
import re

from onrecord.errors import EmptyInput
from onrecord.model import Text
from onrecord.sources.days import day_of
from onrecord.sources.formats import HTML
from onrecord.sources.origin import Origin, web_address

_FEWEST = 15  # words in sentences: fewer is a notice or a menu, not an article (our own pages)
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")


def page(html: str, origin: Origin) -> Text:
    """The main text of a page. A paragraph is a line.

    The day given goes before the page's own, which is read from its markup, as does its address
    (the canonical one) before that it was fetched from. Raises `EmptyInput` where no article
    is found.
    """
    import trafilatura
    from trafilatura.settings import Document

    for logger in ("trafilatura", "htmldate"):  # what goes wrong is told by our own errors
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # No search in running text: a copyright line or a teaser is no date of publication.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    words = (found.text or "").strip() if isinstance(found, Document) else ""
    if not isinstance(found, Document) or not _is_article(words):
        raise EmptyInput(
            "no article is in this page",
            where=origin.name,
            hint="a page that holds one, or its text",
        )
    return origin.text(
        words,
        media_type=HTML,
        title=found.title,
        url=web_address(found.url),
        publisher=found.sitename,
        published=origin.published or day_of(found.date),
    )


def _is_article(text: str) -> bool:
    """Whether enough words stand in lines that end like sentences."""
    prose = (line for line in text.splitlines() if _SENTENCE.search(line.rstrip()))
    return sum(len(line.split()) for line in prose) >= _FEWEST
