"""The pictures of the guides show what the shipped example gives today; drawing them needs Chromium, this does not."""

import pytest

from tests import gambar

PICTURES = sorted(path.name for path in gambar.DOCS.glob("*.png"))


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return gambar.published(tmp_path_factory.mktemp("contoh"))


def test_every_picture_is_made_and_shown():
    assert PICTURES == sorted({*gambar.PRINTED, *gambar.BROWSED})
    told = "".join(path.read_text(encoding="utf-8") for path in (gambar.DOCS.parent / "README.md", *gambar.DOCS.glob("*.md")))
    assert [name for name in PICTURES if f"{name})" not in told] == []


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_current(published, name):
    assert gambar.marked(gambar.DOCS / name) == gambar.mark(name, published), "make gambar"
    assert (gambar.DOCS / name).stat().st_size < 150_000


@pytest.mark.parametrize("name", ["indeks.png", "laporan.png", "temuan.png"])
def test_what_people_see_gives_the_mark(published, tmp_path, name):
    for source in gambar.BROWSED[name][0]:
        (path := tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((published / source).read_bytes().replace(b'name="mark" content="', b'name="mark" content="0'))
    assert gambar.mark(name, tmp_path) == gambar.mark(name, published)
    path.write_bytes(path.read_bytes().replace(b"</h", b"!</h"))
    assert gambar.mark(name, tmp_path) != gambar.mark(name, published)
