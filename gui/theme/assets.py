"""Where the bundled fonts, icons and style sheet lie."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import resources

# ``resources`` is a package of plain files; its own path holds in a checkout,
# in an installed wheel and in a frozen bundle alike.
ROOT: Final = Path(resources.__file__).parent
FONTS: Final = ROOT / "fonts"
ICONS: Final = ROOT / "icons"
STYLE_SHEET: Final = ROOT / "qss" / "app.qss"
LICENCES: Final = ROOT / "licences"
