"""What the tour tells of its steps, whether they went well or not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QWidget

from core.domain.settings import Appearance, Launch
from gui import tour
from gui.tour.stage import Stage


class BareStage:
    """A stage with nothing on it."""

    theme_name = "light"

    def __init__(self) -> None:
        self.window = QWidget()

    async def settle(self) -> None:
        pass


@pytest.mark.parametrize(("broken", "code"), [([], 0), (["metagraph"], 1)])
def test_a_step_that_fails_is_told_and_makes_the_tour_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: list[str], code: int
) -> None:
    def travelled(*_: object) -> list[tour.Record]:
        return [
            tour.Record(step, step not in broken, 0.5, f"{step}.png")
            for step in ("welcome", "metagraph")
        ]

    monkeypatch.setattr(tour, "_travel", travelled)
    assert tour.run(Launch(tmp_path, tmp_path), tmp_path / "out", Appearance.LIGHT) == code
    told = json.loads((tmp_path / "out" / "tour.json").read_text())
    assert told[1] == {
        "step": "metagraph",
        "ok": not broken,
        "seconds": 0.5,
        "picture": "metagraph.png",
        "error": "",
    }


async def test_a_step_that_fails_has_its_picture_too(tmp_path: Path) -> None:
    async def act(_stage: Stage) -> None:
        raise TimeoutError("no rows")

    record = await tour._take(cast(Stage, BareStage()), "subnets", act, tmp_path)
    assert (record.ok, record.error) == (False, "TimeoutError: no rows")
    assert (tmp_path / record.picture).stat().st_size > 0


def test_a_folder_that_cannot_be_made_is_one_line_and_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    out = tmp_path / "file" / "out"
    assert tour.run(Launch(tmp_path, tmp_path), out, Appearance.LIGHT) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
