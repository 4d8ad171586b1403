import subprocess
import sys

import pyqtgraph

from gui.charts.library import load


def test_pages_and_tables_do_not_import_the_chart_library():
    check = (
        "import sys, gui.pages.subnets, gui.pages.subnet;"
        "print([m for m in ('pyqtgraph', 'numpy') if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", check], check=False, capture_output=True, text=True
    )
    assert found.stdout.strip() == "[]", found.stderr


async def test_the_library_is_imported_off_the_loop():
    assert (await load()) is pyqtgraph
