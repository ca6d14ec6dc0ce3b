"""Makes the guide to the findings from what is said of them: `python -m pipeline.finding_guide` writes docs/temuan.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.loaders.report.words import SEVERITIES
from pipeline.vocabulary import vocabulary

PATH = Path(__file__).resolve().parent.parent / "docs" / "temuan.md"
HEAD = """# Temuan: apa artinya, apa yang perlu dilakukan

Dibuat oleh `make kamus` dari `schemas/findings/`; jangan diubah di sini. Cari kode yang disebut laporan atau layar, misalnya dengan Ctrl-F; "…" diisi teks dari dokumen Anda.

Berat: **berat** harus dibetulkan, **peringatan** perlu dilihat, **info** cukup diketahui. Temuan *pembacaan* meragukan bacaan program ini: cocokkan dengan dokumennya, lalu putuskan di tinjauan.xlsx.
Temuan *dokumen* menyangkut isi dokumen: betulkan di dokumen asli, masukkan lagi ke `raw/`, lalu jalankan lagi. Langkah demi langkah: [panduan.md](panduan.md).
"""


def text() -> str:
    """The whole guide as Markdown, file by file."""
    subjects = vocabulary("subjects")
    contents = " · ".join(f"[{title}](#{title.lower().replace(' ', '-')})" for title in subjects.values())
    return "\n".join([HEAD, contents, "", *(line for name, title in subjects.items() for line in _subject(name, title))])


def _subject(name: str, title: str) -> Iterator[str]:
    yield from (f"## {title}", "")
    for code, says in vocabulary(f"findings/{name}").items():
        yield from (f"### {code}", "", *_finding(says), "")


def _finding(says: dict) -> Iterator[str]:
    conditions = [f"profil {says['profile']}"] if "profile" in says else []
    conditions += [f"dengan --{says['needs']}"] if "needs" in says else []
    yield " · ".join([f"**{SEVERITIES[says['severity']]}**", f"*{says['about']}*", *conditions])
    yield f"\n> {_open(says['message'])}\n"
    if "why" in says:
        yield f"- Mengapa: {_open(says['why'])} Contoh: {_open(says['example'])}"
    yield f"- Yang perlu dilakukan: {_open(says['remedy'])}"


def _open(sentence: str) -> str:
    """A sentence as Markdown, with … for each word that a document fills in; the braces of a formula stay."""
    filled = re.sub(r"\{[a-z_]+(:[^}]*)?\}", "…", sentence)
    return re.sub(r"([*_<>])", r"\\\1", filled)


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8", newline="\n")
