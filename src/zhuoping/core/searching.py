# SPDX-License-Identifier: Apache-2.0
"""What lists look in and what people type, brought to one form, so that both meet."""

import unicodedata

_MOST_WORDS = 5


def searchable(*texts: str) -> str:
    """What a `search` column holds: full width made half, capitals made small, blanks made one.

    >>> searchable("Ｚ Service　Co.", "", "卓越 家电")
    'z service co. 卓越 家电'
    """
    return " ".join(unicodedata.normalize("NFKC", " ".join(texts)).casefold().split())


def words_of(typed: str) -> tuple[str, ...]:
    """The words that a row has to hold, all of them, as `searchable` writes them; the first five count.

    >>> words_of(" 卓越　ＡＢＣ ")
    ('卓越', 'abc')
    """
    return tuple(searchable(typed).split()[:_MOST_WORDS])
