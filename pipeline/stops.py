"""What stops a command is told in a sentence, and is an exit code."""

from __future__ import annotations

import logging
import os
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click
import duckdb

from pipeline import batch, lock, log
from pipeline.cluster import ClusterError
from pipeline.remote import AddressError

NOTHING_PUBLISHED = 3


class Stopped(click.ClickException):
    """A sentence that says why nothing was published, or nothing could be done."""

    exit_code = NOTHING_PUBLISHED

    def show(self, file=None) -> None:
        """Print the sentence alone."""
        click.echo(self.message, err=True)


class CalledOff(KeyboardInterrupt):
    """A call to stop: Python itself would end by SIGINT for a plain interrupt that fell into code being made, whoever heeded it."""


@contextmanager
def told(processed: Path, stopped: list[int] | None = None):
    """What stops a run is told in a sentence, and is an exit code; what nobody foresaw goes to the log as well.

    `stopped` are the signals that came, where they are heeded already.
    """
    stopped = heed_signals() if stopped is None else stopped
    sys.excepthook = _unforeseen
    try:
        with _in_sentences(processed):
            yield
    # After a call to stop a query raises whatever it was at: all of these then mean that it stopped.
    except (KeyboardInterrupt, RuntimeError, duckdb.Error, Stopped):
        if not stopped:
            raise
        click.echo("Dihentikan. Jalankan lagi untuk melanjutkan.", err=True)
        sys.exit(128 + stopped[0])


@contextmanager
def _in_sentences(processed: Path):
    try:
        yield
    except batch.RawMissingError as error:
        raise click.UsageError(f"Folder {error.args[0]} tidak ada atau tidak dapat dibuka. Buat folder itu dan masukkan berkasnya.") from error
    except batch.ResultsAmongDocumentsError as error:
        raise click.UsageError(f"Folder hasil {processed} ada di dalam folder berkas masuk {error.args[0]}, sehingga hasilnya terbaca lagi sebagai dokumen. Pilih folder hasil di luarnya dengan --processed.") from error
    except lock.LockedError as error:
        raise Stopped(f"Folder {processed} sedang dipakai oleh {error.owner or 'proses lain'}. Tunggu sampai selesai, lalu ulangi.") from error
    except AddressError as error:
        raise Stopped(f"Penyimpanan tidak menjawab, tidak ada yang diterbitkan. {error}. Periksa alamat, jaringan, dan izinnya, lalu ulangi.") from error
    except ClusterError as error:
        raise Stopped(f"Klaster tidak dapat dipakai: {error}.") from error
    except ModuleNotFoundError as error:
        raise Stopped(f"Paket {error.name} belum terpasang. Pasang dengan: pip install '.[cluster,postgres,s3]'") from error
    except OSError as error:
        raise Stopped(f"Hasil tidak dapat ditulis ke {processed}: {error.strerror or error}. Periksa ruang dan izin folder itu, lalu ulangi.") from error
    except duckdb.OutOfMemoryException as error:
        raise Stopped(f"Memori untuk menerbitkan ke {processed} tidak cukup. Sediakan ruang cakram, atau naikkan mib atau kib_baris di bagian [terbitan] schemas/limits.toml, lalu ulangi.") from error
    except (RuntimeError, duckdb.Error) as error:
        # A commit that the disk refuses is a TransactionException, which its words alone tell from others.
        if not isinstance(error, duckdb.IOException) and "Failed to commit" not in str(error):
            raise
        raise Stopped(f"Hasil tidak dapat ditulis ke {processed}. Periksa ruang dan izin folder itu, lalu ulangi.") from error


def heed_signals() -> list[int]:
    """The signals that ask the run to stop, as they come: kept, for a query that one interrupts hides which it was."""
    came: list[int] = []
    heeded = (signal.SIGINT, signal.SIGTERM)

    def stop(number, _):
        for each in heeded:
            # A second call would cut short the orderly end that the first has begun.
            signal.signal(each, signal.SIG_IGN)
        came.append(number)
        sys.unraisablehook = _unfinished
        raise CalledOff

    for number in heeded:
        signal.signal(number, stop)
    return came


def end(code: int) -> NoReturn:
    """End this process, all of whose work is done, without freeing its objects one by one: what pandas and its like bring takes a third of a second."""
    logging.shutdown()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        # Words that nobody took are an exit code of Python's own.
        sys.exit(code)
    os._exit(code)


def _unfinished(left) -> None:
    """What was left half done complains when it is thrown away, which after a call to stop is for the log alone."""
    logging.getLogger(__name__).debug("left unfinished", exc_info=(left.exc_type, left.exc_value, left.exc_traceback))


def _unforeseen(kind, error, trace):
    """The last resort: a sentence on the screen, the traceback in the log, and the exit code of nothing published."""
    logging.getLogger(__name__).critical("run failed", exc_info=(kind, error, trace))
    click.echo(f"Program gagal ({kind.__name__}); hasil sebelumnya tetap utuh. Laporkan kepada pengelola beserta {log.file()}.", err=True)
    logging.shutdown()
    # Python itself would end with 1, which says that all is published and some documents failed.
    os._exit(NOTHING_PUBLISHED)
