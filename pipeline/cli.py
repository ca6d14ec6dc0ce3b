"""Commands: run, check, show. What they print is for people; what they do is elsewhere."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click
import duckdb

from pipeline import __version__, batch, document, store
from pipeline.findings import Refused
from pipeline.vocabulary import broken, vocabulary

NOTHING_PUBLISHED = 3
SHOWN = 20
SEVERITIES = ("error", "warning", "info")
BAR = 30


@click.group()
@click.version_option(__version__, message="%(version)s")
def main():
    """Membaca cascading kinerja (PDF, Excel) menjadi tabel.

    Contoh: python -m pipeline run
    """
    logging.getLogger("pipeline").addHandler(logging.NullHandler())
    if fault := broken():
        _stop(f"Berkas kata rusak, tidak ada yang diterbitkan. {fault}")


@main.command()
@click.option("--raw", type=click.Path(path_type=Path), default=Path("raw"), show_default=True, help="Folder berkas masuk.")
@click.option("--processed", type=click.Path(path_type=Path), default=Path("processed"), show_default=True, help="Folder hasil.")
@click.option("--workers", type=click.IntRange(min=1), default=lambda: os.cpu_count() or 1, help="Banyaknya pekerja (bawaan: jumlah inti).")
@click.option("--strict", is_flag=True, help="Kode keluar 1 bila ada temuan berat.")
def run(raw: Path, processed: Path, workers: int, strict: bool):
    """Baca semua yang baru di raw/, terbitkan ke processed/.

    Contoh: python -m pipeline run --raw raw --processed processed
    """
    if not raw.is_dir():
        raise click.UsageError(f"Folder {raw} tidak ada. Buat folder itu dan masukkan berkasnya.")
    stopped = _heed_signals()
    try:
        _log_to(processed / store.STATE)
        summary = batch.run(raw, processed, workers, progress=_progress)
    except store.LockedError:
        _stop(f"Folder {processed} sedang dipakai oleh proses lain. Tunggu sampai selesai, lalu ulangi.")
    except OSError as error:
        _stop(f"Hasil tidak dapat ditulis ke {processed}: {error.strerror}. Periksa ruang dan izin folder itu, lalu ulangi.")
    except (KeyboardInterrupt, RuntimeError, duckdb.Error):
        if not stopped:
            raise
        click.echo("Dihentikan. Jalankan lagi untuk melanjutkan.", err=True)
        sys.exit(128 + stopped[0])
    _tell(summary, processed)
    sys.exit(1 if summary.failed or strict and summary.errors else 0)


def _heed_signals() -> list[int]:
    """The signals that ask the run to stop, as they come: kept, for a query that one interrupts hides which it was."""
    came: list[int] = []

    def stop(number, _):
        came.append(number)
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    return came


def _log_to(folder: Path):
    """Tracebacks are for maintainers: they go to a file, never to the screen."""
    folder.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(filename=folder / "log.txt", level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", force=True)


def _progress(row: dict, done: int, total: int):
    """A bar that moves on a terminal, a plain line a document elsewhere."""
    if not sys.stdout.isatty():
        _line(row)
        return
    full = BAR * done // total
    click.echo(f"\r[{'#' * full}{'-' * (BAR - full)}] {done}/{total}", nl=done == total)


def _line(row: dict):
    click.echo(f"  {row['status']:8} {_safe(row['path'])}: {row['node_count']} kotak, {row['indicator_count']} indikator")


def _stop(message: str):
    click.echo(message, err=True)
    sys.exit(NOTHING_PUBLISHED)


def _safe(text: str) -> str:
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def _tell(summary: batch.Summary, processed: Path):
    status = Counter(d["status"] for d in summary.documents)
    counted = ", ".join(f"{count} {name}" for name, count in sorted(status.items())) or "belum ada dokumen"
    click.echo(f"{len(summary.documents)} dokumen ({counted}); {summary.fresh} dibaca baru. Hasil: {processed}")
    if not summary.documents:
        click.echo("Masukkan berkas PDF atau Excel ke folder raw/, lalu ulangi.")
    _tell_findings(summary.findings, infos=False)


def _tell_findings(findings: list[dict], infos: bool = True):
    """The grave ones first and whole; of the others the first of each code and file, with how many more there are."""
    groups: dict[tuple, list[dict]] = {}
    for finding in findings:
        if infos or finding["severity"] != "info":
            groups.setdefault((SEVERITIES.index(finding["severity"]), finding.get("path"), finding["code"]), []).append(finding)
    if groups:
        click.echo("Yang perlu dilihat:")
    for number, key in enumerate(sorted(groups, key=str)):
        for finding in groups[key] if key[0] == 0 else groups[key][:1] if number < SHOWN else ():
            where = " ".join(_safe(t) for t in (finding.get("path"), finding["source"]) if t)
            click.echo(f"  [{finding['code']}] {where}: {finding['message']} {finding['remedy']}")
        if key[0] and number < SHOWN and len(groups[key]) > 1:
            click.echo(f"      dan {len(groups[key]) - 1} temuan {key[2]} lain")
    if len(groups) > SHOWN:
        click.echo(f"  dan {len(groups) - SHOWN} macam temuan lain; semuanya ada di tabel findings.")


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]):
    """Baca dan periksa berkas tanpa menulis apa pun; kode keluar 1 bila ada temuan berat.

    Contoh: python -m pipeline check raw/contoh/cascading-dinas-sosial.pdf
    """
    failed = False
    for path in files:
        reading = document.read(path, path.name)
        _line(reading["documents"][0])
        _tell_findings([{**f, "path": path.name} for f in reading["findings"]])
        failed |= any(f["severity"] == "error" for f in reading["findings"])
    sys.exit(1 if failed else 0)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--cells", is_flag=True, help="Tampilkan sel sebelum diberi makna.")
@click.option("--unread", is_flag=True, help="Tampilkan apa yang tidak dimuat, dan sebabnya.")
@click.option("--json", "as_json", is_flag=True, help="Dengan --cells: sebagai JSON.")
def show(file: Path, cells: bool, unread: bool, as_json: bool):
    """Tampilkan pohon sebuah berkas seperti dibaca orang.

    Contoh: python -m pipeline show raw/contoh/cascading-dinas-sosial.pdf
    """
    if cells:
        try:
            grids = document.book(file).grids
        except Refused:
            _tell_findings([{**f, "path": file.name} for f in document.read(file, file.name)["findings"]])
            sys.exit(1)
        click.echo(json.dumps([_grid(g) for g in grids], ensure_ascii=False, indent=1)) if as_json else _cells(grids)
        return
    reading = document.read(file, file.name)
    if unread:
        _unread(reading)
        return
    named: dict[str, list[str]] = {}
    for indicator in reading["indicators"]:
        named.setdefault(indicator["node_id"], []).append(indicator["name"])
    for node in reading["nodes"]:
        label = " ".join(t for t in (node["code"], node["number"] and node["number"] + ".", node["name"]) if t)
        click.echo("  " * (node["depth"] - 1) + f"{node['level']}: {label}" + (" (dihapus)" if node["status"] == "dihapus" else ""))
        for name in named.get(node["node_id"], []):
            click.echo("  " * node["depth"] + f"- {name}")
    _tell_findings([{**f, "path": file.name} for f in reading["findings"]])
    sys.exit(1 if reading["documents"][0]["status"] == "gagal" else 0)


def _unread(reading: dict[str, list[dict]]):
    """What was left of a document and why, and how many of its cells that is."""
    row = reading["documents"][0]
    click.echo(f"{row['cell_count']} sel: {row['cell_used']} dipakai, {row['cell_furniture']} judul dan sejenisnya, {row['cell_reported']} tidak dimuat")
    for finding in reading["findings"]:
        if vocabulary("findings").get(finding["code"], {}).get("unread"):
            click.echo(f"  {finding['source'] or '-'}: {finding['message']}")


def _grid(grid) -> dict:
    keep = ("row", "column", "row_span", "column_span", "text", "source")
    return dict(source=grid.source, rows=grid.rows, columns=grid.columns, cells=[{k: v for k, v in asdict(c).items() if k in keep} for c in grid.cells])


def _cells(grids):
    from pipeline.transform import headings

    for grid in grids:
        head = headings.find(grid, ())
        click.echo(f"{grid.source}: {grid.rows} baris, {grid.columns} kolom")
        for column in head.columns if head else ():
            click.echo(f"  kolom {column.index + 1}: {column.heading or '(tanpa judul)'} -> {column.field or 'tidak dikenal'} {column.level or ''} {column.year or ''}".rstrip())
        for cell in grid.cells:
            if cell.text:
                click.echo(f"  {cell.source} ({cell.row_span}x{cell.column_span}): {cell.text}")
