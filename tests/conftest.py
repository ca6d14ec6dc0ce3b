"""How long hypothesis searches: as it likes at a desk, the same few examples each time in CI. And no wait for files that nobody is writing."""

import os

import pytest
from hypothesis import settings

from pipeline.validation import rules
from pipeline.vocabulary import vocabulary

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, max_examples=40, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(autouse=True, scope="session")
def nobody_writes():
    """Test files are new: do not wait to see whether they grow."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(vocabulary("limits")["berkas"], "detik_tenang", 0)
        yield


@pytest.fixture(scope="module")
def without_rules():
    """Nothing is found by rules in a module: to judge takes half the time of a small publication."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "judge", lambda frames: [])
        yield


@pytest.fixture(scope="session")
def run():
    """Runs in children of one warm process, each for a fraction of what a process of its own costs: `run(raw, out)`."""
    from tests.faults import runs

    with runs() as run:
        yield run


@pytest.fixture(scope="session")
def published_one(tmp_path_factory):
    """The reading written by hand, published. The folder is every module's: who changes something takes a copy."""
    from tests.readings import reading
    from tests.test_publish import run

    return run(tmp_path_factory.mktemp("satu"), reading())


@pytest.fixture(scope="session")
def published_two(tmp_path_factory):
    """The same with another document of the same content beside it."""
    from tests.readings import reading
    from tests.test_publish import run

    return run(tmp_path_factory.mktemp("dua"), reading(), reading("b.pdf", "b"))
