"""`python -m pipeline`."""

import sys

try:
    from pipeline.cli import main
except ModuleNotFoundError as missing:
    sys.exit(f"Paket {missing.name} belum terpasang. Jalankan make (Windows: jalankan.bat), lalu pakai python di dalam .venv.")

main()
