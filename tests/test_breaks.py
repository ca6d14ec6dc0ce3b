"""Where a page ends: what goes on below the break, and what begins anew there."""

from __future__ import annotations

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline import document
from tests.drawing import Box, boxes, page_table

STAIRCASE = [
    ["SASARAN", "OUTPUT", "INDIKATOR", "PROGRAM / KEGIATAN / SUBKEGIATAN"],
    ["Meningkatnya layanan tanah", "", "Indeks layanan (Angka)", ""],
    ["", "", "Persentase tanah (%)", "PROGRAM PENYELESAIAN TANAH GARAPAN DAN GANTI RUGI TANAH UNTUK PEMBANGUNAN"],
    ["", "Cakupan penyelesaian", "Jumlah dokumen (Dokumen)", "Penyelesaian Masalah Tanah Garapan dalam Daerah Kabupaten"],
    ["", "", "Jumlah berkas (Berkas)", "Inventarisasi Sengketa dan Perkara Pertanahan dalam Satu Daerah Kabupaten"],
    ["", "", "Persentase ganti kerugian pembangunan daerah (%)", ""],
    ["", "Cakupan ganti kerugian", "Dokumen penyelesaian masalah ganti kerugian (Dokumen)", "Penyelesaian Masalah Ganti Kerugian Tanah"],
]

KINDS = ["garapan", "negara", "adat", "hutan", "wakaf", "pertanian", "kosong", "sengketa", "pesisir", "kota", "desa", "jalan"]


def read(tmp_path, cells, breaks, page, **look):
    page_table(tmp_path / "a.pdf", cells, page=page, breaks=breaks, **look)
    return document.read(tmp_path / "a.pdf", "a.pdf")


@pytest.mark.parametrize("width", range(220, 310, 10))
def test_a_row_begins_anew_where_its_other_texts_would_have_had_room_above(tmp_path, width):
    reading = read(tmp_path, boxes(STAIRCASE), [6], (width, 400))
    assert [i["name"] for i in reading["indicators"]][4:] == ["Persentase ganti kerugian pembangunan daerah", "Dokumen penyelesaian masalah ganti kerugian"]


@pytest.mark.parametrize("width", range(170, 420, 40))
def test_a_unit_in_brackets_ends_an_indicator_where_it_ends_all_others(tmp_path, width):
    names = [f"{kind.title()} yang selesai\ndan data tanahnya" for kind in KINDS]
    rows = [["SASARAN", "KEGIATAN", "INDIKATOR KEGIATAN"], ["Meningkatnya layanan", "Penataan tanah", ""], *(["", "", f"{name} (Dokumen)"] for name in names)]
    cells = [Box(*cell[:5], middle=True) for cell in boxes(rows)]
    assert [i["name"] for i in read(tmp_path, cells, [8], (width, 800))["indicators"]] == [name.replace("\n", " ") for name in names]


@pytest.mark.parametrize("tujuan", ["Meningkatkan mutu\nsosial dengan kuatnya\nperanan keluarga\nsejahtera dan mandiri", "Meningkatkan Mutu\nSosial Masyarakat\nKabupaten Contoh\nSejahtera"])
def test_a_text_in_the_middle_of_its_rows_goes_on_though_what_stands_beside_it_begins_anew(tmp_path, tujuan):
    rows = [["TUJUAN", "INDIKATOR TUJUAN", "SASARAN"],
            [tujuan, "1. Indeks keluarga\n2. Indeks desa\n3. Indeks kota\n4. Indeks gender", "Meningkatnya layanan\nsosial\nmasyarakat\nmiskin\ndi kota\ndan di desa\nterpencil\nsekali"],
            ["^", "^", "Meningkatnya peran\nperempuan\ndan anak\ndaerah\ndi kota\ndan di desa\nterpencil\nsekali"]]
    reading = read(tmp_path, [Box(*cell[:5], middle=True) for cell in boxes(rows)], [2], (500, 300))
    assert [n["name"] for n in reading["nodes"] if n["level"] == "tujuan"] == [tujuan.replace("\n", " ")]
    assert [i["name"] for i in reading["indicators"]] == ["Indeks keluarga", "Indeks desa", "Indeks kota", "Indeks gender"]


def test_a_code_that_the_page_break_cuts_goes_on_with_its_row(tmp_path):
    rows = [["KODE", "PROGRAM / KEGIATAN / SUB KEGIATAN", "INDIKATOR"], ["1.03.02", "Program Air", "Persentase air"], ["1.03.02.2.02", "Irigasi Daerah", "Jumlah irigasi"],
            ["1.03.02.2.02.0\n008", "Peningkatan Jaringan Irigasi\nPermukaan", "Panjang jaringan\nyang ditingkatkan"]]
    reading = read(tmp_path, boxes(rows), [3.5], (500, 300))
    assert [(n["code"], n["name"]) for n in reading["nodes"]][2:] == [("1.03.02.2.02.0008", "Peningkatan Jaringan Irigasi Permukaan")]
    assert [i["name"] for i in reading["indicators"]][2:] == ["Panjang jaringan yang ditingkatkan"]


def test_a_sum_that_the_page_break_cuts_goes_on_with_its_row(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "PAGU 2025"], ["Program Air yang Jernih", "Persentase air", "2.500.000.000"], ["Irigasi\nDaerah", "Jumlah irigasi", "1.250.000.0\n00"], ["Sungai", "Jumlah sungai", "1.250.000.000"]]
    reading = read(tmp_path, boxes(rows), [2.5], (500, 300))
    assert [n["name"] for n in reading["nodes"]] == ["Program Air yang Jernih", "Irigasi Daerah", "Sungai"]
    assert [b["amount"] for b in reading["budgets"]] == [2.5e9, 1.25e9, 1.25e9]


def names(reading, level):
    return [n["name"] for n in reading["nodes"] if n["level"] == level]


TWO = [["TUJUAN", "SASARAN", "INDIKATOR SASARAN", "SATUAN"],
       ["Meningkatkan mutu hidup\nmasyarakat", "Meningkatnya layanan\nair di desa\ndan di kota\nyang jauh dari pesisir", "Indeks layanan\nair bersih", "Indeks"], ["^", "^", "Jumlah sambungan", "Unit"],
       ["^", "Meningkatnya jalan\nmantap", "Panjang jalan mantap", "Km"]]


def test_what_no_rule_reaches_on_a_page_is_of_the_table_all_the_same(tmp_path):
    rows = [TWO[0], ["Meningkatkan mutu\nhidup masyarakat desa", *TWO[1][1:]], *TWO[2:]]
    cells = [Box(*cell[:5], middle=cell[1] == 0) for cell in boxes(rows)]
    reading = read(tmp_path, cells, [2, 3], (500, 300), open_sides="b")
    assert names(reading, "tujuan") == ["Meningkatkan mutu hidup masyarakat desa"]
    assert names(reading, "sasaran") == ["Meningkatnya layanan air di desa dan di kota yang jauh dari pesisir", "Meningkatnya jalan mantap"]


@pytest.mark.parametrize("repeat", [False, True])
def test_a_row_that_no_rule_closes_at_the_foot_goes_on(tmp_path, repeat):
    rows = [*TWO, ["Menguatkan\nTata Kelola", "Meningkatnya\nMutu", "Nilai\nMutu\nDinas", "Nilai"]]
    reading = read(tmp_path, boxes(rows), [3, 4.37], (500, 300), open_sides="b", repeat=repeat)
    assert names(reading, "tujuan")[1:] == ["Menguatkan Tata Kelola"] and names(reading, "sasaran")[2:] == ["Meningkatnya Mutu"]
    assert [i["name"] for i in reading["indicators"]][3:] == ["Nilai Mutu Dinas"]


@pytest.mark.parametrize("repeat", [False, True])
def test_a_foot_that_is_never_closed_says_nothing_of_its_rows(tmp_path, repeat):
    rows = [*TWO, ["Menguatkan tata kelola\npemerintahan", "Meningkatnya mutu", "Nilai mutu dinas", "Nilai"]]
    reading = read(tmp_path, boxes(rows), [2, 3, 4], (500, 300), open_sides="f", repeat=repeat)
    assert names(reading, "sasaran") == ["Meningkatnya layanan air di desa dan di kota yang jauh dari pesisir", "Meningkatnya jalan mantap", "Meningkatnya mutu"]


@pytest.mark.parametrize("repeat", [False, True])
def test_a_merged_cell_that_a_rule_closes_ends_though_its_text_fills_it(tmp_path, repeat):
    reading = read(tmp_path, boxes(TWO), [3], (500, 300), open_sides="b", repeat=repeat)
    assert names(reading, "sasaran") == ["Meningkatnya layanan air di desa dan di kota yang jauh dari pesisir", "Meningkatnya jalan mantap"]


def test_a_blank_merged_cell_that_a_rule_closes_takes_nothing_from_the_next_page(tmp_path):
    rows = [["TUJUAN", "SASARAN", "INDIKATOR", "SATUAN"], ["Meningkatkan mutu hidup", "", "Indeks mutu hidup", "Indeks"], ["^", "^", "Jumlah kematian bayi", "Orang"],
            ["^", "Meningkatnya jalan mantap", "Panjang jalan mantap", "Km"]]
    reading = read(tmp_path, boxes(rows), [3], (500, 300), open_sides="b")
    owners = {n["node_id"]: n["level"] for n in reading["nodes"]}
    assert [(owners[i["node_id"]], i["name"]) for i in reading["indicators"]] == [("tujuan", "Indeks mutu hidup"), ("tujuan", "Jumlah kematian bayi"), ("sasaran", "Panjang jalan mantap")]


def test_a_text_in_the_middle_of_a_row_of_its_own_is_no_rest(tmp_path):
    rows = [["SASARAN", "INDIKATOR", "PROGRAM / KEGIATAN / SUBKEGIATAN"], ["Meningkatnya layanan tanah", "Indeks layanan", ""], ["", "Persentase tanah yang\ndilayani", "PROGRAM TANAH"],
            ["", "Persentase korban kekerasan terhadap\nperempuan dan anak yang dilayani", "Pembinaan Rumah Tangga Berpenghasilan\nRendah Di Pesisir"],
            ["", "Jumlah anak usia dini yang ditingkatkan\nkapasitasnya", "Koordinasi Laporan Capaian Kinerja\ndan Ikhtisar Realisasi Kinerja Jalan\nKabupaten"]]
    reading = read(tmp_path, [Box(*cell[:5], middle=True) for cell in boxes(rows)], [4], (400, 300))
    assert [i["name"] for i in reading["indicators"]][2:] == ["Persentase korban kekerasan terhadap perempuan dan anak yang dilayani", "Jumlah anak usia dini yang ditingkatkan kapasitasnya"]


def test_lines_that_flow_out_of_a_cell_open_at_the_foot_are_its_own(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(500, 200))
    canvas.setFont("Helvetica", 9)
    for x, texts in ((10, ("TUJUAN", "Meningkatkan mutu\nhidup masyarakat\ndesa dan kota\nyang jauh dari pusat")), (170, ("SASARAN", "Meningkatnya layanan")), (330, ("INDIKATOR SASARAN", "Indeks layanan"))):
        for y, height, text in zip((150, 120), (20, 30), texts):
            canvas.line(x, y + height, x + 160, y + height)
            canvas.line(x, y, x, y + height)
            canvas.line(x + 160, y, x + 160, y + height)
            for n, line in enumerate(text.split("\n")):
                canvas.drawString(x + 3, y + height - 11 - 11 * n, line)
        canvas.line(x, 120, x + 160 * (x > 10), 120)
    canvas.drawString(10, 20, "Halaman 1")
    canvas.save()
    assert names(document.read(tmp_path / "a.pdf", "a.pdf"), "tujuan") == ["Meningkatkan mutu hidup masyarakat desa dan kota yang jauh dari pusat"]


def test_a_text_goes_on_below_a_heading_printed_again_without_a_rule_between(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(500, 200))
    pages = [[("SASARAN", "INDIKATOR SASARAN", "SATUAN"), ("Meningkatnya layanan air", "Indeks layanan", "Indeks"), ("Meningkatnya layanan\nkelompok tani dan", "Indeks tani", "Indeks")],
             [("SASARAN", "INDIKATOR SASARAN", "SATUAN"), ("kelompok wanita tani", "Jumlah kelompok", "Unit")]]
    for number, rows in enumerate(pages):
        canvas.setFont("Helvetica", 9)
        for r, row in enumerate(rows):
            for k, text in enumerate(row):
                x, y = 10 + 150 * k, 150 - 30 * r
                # A cell has its rule above it: the second half of the merged one has none.
                canvas.line(x, y + 30, x + 150 * (not (number and r and not k)), y + 30)
                canvas.line(x, y, x, y + 30)
                canvas.line(x + 150, y, x + 150, y + 30)
                for n, line in enumerate(text.split("\n")):
                    canvas.drawString(x + 3, y + 18 - 11 * n, line)
        if number:
            canvas.line(10, 120, 460, 120)
        canvas.showPage()
    canvas.save()
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert names(reading, "sasaran") == ["Meningkatnya layanan air", "Meningkatnya layanan kelompok tani dan kelompok wanita tani"]
    assert [i["name"] for i in reading["indicators"]] == ["Indeks layanan", "Indeks tani", "Jumlah kelompok"]


@pytest.mark.parametrize("breaks", [[7, 11], [8, 11], [9, 11]])
def test_a_code_at_the_top_of_a_page_opens_a_row_below_a_blank_that_fills_the_page_before(tmp_path, breaks):
    kept = [f"Jumlah layanan\nyang diberikan\nkepada warga\n{place}\n(Layanan)" for place in ("kota", "desa", "pesisir", "hutan", "gunung", "sungai")]
    rows = [["PROGRAM / KEGIATAN / SUB KEGIATAN", "INDIKATOR OUTCOME / OUTPUT", "TARGET 2026", "PAGU 2026"],
            ["2.14.03 - PROGRAM KELUARGA", "", "", "9.000.000"], ["Meningkatnya keluarga", "Indeks keluarga (Indeks)", "80,5", "9.000.000"],
            ["2.14.03.2.03 - Pelayanan Warga", "", "", "9.000.000"], ["Meningkatnya layanan", kept[0], "4", "9.000.000"], ["-1", "-2", "-3", "-4"],
            ["", kept[1], "5", ""], *(["^", name, str(6 + k), "^"] for k, name in enumerate(kept[2:])),
            ["2.14.03.2.03.0001 - Penyediaan Layanan", "", "", "9.000.000"], ["Tersedianya layanan", "Jumlah petugas (Orang)", "3", "9.000.000"]]
    reading = read(tmp_path, boxes(rows), breaks, (500, 420))
    codes = {n["node_id"]: n["code"] for n in reading["nodes"]}
    wanted = [("2.14.03.2.03", " ".join(name.split("\n")[:-1])) for name in kept] + [("2.14.03.2.03.0001", "Jumlah petugas")]
    assert [(codes[i["node_id"]], i["name"]) for i in reading["indicators"]][1:] == wanted


BUDGET = [["PROGRAM / KEGIATAN / SUB KEGIATAN", "INDIKATOR OUTCOME / OUTPUT", "PAGU 2026", "PAGU 2027"],
          ["7.01.01 - PROGRAM PENUNJANG", "", "13.000.0\n00", "13.500.0\n00"], ["Meningkatnya penunjang", "Persentase penunjang (%)", "13.000.0\n00", "13.500.0\n00"],
          ["7.01.01.2.01 - Perencanaan Daerah", "", "13.000.0\n00", "13.500.0\n00"], ["Tersusunnya rencana", "Jumlah dokumen (Dokumen)", "13.000.0\n00", "13.500.0\n00"],
          ["7.01.01.2.01.0001 - Penyusunan\nDokumen\n\n\nPerencanaan\nDaerah", "", "13.000.0\n00", "13.500.0\n00"],
          ["Tersedianya\ndokumen\nrencana\ndaerah", "Jumlah dokumen rencana (Dokumen)", "13.000.0\n00", "13.500.0\n00"]]


@pytest.mark.parametrize("repeat", [False, True])
def test_a_name_goes_on_beside_blanks_where_the_money_beside_it_was_broken_by_its_column(tmp_path, repeat):
    reading = read(tmp_path, boxes(BUDGET), [5.5], (500, 400), repeat=repeat)
    assert names(reading, "sub_kegiatan") == ["Penyusunan Dokumen Perencanaan Daerah"]
    assert [n["result"] for n in reading["nodes"]] == ["Meningkatnya penunjang", "Tersusunnya rencana", "Tersedianya dokumen rencana daerah"]


def united(path, *tables):
    """One PDF of several tables, each given with how it is drawn."""
    whole = pypdfium2.PdfDocument.new()
    for number, (rows, drawing) in enumerate(tables):
        part = path.with_suffix(f".{number}.pdf")
        page_table(part, boxes(rows), page=(500, 400), **drawing)
        with pypdfium2.PdfDocument(part) as source:
            whole.import_pages(source)
    whole.save(path)
    whole.close()


def test_two_whole_sums_are_two_rows_though_no_rule_closes_the_foot(tmp_path):
    united(tmp_path / "a.pdf", (BUDGET[:4], {}), ([BUDGET[0], *BUDGET[4:]], dict(breaks=[3], repeat=True, open_sides="f")))
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert [n["result"] for n in reading["nodes"]] == ["Meningkatnya penunjang", "Tersusunnya rencana", "Tersedianya dokumen rencana daerah"]
    assert [b["amount"] for b in reading["budgets"]] == [13e6, 13.5e6] * 3


def test_a_text_that_begins_small_goes_on_though_numbers_stand_in_its_column(tmp_path):
    head = [["SASARAN", "INDIKATOR SASARAN", "SATUAN"], ["(01)", "(02)", "(03)"]]
    cut = ["Meningkatnya kinerja\nDinas Kependudukan", "Nilai\nkinerja\npelayanan\nkepada\nmasyarakat", "Nilai"]
    united(tmp_path / "a.pdf", ([*head, ["Meningkatnya layanan air", "Indeks layanan air", "Indeks"], cut], {}), ([*head, ["dan Pencatatan Sipil", "", ""]], {}))
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert names(reading, "sasaran")[1:] == ["Meningkatnya kinerja Dinas Kependudukan dan Pencatatan Sipil"]


def test_a_heading_printed_again_whose_long_cells_are_cut_is_a_heading(tmp_path):
    head = [["PROGRAM / KEGIATAN /\nSUB KEGIATAN", "INDIKATOR OUTCOME\n/ OUTPUT", "BASELINE 2024", "TARGET DAN PAGU INDIKATIF", "<"], ["^", "^", "^", "2026", "<"], ["^", "^", "^", "TARGET", "PAGU"]]
    again = [["PROGRAM / KEGIATAN /", "INDIKATOR OUTCOME", *head[0][2:]], *head[1:]]
    united(tmp_path / "a.pdf", ([*head, ["7.01.01 - PROGRAM PENUNJANG", "Persentase penunjang yang", "75", "80", "9.000.000"]], {}),
           ([*again, ["", "dilayani (%)", "", "", ""], ["7.01.01.2.01 - Perencanaan Daerah", "Jumlah dokumen (Dokumen)", "4", "4", "9.000.000"]], {}))
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert [(n["level"], n["name"]) for n in reading["nodes"]] == [("program", "PROGRAM PENUNJANG"), ("kegiatan", "Perencanaan Daerah")]
    assert [i["name"] for i in reading["indicators"]] == ["Persentase penunjang yang dilayani", "Jumlah dokumen"]


LISTED = ["SASARAN", "PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "TARGET 2025"]
FIRST = [["Meningkatnya layanan", f"Program {kind}", f"Penataan {kind}\nKota", f"1. Jumlah {kind}\n2. Luas {kind}", "1. 12\n2. 24"] for kind in ("kebun", "lahan")]


@pytest.mark.parametrize("repeat", [True, False])
def test_a_row_that_goes_on_in_one_cell_goes_on_in_all(tmp_path, repeat):
    rows = [LISTED, *FIRST, ["", "", "Perlindungan Sosial\nKorban Bencana\nAlam dan Sosial\nKabupaten", "Jumlah keluarga\nyang menerima bantuan\nsosial dan kesehatan\nkeluarga", "67 doku\nme\n\nn"]]
    reading = read(tmp_path, boxes(rows), [3.5], (700, 300), repeat=repeat)
    assert [n["name"] for n in reading["nodes"] if n["level"] == "kegiatan"][2:] == ["Perlindungan Sosial Korban Bencana Alam dan Sosial Kabupaten"]
    assert [i["name"] for i in reading["indicators"]][4:] == ["Jumlah keluarga yang menerima bantuan sosial dan kesehatan keluarga"]


def test_a_row_that_goes_on_in_the_middle_of_its_cells_goes_on_in_all(tmp_path):
    top = [["Meningkatnya layanan", f"Program {kind}", f"Penataan {kind}", f"Jumlah {kind}", "12"] for kind in ("kebun", "lahan", "hutan")]
    above = [LISTED, *top, ["", "", "Pengelolaan Data", "Persentase pengungsi", "21"]]
    below = [LISTED, ["", "", "Fakir Miskin\nKota", "bencana alam\ndan sosial\nyang terpenuhi\nkebutuhannya", ""]]
    page_table(tmp_path / "one.pdf", [Box(*cell[:5], middle=True) for cell in boxes(above)], page=(700, 300))
    page_table(tmp_path / "two.pdf", [Box(*cell[:5], middle=True) for cell in boxes(below)], page=(700, 300))
    with pypdfium2.PdfDocument.new() as whole:
        for name in ("one", "two"):
            with pypdfium2.PdfDocument(tmp_path / f"{name}.pdf") as part:
                whole.import_pages(part)
        whole.save(tmp_path / "a.pdf")
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert [n["name"] for n in reading["nodes"] if n["level"] == "kegiatan"][3:] == ["Pengelolaan Data Fakir Miskin Kota"]


@pytest.mark.parametrize("repeat", [True, False])
def test_a_list_goes_on_where_each_cell_has_one_of_its_own(tmp_path, repeat):
    rows = [LISTED, *FIRST, ["", "", "Perlindungan Sosial\nKorban Bencana\nAlam dan Sosial\nKabupaten", "1. Jumlah korban\n2. Jumlah rumah\n3. Jumlah jalan\n4. Jumlah sawah", "1. 11\n2. 22\n3. 33\n4. 44"]]
    reading = read(tmp_path, boxes(rows), [3.5], (700, 300), repeat=repeat)
    assert [n["name"] for n in reading["nodes"] if n["level"] == "kegiatan"][2:] == ["Perlindungan Sosial Korban Bencana Alam dan Sosial Kabupaten"]
    assert [(i["name"], t["value"]) for i, t in zip(reading["indicators"], reading["targets"])][4:] == [
        ("Jumlah korban", 11.0), ("Jumlah rumah", 22.0), ("Jumlah jalan", 33.0), ("Jumlah sawah", 44.0)]


def test_a_blank_at_the_foot_takes_no_parent_from_the_next_page_though_a_break_cut_a_row_before(tmp_path):
    rows = [LISTED[1:4], ["Program Kebun\ndan Ladang\nKabupaten\nContoh", "Penataan Kebun", "Jumlah kebun\nyang ditata\nbaik dan\nbenar"], ["Program Lahan", "Penataan Lahan", "Jumlah lahan"],
            ["Program Hutan", "Penataan Hutan", "Jumlah hutan"], ["", "Penataan Rawa", "Jumlah rawa"], ["Program Sawah", "Penataan Sawah", "Jumlah sawah"]]
    reading = read(tmp_path, boxes(rows), [1.5, 5], (700, 300), repeat=True)
    name = {n["node_id"]: n["name"] for n in reading["nodes"]}
    assert [name[n["parent_id"]].split()[1] for n in reading["nodes"] if n["level"] == "kegiatan"] == ["Kebun", "Lahan", "Hutan", "Hutan", "Sawah"]


def test_what_stands_open_at_a_foot_goes_on_where_rules_close_a_later_one(tmp_path):
    rows = [LISTED[1:4], ["Program Kebun", "Penataan Kebun\n\n\n", "Jumlah kebun\n\n\nBaik"], ["Program Lahan", "Penataan Lahan", "Jumlah lahan"], ["Program Sawah", "Penataan Sawah", "Jumlah sawah"]]
    reading = read(tmp_path, boxes(rows), [1.5, 3], (700, 300), repeat=True, open_sides="b")
    assert [i["name"] for i in reading["indicators"]] == ["Jumlah kebun Baik", "Jumlah lahan", "Jumlah sawah"]


def test_a_row_with_a_code_of_its_own_begins_anew_though_a_text_above_ends_amid_a_sentence(tmp_path):
    rows = [["KODE", "PROGRAM / KEGIATAN", "INDIKATOR", "PAGU 2025"], ["2.16.02", "Program Data", "Persentase data\nyang disusun sesuai", "1.000.000"],
            ["2.16.02.2.01", "Pendataan Wilayah", "Jumlah laporan", "1.000.000"]]
    for repeat in (True, False):
        reading = read(tmp_path, boxes(rows), [2], (500, 300), repeat=repeat)
        assert [i["name"] for i in reading["indicators"]] == ["Persentase data yang disusun sesuai", "Jumlah laporan"]


def test_a_number_that_goes_on_begins_a_row_anew_where_a_short_name_ends_beside_it(tmp_path):
    lists = [["Meningkatnya layanan", f"Program {kind}", f"Penataan {kind}", f"1. Jumlah {kind}", "12"] for kind in ("kebun", "lahan")]
    rows = [LISTED, *lists, ["Meningkatnya mutu", "Program Sawah", "Penataan Sawah", "2. Jumlah sawah", "14"]]
    reading = read(tmp_path, boxes(rows), [3], (700, 300), repeat=True)
    name = {n["node_id"]: n["name"] for n in reading["nodes"]}
    assert [name[i["node_id"]] for i in reading["indicators"]] == ["Penataan kebun", "Penataan lahan", "Penataan Sawah"]


def test_two_last_lines_go_on_though_one_had_room_above(tmp_path):
    rows = [LISTED[1:4], ["Program Kebun", "Penataan Kebun", "Jumlah kebun"],
            ["Program Lahan", "Pengelolaan Data Fakir Miskin\nPerlindungan Sosial Korban\n\nBencana Alam Kabupaten\nContoh", "Jumlah keluarga yang menerima\nbantuan\nsosial dan\nkesehatan\nkeluarga"]]
    reading = read(tmp_path, boxes(rows), [2.6], (330, 300), repeat=True)
    assert [n["name"] for n in reading["nodes"] if n["level"] == "kegiatan"] == ["Penataan Kebun", "Pengelolaan Data Fakir Miskin Perlindungan Sosial Korban Bencana Alam Kabupaten Contoh"]
