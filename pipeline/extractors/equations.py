"""Formulas of Word's equation editor, as one types them in one line."""

from __future__ import annotations

import re

from docx.oxml.ns import qn

EQUATION = qn("m:oMath")
SIGNS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " "}
# Settings, and what a tracked change took away.
_SILENT = re.compile(r"\{.*\}(?:\w+Pr|del|moveFrom)")
_OPERATOR = re.compile(r"[+−×÷*/=]|\s[-–:xX]\s")
# What may stand beside a fraction without brackets: a word or a term there would be taken for a part of it.
_BEFORE = re.compile(r"(?:^|[=:;,(×*]|\s[xX])\s*$")
_BEHIND = re.compile(r"\s*(?:$|[=:;,.)%×*]|[xX]\s*[\d(]|(?:di)?kali)")
# So much of what stands beside a fraction tells.
NEAR = 20
_POWERS = dict(zip("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ"))


def written(element) -> str:
    """An equation in one line: a fraction is `A / B`, a side of it that holds a sign of its own stands in brackets."""
    if element.tag in (qn("m:t"), qn("w:t")):
        return element.text or ""
    if _SILENT.fullmatch(str(element.tag)):
        return ""
    way = _WAYS.get(element.tag, _in_row)
    return SIGNS.get(element.tag) or way(element)


def _in_row(element) -> str:
    """The parts of an element one after the other, a fraction beside a word or term in brackets."""
    parts, text = [written(child) for child in element], ""
    for k, (child, part) in enumerate(zip(element, parts), 1):
        alone = child.tag != qn("m:f") or _BEFORE.search(text[-NEAR:]) and _BEHIND.match("".join(parts[k : k + NEAR]))
        text += part if alone else f" ({part.strip()}) "
    return text


def _part(element, name: str) -> str:
    part = element.find(qn(f"m:{name}"))
    return "" if part is None else written(part).strip()


def _setting(element, name: str, usual: str) -> str:
    found = element.find(f"{element.tag}Pr/{qn(f'm:{name}')}")
    return usual if found is None else found.get(qn("m:val"), "")


def _side(text: str) -> str:
    """A text in brackets where it holds a sign of its own and has none around it."""
    return f"({text})" if _OPERATOR.search(text) and not re.fullmatch(r"\([^()]*\)", text) else text


def _fraction(element) -> str:
    line = " " if _setting(element, "type", "bar") == "noBar" else " / "
    return f" {_side(_part(element, 'num'))}{line}{_side(_part(element, 'den'))} "


def _power(element) -> str:
    power = _part(element, "sup")
    raised = "".join(map(_POWERS.get, power)) if set(power) <= set(_POWERS) else f"^{_side(power)}"
    return _side(_part(element, "e")) + _part(element, "sub") + raised


def _sum(element) -> str:
    limits = " … ".join(filter(None, (_part(element, "sub"), _part(element, "sup"))))
    return f"{_setting(element, 'chr', '∫')}{limits and f'({limits})'} {_side(_part(element, 'e'))}"


def _bracketed(element) -> str:
    inside = _setting(element, "sepChr", "|").join(written(part).strip() for part in element.findall(qn("m:e")))
    return _setting(element, "begChr", "(") + inside + _setting(element, "endChr", ")")


def _root(element) -> str:
    return f"{_part(element, 'deg')}√({_part(element, 'e')})"


def _rows(element) -> str:
    return " ".join(written(part).strip() for part in element)


_WAYS = {qn(f"m:{name}"): way for name, way in (
    ("f", _fraction), ("sSup", _power), ("sSubSup", _power), ("nary", _sum), ("d", _bracketed), ("rad", _root), ("eqArr", _rows), ("m", _rows), ("mr", _rows),
)}
