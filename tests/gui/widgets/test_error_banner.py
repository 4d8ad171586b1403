import pytest

from core.errors import AppError, ErrorKind
from gui.widgets.error_banner import ErrorBanner


@pytest.fixture
def banner(qtbot, theme):
    made = ErrorBanner(theme)
    qtbot.addWidget(made)
    return made


def test_a_slow_node_can_be_tried_again(banner, qtbot):
    banner.show_error(AppError(ErrorKind.TIMEOUT, "late"))
    with qtbot.waitSignal(banner.retry_requested):
        banner.action_requested.emit()


@pytest.mark.parametrize(
    ("kind", "route"),
    [(ErrorKind.WRONG_CHAIN, "settings/network"), (ErrorKind.STORAGE, "settings/advanced/doctor")],
)
def test_other_errors_lead_where_they_can_be_mended(banner, qtbot, kind, route):
    banner.show_error(AppError(kind, "detail"))
    with qtbot.waitSignal(banner.route_requested) as asked:
        banner.action_requested.emit()
    assert asked.args == [route]
