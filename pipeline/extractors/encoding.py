"""The text of a file that says nothing, or nothing reliable, of its encoding."""

from __future__ import annotations

import codecs
import re

# The mark of utf-32 begins with that of utf-16, and is asked first.
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 4096


def decoded(data: bytes) -> str | None:
    """The text of bytes in utf-8, utf-16, utf-32 or windows-1252, whatever marks them; None for bytes that are no text."""
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _BINARY.search(text[:_HEAD]) else text
    return None


def _candidates(data: bytes) -> list[str]:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked:
        return [marked]
    head = data[:_HEAD]
    # In utf-16 one byte of each Latin letter is nought.
    even, odd = (head[k::2].count(0) > 0.4 * len(head) / 2 for k in (0, 1))
    if even != odd:
        return ["utf-16-be" if even else "utf-16-le"]
    # Windows-1252 takes nearly any byte, utf-8 hardly any text that is none of its own.
    return ["utf-8", "cp1252"]
