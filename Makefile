# Satu perintah: make. Setiap sasaran adalah baris `python -m …`, jadi dapat juga dijalankan tanpa make.
PYTHON ?= python3
VENV ?= .venv
PY = $(VENV)/bin/python

.PHONY: run watch test faults fuzz check bench contoh kamus gambar clean help

run: $(VENV)/siap ## baca semua yang baru di raw/, terbitkan ke processed/
	$(PY) -m pipeline run

watch: $(VENV)/siap ## pantau raw/: setiap berkas yang masuk langsung dibaca (Ctrl-C menghentikan)
	$(PY) -m pipeline watch

test: $(VENV)/siap-uji ## buktikan pemasangan: jalankan semua uji
	$(PY) -m pytest -n 2 --dist worksteal

faults: $(VENV)/siap-uji ## uji kegagalan penuh: 50 saat acak, setiap k
	FAULTS=all $(PY) -m pytest -n 2 tests/test_faults.py tests/test_same_bytes.py

fuzz: $(VENV)/siap-uji ## baca dokumen yang dirusak acak selama 5 menit; yang gagal disimpan di fuzz/
	$(PY) -m tests.fuzz --seconds 300

check: $(VENV)/siap ## periksa tanpa menulis: make check FILES="a.pdf b.xlsx"
	$(PY) -m pipeline check $(FILES)

bench: $(VENV)/siap-uji ## ukur kecepatan dan memori terhadap pdfplumber
	$(PY) -m benchmarks.cells

contoh: $(VENV)/siap-uji ## buat ulang contoh di raw/contoh/
	$(PY) -m tests.contoh

kamus: $(VENV)/siap ## buat ulang docs/kamus-data.md, docs/temuan.md, dan tabel aturan di README.md dari schemas/
	$(PY) -m pipeline.dictionary
	$(PY) -m pipeline.finding_guide
	$(PY) -m tests.readme

gambar: $(VENV)/siap-uji ## buat ulang gambar di docs/ dari contoh (perlu Chromium)
	$(PY) -m tests.gambar

clean: ## hapus hasil dan lingkungan; raw/ dan buku kerja tinjauan tidak disentuh
	rm -rf $(VENV)
	find processed -mindepth 1 -maxdepth 1 ! -name 'tinjauan*.xlsx' -exec rm -rf {} +
	@ls processed/tinjauan*.xlsx 2>/dev/null && echo 'tidak dihapus, mungkin berisi keputusan' || true

help: ## tampilkan sasaran
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/'

$(VENV)/siap: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --requirement requirements.txt
	touch $@

$(VENV)/siap-uji: requirements-dev.txt $(VENV)/siap
	$(PY) -m pip install --quiet --requirement requirements-dev.txt
	touch $@
