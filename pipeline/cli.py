"""Commands: run, watch, status, check, show, diff. What they print is for people; what they do is elsewhere."""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import time
from functools import partial
from pathlib import Path

import click

from pipeline import __version__, batch, condition, diff, document, log, nomenclature, store, telling
from pipeline import watch as watching
from pipeline.cluster import read_on
from pipeline.findings import Refused
from pipeline.remote import is_address
from pipeline.shards import Shard, parse
from pipeline.stops import Stopped, heed_signals, told
from pipeline.vocabulary import broken, vocabulary
from pipeline.workers import readings as workers_readings

# Options that several commands have.
PROCESSED = click.option("--processed", type=click.Path(path_type=Path), default=Path("processed"), show_default=True, help="Folder hasil.")
WORKERS = click.option("--workers", type=click.IntRange(min=1), default=lambda: os.cpu_count() or 1, help="Banyaknya pekerja (bawaan: jumlah inti).")
PROFILE = click.option("--profil", type=click.Choice(["dasar", "ahli"]), default="dasar", show_default=True,
                       help="Aturan yang dipakai: dasar, atau ahli yang juga menimbang mutu.")
NOMENCLATURE = click.option("--nomenklatur", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                            help="Daftar kode dan nama resmi (Excel atau CSV) untuk mencocokkan kode.")


@click.group()
@click.version_option(__version__, message="%(version)s")
def main():
    """Membaca cascading kinerja (Word, PDF, Excel) menjadi tabel.

    Contoh: python -m pipeline run
    """
    logging.getLogger("pipeline").addHandler(logging.NullHandler())
    # A name that the screen's encoding lacks stops no run.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    # Every command needs the words: said once, before any of them begins.
    if fault := broken():
        raise Stopped(f"Berkas kata rusak, tidak ada yang diterbitkan. {fault}")


@main.command()
@click.option("--raw", default="raw", show_default=True, help="Folder berkas masuk, atau alamat seperti s3://ember/folder.")
@PROCESSED
@WORKERS
@click.option("--cluster", metavar="ALAMAT", help="Baca di klaster Dask; alamat penjadwalnya, misalnya tcp://10.0.0.1:8786.")
@click.option("--shard", metavar="K/N", help="Baca hanya bagian ke-K dari N tanpa menerbitkan; run biasa sesudahnya menerbitkan semuanya.")
@PROFILE
@NOMENCLATURE
@click.option("--postgres", metavar="ALAMAT", callback=lambda _, __, dsn: _address(dsn), help="Muat juga ke PostgreSQL, misalnya postgresql://pengguna@server/basisdata.")
@click.option("--skema", default="cascading", show_default=True, callback=lambda _, __, name: _schema(name), help="Skema PostgreSQL yang diganti isinya.")
@click.option("--json", "as_json", is_flag=True, help="Cetak ringkasan sebagai JSON.")
@click.option("--strict", is_flag=True, help="Kode keluar 1 bila ada temuan berat.")
def run(raw: str, processed: Path, workers: int, cluster: str | None, shard: str | None, profil: str, nomenklatur: Path | None, postgres: str | None, skema: str,
        as_json: bool, strict: bool):
    """Baca semua yang baru di raw/, terbitkan ke processed/.

    Contoh: python -m pipeline run --raw raw --processed processed
    """
    share = _share(shard)
    official = _nomenclature(nomenklatur) if nomenklatur else None
    readings = partial(read_on, cluster) if cluster else partial(workers_readings, count=workers)
    began = time.monotonic()
    with told(processed):
        log.to_new_file(processed / store.STATE)
        summary = batch.run(raw, processed, readings, share, progress=None if as_json else telling.progress, profile=profil, official=official)
        # A share publishes nothing that could be loaded.
        loaded = not postgres or bool(share) or _load(processed, postgres, skema)
    if as_json:
        telling.summary_json(summary, time.monotonic() - began)
    elif share:
        click.echo(f"{summary.fresh} dokumen bagian {shard} dibaca. Setelah semua bagian selesai: python -m pipeline run")
    else:
        telling.summary(summary, processed)
    sys.exit(1 if summary.failed or not loaded or strict and summary.errors else 0)


def _load(processed: Path, dsn: str, schema: str) -> bool:
    """Load what is published into PostgreSQL; a database that does not take it costs the files nothing."""
    from pipeline.loaders import postgres

    try:
        if postgres.load(processed, dsn, schema):
            click.echo(f"Dimuat ke PostgreSQL, skema {schema}.", err=True)
    except postgres.LoadError as error:
        click.echo(f"Berkas sudah terbit di {processed}, tetapi PostgreSQL belum memuatnya: {error}. Isi basis data tetap yang lama; perbaiki sebabnya, lalu ulangi.", err=True)
        return False
    return True


def _address(dsn: str | None) -> str | None:
    if dsn is None:
        return None
    try:
        from pipeline.loaders import postgres
    except ModuleNotFoundError as error:
        raise click.UsageError(f"Paket {error.name} belum terpasang. Pasang dengan: pip install '.[postgres]'") from None
    try:
        postgres.check(dsn)
    except ValueError:
        raise click.BadParameter("bukan alamat PostgreSQL; tulis misalnya postgresql://pengguna@server/basisdata.", param_hint="--postgres") from None
    return dsn


def _schema(name: str) -> str:
    # PostgreSQL cuts names at 63 bytes, and a schema that is replaced gets a suffix with its oid.
    if not re.fullmatch("[a-z_][a-z0-9_]{0,39}", name):
        raise click.BadParameter("hanya huruf kecil, angka dan garis bawah, paling banyak 40.", param_hint="--skema")
    return name


def _nomenclature(path: Path) -> nomenclature.Nomenclature:
    try:
        return nomenclature.read(path)
    except (Refused, nomenclature.NoListError) as error:
        raise click.BadParameter(f"{path} bukan daftar nomenklatur: perlu kolom berjudul KODE dengan kolom nama di kanannya.", param_hint="--nomenklatur") from error


def _share(text: str | None) -> Shard | None:
    try:
        return parse(text) if text else None
    except ValueError:
        raise click.BadParameter("tulis sebagai K/N, misalnya 2/8.", param_hint="--shard") from None


@main.command()
@click.option("--raw", default="raw", show_default=True, help="Folder berkas masuk di mesin ini.")
@PROCESSED
@WORKERS
@PROFILE
@NOMENCLATURE
def watch(raw: str, processed: Path, workers: int, profil: str, nomenklatur: Path | None):
    """Pantau raw/: setiap berkas yang masuk langsung dibaca dan diterbitkan, sampai dihentikan dengan Ctrl-C.

    Contoh: python -m pipeline watch
    """
    if is_address(raw):
        raise click.UsageError(f"Yang dapat dipantau hanya folder di mesin ini, bukan {raw}. Untuk alamat, jadwalkan: python -m pipeline run --raw {raw}")
    official = _nomenclature(nomenklatur) if nomenklatur else None
    folder, stopped = Path(raw).resolve(), heed_signals()

    def once() -> bool:
        with told(processed, stopped):
            log.to_new_file(processed / store.STATE)
            summary = batch.run(folder, processed, partial(workers_readings, count=workers), profile=profil, official=official)
        telling.one_of_many(summary, processed)
        return summary.waiting

    with told(processed, stopped):
        watching.watch(folder, once)


@main.command()
@click.option("--raw", default="raw", show_default=True, help="Folder berkas masuk, atau alamat seperti s3://ember/folder.")
@PROCESSED
def status(raw: str, processed: Path):
    """Katakan apa yang sudah terbit dan apa yang belum, tanpa mengubah apa pun; kode keluar 1 bila run perlu dijalankan.

    Contoh: python -m pipeline status
    """
    with told(processed):
        state = condition.condition(raw, processed)
    telling.condition(state, processed)
    sys.exit(0 if state.is_current else 1)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@PROFILE
def check(files: tuple[Path, ...], profil: str):
    """Baca dan periksa berkas tanpa menulis apa pun; kode keluar 1 bila ada temuan berat.

    Contoh: python -m pipeline check raw/contoh/cascading-dinas-sosial.pdf
    """
    from pipeline.validation import rules  # pandera takes a second to load, which other commands need not wait

    failed = False
    for path in files:
        reading = document.read(path, path.name)
        found = rules.findings(reading, profil)
        telling.line(reading["documents"][0])
        telling.findings(found)
        failed |= any(f["severity"] == "error" for f in found)
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
            telling.findings(document.read(file, file.name)["findings"])
            sys.exit(1)
        click.echo(json.dumps([_grid(g) for g in grids], ensure_ascii=False, indent=1)) if as_json else _cells(grids)
        return
    from pipeline.validation import rules

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
    telling.findings(rules.findings(reading, rules.DEFAULT))
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
    return dict(source=grid.source, rows=grid.rows, columns=grid.columns, cells=[{k: v for k, v in c._asdict().items() if k in keep} for c in grid.cells])


def _cells(grids):
    from pipeline.transform import contents, headings

    for grid in grids:
        head = (found := headings.find(grid, ())) and contents.told(grid, found)
        click.echo(f"{grid.source}: {grid.rows} baris, {grid.columns} kolom")
        for column in head.columns if head else ():
            click.echo(f"  kolom {column.index + 1}: {column.heading or '(tanpa judul)'} -> {column.field or 'tidak dikenal'} {column.level or ''} {column.year or ''}".rstrip())
        for cell in grid.cells:
            if cell.text:
                click.echo(f"  {cell.source} ({cell.row_span}x{cell.column_span}): {cell.text}")


@main.command("diff")
@click.argument("old", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--html", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Tulis juga sebagai satu halaman HTML.")
def compare(old: Path, new: Path, html: Path | None):
    """Bandingkan dua berkas; kode keluar 0 sama, 1 berbeda, 3 tidak dapat dibandingkan.

    Contoh: python -m pipeline diff raw/renstra-2024.pdf raw/renstra-2025.pdf
    """
    found = diff.diff(*(_comparable(path) for path in (old, new)))
    telling.changes(found, str(old), str(new))
    if html:
        from pipeline.loaders import comparison

        try:
            comparison.write(found, str(old), str(new), html)
        except OSError as error:
            raise Stopped(f"{html} tidak dapat ditulis: {error.strerror or error}. Periksa ruang dan izin foldernya, lalu ulangi.") from error
    sys.exit(1 if found else 0)


def _comparable(path: Path) -> dict[str, list[dict]]:
    reading = document.read(path, path.name)
    if not reading["nodes"]:
        telling.findings([finding for finding in reading["findings"] if finding["severity"] != "info"])
        raise Stopped(f"{path} tidak dapat dibandingkan: tidak ada pohon yang terbaca. Periksa dengan: python -m pipeline show {path} --unread")
    return reading


@main.command("rules")
def list_rules():
    """Tampilkan semua aturan: berat, kalimat, alasan, dan contoh yang melanggarnya.

    Contoh: python -m pipeline rules
    """
    from pipeline.validation import rules

    telling.rules(rules.listing())
