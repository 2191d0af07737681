"""netnotes: plain notes about the people you know in, a private dashboard out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__version__ = "0.1.0"

# The version of what `--json` and `export json` print; it grows when something is removed or
# changes its meaning.
JSON_VERSION = 2


def find_package_folder(name: str) -> Path:
    """Find a folder that comes with the program, such as `templates`.

    An installed netnotes has it inside the package; a checkout has it at the top, beside the
    package.
    """
    # Here and not at the top: `netnotes --version` and the like need no pathlib.
    from pathlib import Path

    package = Path(__file__).parent
    inside = package / name

    return inside if inside.is_dir() else package.parent / name
