"""The configuration: `threadkeep.toml` and `THREADKEEP_*` variables, checked whole before anything starts.

    config = load()            # Config, or ConfigError with every mistake at once
    config.mail.host

The file is the one THREADKEEP_CONFIG names, else ./threadkeep.toml, else threadkeep.toml in the data folder.
A variable wins over the file. No Django here: `threadkeep config check` must work on a broken board, and quickly.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from threadkeep.site.config_lines import key_lines, line_of
from threadkeep.site.config_rules import broken_rules, with_derived_values
from threadkeep.site.config_table import Config, Setting, all_settings, sections
from threadkeep.site.config_values import BadValueError
from threadkeep.site.operator_language import _

FILE_NAME = "threadkeep.toml"
# Variables with our prefix that are no settings: which file to read, and switches of the tests and benchmarks.
NOT_SETTINGS = re.compile(r"THREADKEEP_(CONFIG|CRASH_AT(_.*)?|TEST_.*|BENCH_.*)")

__all__ = ["Config", "ConfigError", "Mistake", "load"]


@dataclass(frozen=True)
class Mistake:
    """One thing wrong. Never holds the value of a secret."""

    where: str  # the path of the file, or the name of the variable
    line: int | None  # in the file, from 1; None for a variable
    problem: str
    hint: str = ""

    def __str__(self) -> str:
        place = _("%(file)s, line %(line)d") % {"file": self.where, "line": self.line} if self.line else self.where
        return f"{place}: {self.problem}" + (f" {self.hint}" if self.hint else "")


class ConfigError(Exception):
    """The configuration has mistakes; `mistakes` holds all of them, in the order of the file, then of the variables."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True)
class _Given:
    """A value somebody gave, and where."""

    value: object
    where: str
    line: int | None
    base: Path


def load(env: Mapping[str, str] | None = None, folder: Path | None = None) -> Config:
    """Read and check the configuration.

    `env` stands for the environment and `folder` for the current folder. Raises `ConfigError`.
    """
    env = os.environ if env is None else env
    folder = Path.cwd() if folder is None else folder
    mistakes: list[Mistake] = []
    file = _find_file(env, folder, mistakes)
    given = _read_file(file, mistakes) if file else {}
    given |= _read_environment(env, folder, mistakes)
    config = _fill(given, file, folder, mistakes)
    if file and file.parent == _data_folder(env, folder) and config.data_dir != file.parent.resolve():
        problem = _("this file was found in the data folder, so it cannot name another one. Move the file out of it.")
        mistakes.append(_rule_mistake(given, "data_dir", problem))
    mistakes.extend(_rule_mistake(given, name, problem) for name, problem in broken_rules(config))
    if mistakes:
        raise ConfigError(tuple(sorted(mistakes, key=lambda one: (one.line is None, one.line or 0))))
    return with_derived_values(config)


def _rule_mistake(given: dict[str, _Given], name: str, problem: str) -> Mistake:
    return Mistake(given[name].where, given[name].line, problem) if name in given else Mistake(name, None, problem)


def _find_file(env: Mapping[str, str], folder: Path, mistakes: list[Mistake]) -> Path | None:
    if named := env.get("THREADKEEP_CONFIG"):
        path = folder / Path(named).expanduser()
        if not path.is_file():
            mistakes.append(Mistake("THREADKEEP_CONFIG", None, _("there is no file %(path)s.") % {"path": path}))
            return None
        return path
    return next(
        (path / FILE_NAME for path in (folder, _data_folder(env, folder)) if (path / FILE_NAME).is_file()), None
    )


def _data_folder(env: Mapping[str, str], folder: Path) -> Path:
    """Where the data folder is as long as no file was read."""
    return folder / Path(env.get("THREADKEEP_DATA_DIR") or "data").expanduser()


def _read_file(file: Path, mistakes: list[Mistake]) -> dict[str, _Given]:
    try:
        text = file.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except OSError as error:
        mistakes.append(Mistake(str(file), None, _("cannot be read: %(why)s.") % {"why": error.strerror}))
        return {}
    except UnicodeDecodeError as error:
        broken = error.object[: error.start].count(b"\n") + 1
        mistakes.append(Mistake(str(file), broken, _("this is not UTF-8 text. Save the file as UTF-8.")))
        return {}
    except tomllib.TOMLDecodeError as error:
        mistakes.append(_syntax_mistake(file, error, text))
        return {}
    lines = key_lines(text)
    # A relative path in a file in the data folder or in /etc means: beside that file.
    base = file.parent
    given = {}
    for name, value in _flatten(table):
        line = line_of(lines, name)
        if name in all_settings():
            given[name] = _Given(value, str(file), line, base)
        else:
            mistakes.append(_unknown(str(file), line, name))
    return given


def _syntax_mistake(file: Path, error: tomllib.TOMLDecodeError, text: str) -> Mistake:
    found = re.search(r"\(at line (\d+)", str(error))
    line = int(found[1]) if found else text.count("\n") + 1
    problem = re.sub(r"\s*\(at .*\)$", "", str(error))
    hint = _("Until this is put right, the rest of the file cannot be read.")
    return Mistake(str(file), line, _("this is not valid TOML: %(problem)s.") % {"problem": problem}, hint)


def _flatten(table: dict[str, Any]) -> Iterator[tuple[str, object]]:
    known = sections()
    for key, value in table.items():
        if key in known and isinstance(value, dict):
            yield from ((f"{key}.{inner}", one) for inner, one in value.items())
        else:
            yield key, value


def _unknown(where: str, line: int | None, name: str) -> Mistake:
    known = sections()
    if name in known:
        problem = _('"%(name)s" is a table: write [%(name)s], and its settings below.') % {"name": name}
        return Mistake(where, line, problem)
    names = list(all_settings()) if "." in name else [*all_settings(), *known]
    return Mistake(where, line, _('there is no setting "%(name)s".') % {"name": name}, _near(name, names))


def _near(name: str, names: list[str]) -> str:
    from difflib import get_close_matches  # only when something is wrong: it costs the others 3 ms

    last = name.rpartition(".")[2]
    close = get_close_matches(name, names, n=1, cutoff=0.7)
    close = close or [one for one in names if one.rpartition(".")[2] == last][:1]
    return _('Did you mean "%(name)s"?') % {"name": close[0]} if close else ""


def _read_environment(env: Mapping[str, str], folder: Path, mistakes: list[Mistake]) -> dict[str, _Given]:
    variables = {setting.variable: setting for setting in all_settings().values()}
    given = {}
    for variable in sorted(env):
        if not variable.startswith("THREADKEEP_") or NOT_SETTINGS.fullmatch(variable):
            continue
        if setting := variables.get(variable):
            given[setting.name] = _Given(setting.kind.from_text(env[variable]), variable, None, folder)
        else:
            mistakes.append(Mistake(variable, None, _("there is no such setting."), _near(variable, list(variables))))
    return given


def _fill(given: dict[str, _Given], file: Path | None, folder: Path, mistakes: list[Mistake]) -> Config:
    """The configuration as far as the values can be read; what cannot keeps its default and is a mistake."""
    values: dict[str, Any] = {}
    for name, setting in all_settings().items():
        try:
            if name in given:
                values[name] = setting.kind.read(given[name].value, given[name].base)
        except BadValueError as error:
            mistakes.append(_bad_value(setting, given[name], error))
    config = Config(source=file)
    for section in sections():
        changed = {
            one.name: values[f"{section}.{one.name}"]
            for one in fields(getattr(config, section))
            if f"{section}.{one.name}" in values
        }
        if changed:
            config = replace(config, **{section: replace(getattr(config, section), **changed)})
    values.setdefault("data_dir", (folder / config.data_dir).resolve())
    return replace(config, **{name: value for name, value in values.items() if "." not in name})


def _bad_value(setting: Setting, given: _Given, error: BadValueError) -> Mistake:
    words = {"name": setting.name, "allowed": error.allowed, "value": _shown(given.value)}
    if setting.secret:
        return Mistake(given.where, given.line, _("%(name)s must be %(allowed)s.") % words)
    return Mistake(given.where, given.line, _("%(name)s is %(value)s, but must be %(allowed)s.") % words)


def _shown(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else repr(value).replace("'", '"')
    return text if len(text) <= 60 else text[:57] + "..."
