"""The readers of all formats, in the order in which they are asked whether a file is theirs."""

from __future__ import annotations

from pipeline.extractors import delimited, excel, excel_binary, excel_old, excel_xml, markup, opendocument, pdf, unread, word

# Any text may look like columns, so delimited comes after all formats that bear a sign; unread takes what is left.
READERS = (pdf, word, excel, excel_old, excel_binary, opendocument, excel_xml, markup, delimited, unread)
