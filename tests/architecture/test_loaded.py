"""What a process that only waits has in its memory: each library below costs it 3 to 12 MB from the first import on."""

import subprocess
import sys

PARTS = ("bot.app", "bot.logs", "bot.cli.operate", "bot.delivery.engines.replicas")
NEEDED_LATER = ("numpy", "scipy", "alembic", "holidays", "rapidfuzz", "typst")
"""For the first number of many members, peer ratings, a migration, a country's calendar, a typo, and a document."""

ASKED = """
import importlib, sys
for part in {parts}:
    importlib.import_module(part)
from bot.features.schemes import service
assert service.builtin_schemes()
print(*(name for name in {names} if name in sys.modules))
"""


def test_an_assembled_app_has_not_loaded_what_only_some_days_need() -> None:
    asked = ASKED.format(parts=PARTS, names=NEEDED_LATER)
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stdout + done.stderr[-1000:]
