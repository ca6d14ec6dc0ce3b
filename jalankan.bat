@echo off
rem Klik dua kali: memasang sekali, lalu membaca semua yang baru di raw\.
cd /d "%~dp0"
if not exist .venv\siap (
  py -3 -m venv .venv || goto gagal
  .venv\Scripts\python -m pip install --quiet --requirement requirements.txt || goto gagal
  echo siap> .venv\siap
)
.venv\Scripts\python -m pipeline run
pause
exit /b
:gagal
echo Pemasangan gagal. Pastikan Python 3.11 atau lebih baru sudah terpasang.
pause
