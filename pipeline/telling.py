"""What commands tell people: a line per document, the findings, the end of a run."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
import time
from collections import Counter
from itertools import groupby, zip_longest
from pathlib import Path

import click

from pipeline.batch import Summary
from pipeline.condition import Condition
from pipeline.diff import Change, kinds
from pipeline.entries import written

SHOWN = 20
SEVERITIES = ("error", "warning", "info")
# How the codes of findings about people's decisions begin.
DECISIONS = "koreksi-"
BAR = 30
# Shares of the line that the columns of a comparison get, and the narrowest line that they are drawn in.
COLUMNS = (("TINGKAT", 2), ("PADA", 5), ("LAMA", 5), ("BARU", 5), ("TEMPAT LAMA", 3), ("TEMPAT BARU", 3))
NARROW, WIDE = 100, 160


def progress(row: dict, done: int, total: int) -> None:
    """A bar that moves on a terminal, nothing elsewhere."""
    if sys.stdout.isatty():
        full = BAR * done // total
        _say(f"\r[{'#' * full}{'-' * (BAR - full)}] {done}/{total}", nl=done == total)


def line(row: dict) -> None:
    """A document and what was read of it."""
    _say(f"  {row['status']:8} {written(row['path'])}: {row['node_count']} kotak, {row['indicator_count']} indikator")


def summary(run: Summary, processed: Path) -> None:
    """How a run ended; nothing where nobody watches, nothing was new and nothing is wrong."""
    if not (sys.stdout.isatty() or run.fresh or run.published or run.failed):
        return
    _say(f"{len(run.documents)} dokumen ({_counted(Counter(d['status'] for d in run.documents))}); {run.fresh} dibaca baru. Hasil: {processed}")
    _names(run.skipped, "dilewati (sementara, kunci, atau tersembunyi)")
    for path in sorted(processed.glob("tinjauan-*.xlsx")):
        _say(f"{path} berisi keputusan yang belum diterapkan: pindahkan ke folder raw/, atau hapus bila sudah.")
    if not run.documents:
        _say("Masukkan berkas PDF, Word atau Excel ke folder raw/, lalu ulangi.")
    findings(run.findings, brief=True)


def one_of_many(run: Summary, processed: Path) -> None:
    """How one of many runs ended, in a line."""
    status = _counted(Counter(d["status"] for d in run.documents))
    _say(f"{time.strftime('%H:%M:%S')} {run.fresh} dibaca baru; {len(run.documents)} dokumen ({status}). {'Terbit di' if run.published else 'Tidak ada yang berubah di'} {processed}")


def summary_json(run: Summary, seconds: float) -> None:
    """How a run ended, for programs."""
    _say(json.dumps(dict(
        documents=len(run.documents), status=dict(Counter(d["status"] for d in run.documents)), fresh=run.fresh, skipped=run.skipped, published=run.published,
        findings=dict(Counter(f["severity"] for f in run.findings)), seconds=round(seconds, 3))))


def findings(rows: list[dict], brief: bool = False) -> None:
    """The grave ones first, then those about people's decisions: each, of infos the first of each code with how many more there are;
    or in brief the first of each code and file, no infos, and of those that are not grave only so many."""
    groups: dict[tuple, list[dict]] = {}
    for finding in rows:
        if not brief or finding["severity"] != "info":
            rank = SEVERITIES.index(finding["severity"])
            groups.setdefault((rank, not finding["code"].startswith(DECISIONS), finding.get("path") or "", finding["code"]), []).append(finding)
    if groups:
        _say("Yang perlu dilihat:")
    keys = sorted(groups)
    grave = sum(key[0] == 0 for key in keys)
    most = grave + SHOWN if brief else len(keys)
    for key in keys[:most]:
        shown = 1 if brief or SEVERITIES[key[0]] == "info" else len(groups[key])
        for finding in groups[key][:shown]:
            where = " ".join(written(t) for t in (finding.get("path"), finding["source"]) if t)
            _say(f"  [{finding['code']}] {where}: {finding['message']} {finding['remedy']}")
        if len(groups[key]) > shown:
            _say(f"      dan {len(groups[key]) - shown} temuan {key[-1]} lain")
    if len(keys) > most:
        _say(f"  dan {len(keys) - most} macam temuan lain; semuanya ada di report/index.html dan di tabel findings.")


def rules(listing: list[dict]) -> None:
    """All rules as a table."""
    _say("| kode | berat | tentang | profil | temuan | alasan | contoh |\n|---|---|---|---|---|---|---|")
    for rule in listing:
        profile = " + ".join(part for part in (rule["profile"], rule["needs"]) if part)
        sentence = re.sub(r"\{[^}]*\}", "…", rule["message"])
        _say(f"| `{rule['code']}` | {rule['severity']} | {rule['about']} | {profile} | {sentence} | {rule['why']} | {rule['example']} |".replace("\n", " "))


def condition(state: Condition, processed: Path) -> None:
    """How raw/ and the publication stand to each other."""
    words = "Terbit" if state.is_published or not state.read else "Terbaca, tetapi belum semuanya terbit"
    _say(f"{words} di {processed}: {_counted(state.read)}.")
    for names, words in ((state.new, "belum dibaca"), (state.gone, "sudah tidak ada di raw/")):
        _names(names, words)
    _say("Semua sudah terbit." if state.is_current else "Jalankan: python -m pipeline run")


def changes(found: list[Change], old: str, new: str) -> None:
    """What differs between two documents as a table with both sources, kind by kind."""
    _say(f"Lama: {written(old)}\nBaru: {written(new)}\n{len(found)} perbedaan." if found else f"{written(old)} dan {written(new)}: tidak ada perbedaan.")
    titles = {kind["name"]: kind["title"] for kind in kinds()}
    for kind, group in groupby(found, lambda change: change.kind):
        rows = [(change.level and change.level.replace("_", " "), change.about, change.old, change.new, *change.where) for change in group]
        _say(f"\n{titles[kind]} ({len(rows)})")
        for row in (tuple(name for name, _ in COLUMNS), *rows):
            _say(_row(row))


def _row(texts: tuple) -> str:
    """Texts in columns as wide as the screen lets them be."""
    unit = (max(NARROW, shutil.get_terminal_size((WIDE, 0)).columns) - 2 * len(COLUMNS)) // sum(share for _, share in COLUMNS)
    widths = [unit * share for _, share in COLUMNS]
    cells = [textwrap.wrap(text or "-", width) for text, width in zip(texts, widths)]
    lines = zip_longest(*cells, fillvalue="")
    return "\n".join("  " + "  ".join(part.ljust(width) for part, width in zip(line, widths)).rstrip() for line in lines)


def _names(names: list[str], words: str) -> None:
    """What holds of some names, and of how many; nothing where it holds of none."""
    if names:
        _say(f"{len(names)} {words}: {', '.join(names[:SHOWN])}{' …' if len(names) > SHOWN else ''}")


def _counted(status: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(status.items())) or "belum ada dokumen"


def _say(text: str, nl: bool = True) -> None:
    """Print a text; where nobody listens any more (`| head`) the work is done all the same."""
    try:
        click.echo(text, nl=nl)
    except BrokenPipeError:
        # Python writes out its buffer once more at its end, and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
