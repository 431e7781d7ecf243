"""A process that counts, and says so only after the commit. Killed at a crash point by the tests.

python -m threadkeep.kernel.tests.counting_process count 10 | work
"""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "threadkeep.site.settings")
os.environ["THREADKEEP_TEST_MIRROR"] = "yes"
django.setup()

if name := os.environ.get("THREADKEEP_TEST_NAME"):
    from django.conf import settings
    from django.db import connections

    settings.DATABASES["default"]["NAME"] = connections["default"].settings_dict["NAME"] = name

from threadkeep.kernel import worker  # noqa: E402
from threadkeep.kernel.effect import EFFECTS  # noqa: E402
from threadkeep.kernel.tests.verbs import count_up  # noqa: E402

for each in list(EFFECTS):
    if each != "kernel.mirror":
        del EFFECTS[each]

if sys.argv[1] == "count":
    for _ in range(int(sys.argv[2])):
        number = count_up(which="apples")
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
else:
    worker.drain()
