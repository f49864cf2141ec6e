# SPDX-License-Identifier: Apache-2.0
"""One text for one value: JSON as RFC 8785 writes it, of texts, whole numbers, truths, nulls, lists and mappings only.

Numbers with a fraction are refused. Points, person-days and rates are decimals and travel as text: as a JSON number
they would become binary fractions in somebody else's reader.
"""

import json
from collections.abc import Mapping, Sequence
from typing import NoReturn

import rfc8785

# Beyond this a JSON number is not the same in every reader (RFC 8785, section 3.2.2.3).
LARGEST_WHOLE = 2**53 - 1
_SHORT_WHOLE = len(str(LARGEST_WHOLE))

Value = str | int | bool | Mapping[str, "Value"] | Sequence["Value"] | None


def canonical(value: Value) -> str:
    """The one text of `value`.

    Raises TypeError for a type that has no exact text, ValueError for a key beyond ASCII, a whole number beyond
    `LARGEST_WHOLE` or half a character: all of them are faults of the program.
    """
    return rfc8785.dumps(_exact(value)).decode()


def are_canonical(contents: Sequence[bytes]) -> bool:
    """Whether each of these is the one text of some value."""
    try:
        texts = [content.decode() for content in contents]
        values = [_DECODER.raw_decode(text)[0] for text in texts]
        # The writer of the standard library says the same as rfc8785 in a fifth of the time, where keys are ASCII
        # (beyond, some sort otherwise) and numbers whole; all at once saves a third again. A value delimits itself,
        # and none of its other texts is shorter: where the texts in a row are equal, each is.
        again = _ENCODER.encode(values)
    except (ValueError, RecursionError):
        return False
    return again == f"[{','.join(texts)}]"


def _exact(value: Value) -> "_Plain":
    """The value in the types of the writer; a whole number in disguise (a truth, an enumeration) stays what it says."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Mapping):
        return {_key(key): _exact(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_exact(each) for each in value]
    raise TypeError(f"{type(value).__name__} has no exact text in a ledger: write it as text")


_Plain = str | int | bool | dict[str, "_Plain"] | list["_Plain"] | None


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"the key {key!r} is no text")
    if not key.isascii():
        raise ValueError(f"the key {key!r} is not ASCII: names are code, texts are values")
    return str(key)


def _whole(digits: str) -> int:
    if len(digits) < _SHORT_WHOLE:
        return int(digits)
    if len(digits) > _SHORT_WHOLE + 1 or abs(number := int(digits)) > LARGEST_WHOLE:
        raise ValueError("beyond the largest whole number")
    return number


def _refuse(_: str) -> NoReturn:
    raise ValueError("a number with a fraction")


_DECODER = json.JSONDecoder(parse_int=_whole, parse_float=_refuse, parse_constant=_refuse)
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)
