"""The secret key is made once, for its owner's eyes only, however many processes start at the same time."""

import subprocess
import sys
from pathlib import Path

import pytest

from threadkeep.site.secret import secret_key


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "data")
    assert len(first) == 86
    assert secret_key(tmp_path / "data") == first
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data/secret.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret.key"]
    assert secret_key(tmp_path / "other") != first


def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    code = f"from pathlib import Path; from threadkeep.site.secret import *; print(secret_key(Path({str(tmp_path)!r})))"
    started = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) for _ in range(6)]
    keys = {process.communicate()[0] for process in started}
    assert len(keys) == 1
    assert len(keys.pop().strip()) == 86


def test_a_damaged_key_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("")
    with pytest.raises(ValueError, match="Put it back from a backup"):
        secret_key(tmp_path)
    assert (tmp_path / "secret.key").read_text() == ""
