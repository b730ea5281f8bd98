"""The storm, small: a dozen kills over sixty mails; `make torture` is the long one."""

import pytest
from torture.drive import main

pytestmark = pytest.mark.slow


@pytest.mark.timeout(600)
def test_a_small_storm_loses_nothing_and_repeats_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--kills", "12", "--mails", "60", "--seed", "3"])
    said = capsys.readouterr()
    assert said.out == "lost 0 twice 0 wrong 0 touched 0 of 60\n", said.err
    assert status == 0
