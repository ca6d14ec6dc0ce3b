"""`python -m pipeline`."""

import signal
import sys

try:
    from pipeline.cli import main
    from pipeline.stops import end
except ModuleNotFoundError as missing:
    sys.exit(f"Paket {missing.name} belum terpasang. Jalankan make (Windows: jalankan.bat), lalu pakai python di dalam .venv.")

try:
    try:
        main()
    finally:
        # All is done: a call to stop that comes now must not change the exit code.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
except SystemExit as ended:
    end(ended.code)
