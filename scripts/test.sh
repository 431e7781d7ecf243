#!/bin/sh
# Runs every test on SQLite, then what touches the database on PostgreSQL. Arguments go to pytest both times.
# THREADKEEP_TEST_REQUIRE="postgres,chromium,..." forbids leaving out what needs them (see tests/services.py).
set -u
cd "$(dirname "$0")/.."

# Two processes: more of them fight over the disk and the browser on a small machine.
pytest() { .venv/bin/pytest --numprocesses "${THREADKEEP_TEST_PROCESSES:-2}" --dist worksteal "$@"; }

echo "== Tests on SQLite =="
THREADKEEP_TEST_DATABASE=sqlite pytest "$@"
sqlite=$?

echo "== Tests on PostgreSQL =="
if .venv/bin/python -c 'from tests.services import is_here; raise SystemExit(not is_here("postgres"))'; then
    THREADKEEP_TEST_DATABASE=postgres pytest "$@"
    postgres=$?
    # 5 is pytest's "nothing collected": the chosen tests touch no database.
    [ $postgres -eq 5 ] && postgres=0
else
    echo "not run: PostgreSQL does not answer. Start it, or name it in THREADKEEP_TEST_POSTGRES_URL."
    case ",${THREADKEEP_TEST_REQUIRE:-}," in *,postgres,*) postgres=1 ;; *) postgres=0 ;; esac
fi

[ $sqlite -eq 0 ] && [ $postgres -eq 0 ]
