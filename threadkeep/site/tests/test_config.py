"""The configuration says everything that is wrong at once, with the line, and never tells a secret."""

import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import pytest

from threadkeep.site.config import Config, ConfigError, load


def written(folder: Path, text: str) -> Path:
    file = folder / "threadkeep.toml"
    file.write_text(text, encoding="utf-8")
    return file


def mistakes(folder: Path, env: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ConfigError) as refused:
        load(env or {}, folder)
    return [str(one).replace(f"{folder}/", "") for one in refused.value.mistakes]


def test_without_file_or_variables_everything_has_its_default(tmp_path: Path) -> None:
    config = load({}, tmp_path)
    assert config.data_dir == tmp_path / "data"
    assert config.server.public_url == "http://localhost:8000"
    assert config.server.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")
    assert config.database.url == ""
    assert config.source is None


def test_the_file_is_read_and_a_variable_wins_over_it(tmp_path: Path) -> None:
    file = written(tmp_path, '[board]\nname = "Old Maps"\ntime_zone = "Europe/Lisbon"\n[server]\nport = 9000\n')
    config = load({"THREADKEEP_SERVER_PORT": "9001"}, tmp_path)
    assert (config.board.name, config.board.time_zone) == ("Old Maps", "Europe/Lisbon")
    assert config.server.port == 9001
    assert config.server.public_url == "http://localhost:9001"
    assert config.source == file


def test_a_number_in_a_variable_must_be_plain_digits(tmp_path: Path) -> None:
    for wrong in ("", "1_000", " 8000", "٨٠٠٠", "8000.0", "eight"):
        assert len(mistakes(tmp_path, {"THREADKEEP_SERVER_PORT": wrong})) == 1, wrong


def test_lists_networks_sizes_and_flags_are_typed(tmp_path: Path) -> None:
    env = {
        "THREADKEEP_SERVER_TRUSTED_PROXIES": "10.0.0.0/8, fd00::/8",
        "THREADKEEP_SERVER_PUBLIC_URL": "https://forum.example/",
        "THREADKEEP_SERVER_ALLOWED_HOSTS": "old.example",
        "THREADKEEP_FILES_MAX_BYTES": "5 MiB",
        "THREADKEEP_FETCH_ENABLED": "yes",
    }
    config = load(env, tmp_path)
    assert config.server.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
    assert config.server.public_url == "https://forum.example"
    assert config.server.allowed_hosts == ("forum.example", "old.example", "localhost", "127.0.0.1", "[::1]")
    assert config.files.max_bytes == 5 * 1024 * 1024
    assert config.fetch.enabled is True


def test_every_mistake_is_named_at_once_with_its_line(tmp_path: Path) -> None:
    text = (
        '[mail]\nhots = "smtp.example"\nport = 99999\n\n[server]\ntrusted_proxies = [\n  "10.0.0.0/8",\n  "here",\n]\n'
    )
    written(tmp_path, text)
    said = mistakes(tmp_path, {"THREADKEEP_BORD_NAME": "x"})
    assert said[0] == 'threadkeep.toml, line 2: there is no setting "mail.hots". Did you mean "mail.host"?'
    assert said[1] == ("threadkeep.toml, line 3: mail.port is 99999, but must be a whole number from 1 to 65535.")
    assert said[2].startswith("threadkeep.toml, line 6: server.trusted_proxies is ")
    assert said[2].endswith("and item 2 is not.")
    assert said[3] == 'THREADKEEP_BORD_NAME: there is no such setting. Did you mean "THREADKEEP_BOARD_NAME"?'
    assert len(said) == 4


def test_lines_are_right_after_long_strings_dotted_keys_and_inline_tables(tmp_path: Path) -> None:
    written(
        tmp_path,
        'board.name = """one\nname = "not a key"\n[nor.a.table]\n"""\nlimits = { post = 0 }\n"debug" = 1 # [x\n',
    )
    said = mistakes(tmp_path)
    assert [one.split(":")[0] for one in said] == [f"threadkeep.toml, line {line}" for line in (1, 5, 6)]


def test_a_file_that_is_no_toml_or_no_text_names_the_line(tmp_path: Path) -> None:
    written(tmp_path, "[board]\nname = Old Maps\n")
    assert mistakes(tmp_path)[0].startswith("threadkeep.toml, line 2: this is not valid TOML: ")
    (tmp_path / "threadkeep.toml").write_bytes(b'[board]\n\nname = "M\xe4rz"\n')
    assert mistakes(tmp_path)[0].startswith("threadkeep.toml, line 3: this is not UTF-8")


def test_a_table_written_as_a_value_and_a_value_written_as_a_table_are_refused(tmp_path: Path) -> None:
    written(tmp_path, 'mail = "smtp.example"\n[board.name]\nx = 1\n')
    said = mistakes(tmp_path)
    assert "write [mail]" in said[0]
    assert said[1].startswith("threadkeep.toml, line 2: board.name is")


def test_the_named_file_is_read_and_a_missing_one_is_a_mistake(tmp_path: Path) -> None:
    other = tmp_path / "etc"
    other.mkdir()
    (other / "board.toml").write_text('data_dir = "kept"\n')
    config = load({"THREADKEEP_CONFIG": str(other / "board.toml")}, tmp_path)
    assert config.data_dir == other / "kept", "a relative path in a file counts from that file"
    assert "there is no file" in mistakes(tmp_path, {"THREADKEEP_CONFIG": "nowhere.toml"})[0]


def test_a_file_in_the_data_folder_is_read_but_cannot_move_it(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/threadkeep.toml").write_text('board.name = "Kept"\n')
    assert load({}, tmp_path).board.name == "Kept"
    (tmp_path / "data/threadkeep.toml").write_text('data_dir = "elsewhere"\n')
    assert "cannot name another one" in mistakes(tmp_path)[0]


def test_debug_is_refused_when_others_can_reach_the_board(tmp_path: Path) -> None:
    assert load({"THREADKEEP_DEBUG": "true"}, tmp_path).debug is True
    assert load({"THREADKEEP_DEBUG": "true", "THREADKEEP_SERVER_HOST": "::1"}, tmp_path).debug is True
    for reachable in ({"THREADKEEP_SERVER_HOST": "0.0.0.0"}, {"THREADKEEP_SERVER_PUBLIC_URL": "https://forum.example"}):
        assert "THREADKEEP_DEBUG: debug shows" in mistakes(tmp_path, {"THREADKEEP_DEBUG": "true"} | reachable)[0]


@pytest.mark.parametrize(
    ("env", "says"),
    [
        ({"MAIL_HOST": "smtp.example"}, "mail.from_address must say"),
        ({"MAIL_PASSWORD": "x"}, "without a mail.user"),
        ({"FILES_MAX_BYTES": "65 MiB"}, "could never arrive"),
        ({"POSTS_MAX_BYTES": "1 MiB", "SERVER_MAX_BODY_BYTES": "2 MiB", "FILES_MAX_BYTES": "1 MiB"}, "three times"),
        ({"SERVER_ALLOWED_HOSTS": "*"}, "a host name or IP address"),
        ({"SERVER_PUBLIC_URL": "https://forum.example/boards"}, "without a path"),
        ({"SERVER_PUBLIC_URL": "javascript:alert(1)"}, "without a path"),
        ({"BOARD_TIME_ZONE": "../../etc/passwd"}, "a time zone"),
        ({"BOARD_NAME": ""}, "1 to 80 characters"),
        ({"BOARD_NAME": "a\nb"}, "1 to 80 characters"),
        ({"DATABASE_URL": "sqlite:///x"}, "or nothing for SQLite"),
    ],
)
def test_what_cannot_work_is_refused(tmp_path: Path, env: dict[str, str], says: str) -> None:
    said = mistakes(tmp_path, {f"THREADKEEP_{name}": value for name, value in env.items()})
    assert len(said) == 1
    assert says in said[0]


def test_a_secret_is_never_shown(tmp_path: Path) -> None:
    written(tmp_path, "[mail]\npassword = 55512345\nuser = 'u'\n")
    wrong = {"THREADKEEP_DATABASE_URL": "postgresql://owner:hunter2@db:x55512345/board"}
    said = "\n".join(mistakes(tmp_path, wrong))
    assert "mail.password must be" in said
    assert "55512345" not in said
    assert "hunter2" not in said
    (tmp_path / "threadkeep.toml").unlink()
    right = {"THREADKEEP_MAIL_PASSWORD": "hunter2", "THREADKEEP_MAIL_USER": "u"}
    assert "hunter2" not in repr(load(right, tmp_path))


def test_reading_the_configuration_does_not_import_django() -> None:
    probe = "import sys; from threadkeep.site.config import load; load({}); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0


def test_the_configuration_cannot_be_changed_afterwards(tmp_path: Path) -> None:
    config: Config = load({}, tmp_path)
    with pytest.raises(AttributeError):
        config.mail.host = "elsewhere.example"  # type: ignore[misc]
