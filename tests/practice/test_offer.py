"""What a stop flag takes away, on the phone: its own tests of that run there; tests/records has the server's side."""

from pathlib import Path

import pytest

from tests.house.test_checks import run_client_tests


@pytest.mark.shows("ten-steps-3")
def test_each_of_thirteen_flags_takes_the_joint_steps_away_wherever_it_was_set(tmp_path: Path) -> None:
    assert run_client_tests(tmp_path, "offer") >= 13 * 5
