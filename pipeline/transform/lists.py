"""Lists in one cell: several names, units or values that stand together, and the marks that part them."""

from __future__ import annotations

import re

from pipeline.grid import Cell

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
# Marks that run on, also within a line; and those that only at the start of a line are sure to be marks.
RUNNING = (
    (re.compile(r"(?<!\S)(\d{1,2})[.)](?:\s+|$)"), lambda k: str(k)),
    # Of two signs the outer one parts items, the other what an item holds; a label may stand for a sign.
    (re.compile(r"(?<!\S)(\d{1,2})\.(?:\s+|$)"), lambda k: str(k)),
    (re.compile(r"(?<!\S)(?:IKU|IKK|IKP|Indikator)\s*(\d{1,2})\s*[:.)]\s*", re.I), lambda k: str(k)),
    (re.compile(r"(?<!\S)\((\d{1,2})\)\s*"), lambda k: str(k)),
    (re.compile(r"(?<!\S)([a-j])[.)](?:\s+|$)"), lambda k: chr(96 + k)),
    (re.compile(r"(?<!\S)\(([a-j])\)\s*"), lambda k: chr(96 + k)),
    (re.compile(r"(?<!\S)([ivx]{1,4})[.)](?:\s+|$)"), lambda k: ROMAN[k - 1] if k <= len(ROMAN) else None),
)
# One look shows the many texts that no such mark begins.
BEGUN = re.compile("|".join(mark.pattern for mark, _ in RUNNING), re.I)
ON_LINES = tuple(re.compile(f"({number}){behind}") for number, behind in (
    (r"(?:\d{1,2}\.)*?(\d{1,2})", r"[.)]\s*(?=[^\W\d]|[(Σ%])"), (r"([a-j])", r"[.)](?=[^\W\d]|[(Σ%])"), (r"(?:\d{1,2}\.)+(\d{1,2})", r"\s+(?=[^\W\d])"), (r"(\d{1,2})", r"\s+(?=[A-Z][a-z])")))
# The word before the last mark of a list that signs part.
AND = re.compile(r"(?:dan|serta)\s+(?=\(?(?:\d{1,2}|[a-j]|[ivx]{1,4})[.)]\s)")
GLUED = re.compile(r"(\d{1,2}|[a-j])[.)](?!\s)")
DASH = re.compile(r"[-–—](?!\s)")
# Word takes bullets from symbol fonts, whose signs lie in the private block, and a plain `o`.
SIGNS = r"[•▪▫●○◦■□◆◇➢➤►▶‣✓✔√·\ue000-\uf8ff]"
BULLET = re.compile(rf"[-–—*o]\s+|[-–—*](?=$|[A-Z][a-z]|[(Σ%])|{SIGNS}\s*")


def items(cell: Cell, named: bool = False) -> list[str]:
    """The items of a cell: parted by `;` or by marks; else the one text. With `named` a bare number on a new line is a mark too; without, it may be a value."""
    if ";" in cell.text:
        parts = [AND.sub("", part.strip()) for part in cell.text.split(";") if part.strip()]
        return parts if named else _unmarked(parts)
    return [text for _, text in marked(cell, named)] or [cell.text]


def _unmarked(parts: list[str]) -> list[str]:
    """Texts without the marks at their beginning, where all have marks that run on."""
    for mark, nth in RUNNING:
        found = [mark.match(part) for part in parts]
        if all(found) and [m[1] for m in found] == [nth(k + 1) for k in range(len(parts))]:
            return [part[m.end() :].strip() for part, m in zip(parts, found)]
    return parts


def marked(cell: Cell, named: bool = True) -> list[tuple[str | None, str]]:
    """The items of a cell that numbers or letters which run on part, or bullets on new lines, each with its number; none where no marks do."""
    for mark, nth in RUNNING if BEGUN.match(cell.text) else ():
        found = list(mark.finditer(cell.text)) if mark.match(cell.text) else []
        if len(found) > 1 and [m[1] for m in found] == [nth(k + 1) for k in range(len(found))]:
            return [(m[1], cell.text[m.end() : n.start() if n else None].strip()) for m, n in zip(found, [*found[1:], None])]
    if len(cell.lines) > 1:
        for mark in ON_LINES[: None if named else 3]:
            if parts := _counted(cell.lines, mark):
                return parts
    return _bulleted(_with_marks(cell.lines))


def glued(lines: tuple[str, ...], beside: tuple[str, ...] = ()) -> list[str]:
    """The values of lines whose marks, which count 1, 2, … or a, b, …, are glued to them, or whose dashes are where the items `beside` have dashes too; none
    where one line has no such mark.
    """
    if len(lines) < 2:
        return []
    dashed = beside and beside[0][:1] in ("-", "–", "—") and all(map(DASH.match, lines))
    begins = [(DASH if dashed else GLUED).match(line) for line in lines]
    counts = dashed or [_place(m[1]) for m in begins if m] == list(range(1, len(lines) + 1))
    return [line[m.end() :] for line, m in zip(lines, begins)] if counts else []


def _place(mark: str) -> int:
    """Which mark of its list a number or letter is, from 1 on."""
    return int(mark) if mark.isdigit() else ord(mark) - ord("a") + 1


def _counted(lines: tuple[str, ...], mark: re.Pattern) -> list[tuple[str | None, str]]:
    """The items of lines that begin with marks which count 1, 2, …; none where they do not."""
    if not mark.match(lines[0]):
        return []
    found = [m for m in map(mark.match, lines) if m]
    # Values and years at the beginning of lines do not count up from 1.
    runs = len(found) > 1 and _place(found[0][2]) == 1 and all(_follows(*pair) for pair in zip(found, found[1:]))
    return _parted(lines, mark) if runs else []


def _follows(before: re.Match, mark: re.Match) -> bool:
    """Whether a mark counts on from that before it, or begins anew behind a higher number (`1.2`, `2.1`)."""
    above, higher = ([int(part) for part in m[1][: -len(m[2])].split(".") if part] for m in (before, mark))
    return _place(mark[2]) == _place(before[2]) + 1 or _place(mark[2]) == 1 and higher > above


def _with_marks(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a cell, a bullet that stands alone on its line put in front of the text below."""
    found: list[str] = []
    for line in lines:
        if found and BULLET.fullmatch(f"{found[-1]} ") and line[:1].isalpha():
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return tuple(found)


def _bulleted(lines: tuple[str, ...]) -> list[tuple[str | None, str]]:
    # A dash alone is no value.
    begun = BULLET.match(lines[0]) if lines else None
    return _parted(lines, BULLET) if begun and (len(lines) > 1 or begun.end() < len(lines[0])) else []


def unbulleted(cell: Cell) -> str:
    """The text of a cell, without the bullet of a list of one."""
    parts = _bulleted(_with_marks(cell.lines))
    return parts[0][1] if len(parts) == 1 and parts[0][1] else cell.text


def is_bulleted(cell: Cell) -> bool:
    """Whether a cell is a list with bullets."""
    return bool(_bulleted(_with_marks(cell.lines)))


def _parted(lines: tuple[str, ...], mark: re.Pattern) -> list[tuple[str | None, str]]:
    """The texts of lines, each that begins with the mark a new one without it."""
    found: list[tuple[str | None, str]] = []
    for line in lines:
        if begun := mark.match(line):
            found.append((begun[1] if mark.groups else None, line[begun.end() :]))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line}")
    return found
