#!/usr/bin/env python3
"""The one door for every command of the project: run, test, check, fix, build, bench and the rest.

It needs only Python 3.11 and makes everything else itself: the virtual environment `.venv`, the
locked packages, and (on Debian) the system libraries.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
OWN = ROOT / ".dev"  # what this door keeps for itself; safe to delete
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = VENV / "anku.stamp"

MISUSE = 2
BROKEN = 3

USAGE = """usage: python3 dev.py COMMAND [ARGS…]

  run [ARGS…]                  open the window on a demo storeroom (without a screen: walk the main job)
  test [--nightly] [--slice K/N] [PYTEST ARGS…]
                               every check, then every test
  check                        format, lint, types and import contracts, side by side
  fix                          put format, lint and translations right
  build                        the frozen program, then its self-test
  bench [NAME…]                figures beside their baselines
  scenarios [--json]           which test plays which scenario
  shots [ARGS…]                a picture of every page
  anku ARGS…                   the program's own command line
"""

# Debian packages. What the window needs to start, off screen and on one:
WINDOW_LIBRARIES = (
    "libglib2.0-0 libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-randr0 "
    "libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libx11-xcb1 libzbar0"
).split()
TEST_LIBRARIES = ["xvfb", "xdotool", "openbox", "poppler-utils", "chromium", "chromium-driver"]


# ------------------------------------------------------------------ talking


def say(text: str) -> None:
    """One line for the person at the terminal; results alone go to standard output."""
    print(text, file=sys.stderr, flush=True)


class Stop(Exception):
    """The work cannot go on; the sentence says why and what to do."""

    def __init__(self, why: str, code: int = BROKEN) -> None:
        super().__init__(why)
        self.code = code


# ------------------------------------------------------------------ child processes

# what another Python, another Qt or a bytecode ban would smuggle into our children
SMUGGLED = (
    "PYTHONHOME PYTHONPATH PYTHONSTARTUP PYTHONDONTWRITEBYTECODE PYTHONSAFEPATH VIRTUAL_ENV "
    "__PYVENV_LAUNCHER__ QT_PLUGIN_PATH QT_QPA_PLATFORM_PLUGIN_PATH QT_QPA_FONTDIR QT_STYLE_OVERRIDE "
    "QML2_IMPORT_PATH"
).split()


def clean_environment(**extra: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in SMUGGLED}
    path = os.pathsep.join([str(PYTHON.parent), kept.get("PATH", os.defpath)])
    ours = {"PATH": path, "VIRTUAL_ENV": str(VENV), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return {**_speaking_utf8(kept), **ours, **extra}


def _speaking_utf8(env: dict[str, str]) -> dict[str, str]:
    """A bare machine speaks ASCII; Qt would grumble, and file names in Chinese would suffer."""
    spoken = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or ""
    if sys.platform != "linux" or "utf" in spoken.lower():
        return env
    return {**env, "LC_ALL": "C.UTF-8"}


def call(
    command: Sequence[str | Path], *, cwd: Path = ROOT, env: dict[str, str] | None = None
) -> int:
    """Run to the end and pass the exit code on; a signal to us reaches the child first."""
    return _call_each([command], cwd=cwd, env=env or clean_environment())


def _call_each(commands: Sequence[Sequence[str | Path]], *, cwd: Path, env: dict[str, str]) -> int:
    """The same of several, side by side; the exit code of the first that failed."""
    children = [subprocess.Popen([str(part) for part in c], cwd=cwd, env=env) for c in commands]

    def end(*_: object) -> None:
        for child in children:
            child.terminate()

    # Ctrl-C reaches the children by itself (same terminal); a plain kill does not
    before = signal.signal(signal.SIGTERM, end)
    try:
        return next(filter(None, [_exit_code(_wait(child)) for child in children]), 0)
    finally:
        signal.signal(signal.SIGTERM, before)


def _wait(child: subprocess.Popen[bytes]) -> int:
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # the child has heard it too and is tidying up


def _exit_code(returned: int) -> int:
    return returned if returned >= 0 else 128 - returned


def python(*args: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> int:
    return call([PYTHON, *args], cwd=cwd, env=env)


def off_screen() -> dict[str, str]:
    return clean_environment(QT_QPA_PLATFORM="offscreen")


# ------------------------------------------------------------------ set-up: one at a time


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two doors opened at once must not build the same environment twice."""
    OWN.mkdir(exist_ok=True)
    with (OWN / "lock").open("a+b") as handle:
        if not _try_lock(handle.fileno()):
            say("another dev.py is setting up; waiting for it …")
            while not _try_lock(handle.fileno()):
                time.sleep(0.2)
        yield  # closing the file gives the lock back


def _try_lock(number: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


# ------------------------------------------------------------------ set-up: system libraries


def install_system_libraries(wanted: Sequence[str]) -> None:
    """On Debian and its kin: install what is missing as root, or name it in one line."""
    missing = missing_packages(wanted)
    if not missing:
        return
    _require_root(missing)
    say(f"installing system libraries: {' '.join(missing)}")
    _forbid_main_cluster(missing)
    _apt(_installing(missing))


def _require_root(missing: Sequence[str]) -> None:
    if missing and os.geteuid() != 0:
        command = " ".join(_installing(missing))
        raise Stop(f"system libraries are missing; please run:  sudo {command}")


def _installing(packages: Sequence[str]) -> list[str]:
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def missing_packages(wanted: Sequence[str]) -> list[str]:
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return []  # not a Debian: the README names the libraries
    query = ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\n"]
    names = [*wanted, *(f"{name}t64" for name in wanted)]  # the same libraries on newer Debians
    answer = subprocess.run([*query, *names], capture_output=True, text=True, check=False)
    there = {
        line.split()[1].removesuffix("t64")
        for line in answer.stdout.splitlines()
        if line.startswith("installed")
    }
    return [name for name in wanted if name.removesuffix("t64") not in there]


def postgres_packages() -> list[str]:
    """PostgreSQL's server programs may come from any package; only their absence counts."""
    if any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb"):
        return []
    release = Path("/etc/os-release")
    bookworm = release.exists() and "bookworm" in release.read_text(encoding="utf-8")
    return ["postgresql-15" if bookworm else "postgresql"]


def build_packages() -> list[str]:
    """PyInstaller reads libraries with binutils, and Debian ships Python's own library apart."""
    interpreter = Path(os.path.realpath(PYTHON if PYTHON.exists() else sys.executable))
    debians = interpreter.parent == Path("/usr/bin")
    return ["binutils", *([f"lib{interpreter.name}"] if debians else [])]


def _forbid_main_cluster(packages: Sequence[str]) -> None:
    """The tests start their own server; Debian's would run beside it for nothing."""
    if not any(name.startswith("postgresql") for name in packages):
        return
    drop_in = Path("/etc/postgresql-common/createcluster.d/anku.conf")
    drop_in.parent.mkdir(parents=True, exist_ok=True)
    drop_in.write_text("# the tests of anku start their own server\ncreate_main_cluster = false\n")


def _apt(command: Sequence[str]) -> None:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with tempfile.TemporaryFile("w+") as log:
        for attempt in (command, ["apt-get", "update"], command):
            done = subprocess.run(attempt, env=env, stdout=log, stderr=log, check=False)
            if done.returncode == 0 and attempt is command:
                return
        log.seek(0)
        say(log.read()[-4000:])
    raise Stop(f"the system libraries could not be installed; please run:  {' '.join(command)}")


# ------------------------------------------------------------------ set-up: virtual environment


def set_up(*libraries: str) -> None:
    """Everything a command needs; on the second start only looked at."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the door is knocked at by whatever Python there is
        raise Stop("Python 3.11 or newer is needed; start dev.py with it", MISUSE)
    wanted = [*WINDOW_LIBRARIES, *libraries]
    if _is_ready() and not (sys.platform == "linux" and missing_packages(wanted)):
        return
    with one_at_a_time():
        if not _is_ready() and not (_is_whole() and _has_pip()):
            _lay_environment()
        with ThreadPoolExecutor(1) as beside:
            missing = missing_packages(wanted) if sys.platform == "linux" else []
            _require_root(missing)
            libraries_come = beside.submit(install_system_libraries, missing)
            if not _is_ready():
                _install_packages()
            libraries_come.result()


def _is_ready() -> bool:
    return PYTHON.exists() and _is_whole() and _stamped()[0] == _lock_seal()


def _is_whole() -> bool:
    """Whether it was set up to its end and nothing went missing since: pip takes half a package for a whole one."""
    return STAMP.exists() and not set(_stamped()[1:]) - _parts()


def _stamped() -> list[str]:
    """The lock it was made from, and what lay in the environment then."""
    return STAMP.read_text(encoding="utf-8").splitlines() or [""]


def _parts() -> set[str]:
    """What lies in the environment: every package, and its papers."""
    library = VENV / "Lib" if WINDOWS else next(VENV.glob("lib/python3*"), VENV)
    with contextlib.suppress(FileNotFoundError):
        return set(os.listdir(library / "site-packages")) - {"__pycache__"}
    return set()


def _lock_seal() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def _install_packages() -> None:
    """Half of them each by two installers side by side: unpacking and compiling keeps one core busy each."""
    began = time.monotonic()
    STAMP.unlink(missing_ok=True)  # broken off, it is laid anew
    say(f"setting up {VENV} (the first time takes some minutes) …")
    with tempfile.TemporaryDirectory(prefix="anku-lock-") as folder:
        halves = []
        for number, half in enumerate(_halves(LOCK.read_text(encoding="utf-8"))):
            halves.append(Path(folder) / f"{number}.txt")
            halves[-1].write_text(half, encoding="utf-8")
        pip = "-m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r"
        command: list[str | Path] = [PYTHON, *pip.split()]
        installers = [[*command, half] for half in halves]
        if _call_each(installers, cwd=ROOT, env=clean_environment()) != 0:
            raise Stop("the locked packages could not be installed; pip says why above")
    STAMP.write_text("\n".join([_lock_seal(), *sorted(_parts())]), encoding="utf-8")
    say(f"set up in {time.monotonic() - began:.0f} s")


def _halves(lock: str) -> tuple[str, str]:
    """A list of locked packages, dealt out: each begins at the margin, its hashes follow indented."""
    packages = re.split(r"^(?=[\w])", lock, flags=re.MULTILINE)
    return "".join(packages[::2]), "".join(packages[1::2])


def _has_pip() -> bool:
    if not PYTHON.exists():
        return False
    return (
        subprocess.run(
            [PYTHON, "-m", "pip", "--version"], capture_output=True, check=False
        ).returncode
        == 0
    )


def _lay_environment() -> None:
    # the real path: a moved link (python3 → 3.13) must not turn the environment into another Python's
    interpreter = os.path.realpath(sys.executable)
    _require_ensurepip(interpreter)
    made = subprocess.run([interpreter, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode != 0:
        raise Stop("the virtual environment could not be made; Python says why above")


def _require_ensurepip(interpreter: str) -> None:
    """Debian cuts ensurepip out of Python and ships it apart."""
    probe = [interpreter, "-c", "import ensurepip, venv"]
    if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
        return
    if sys.platform != "linux":
        raise Stop("this Python lacks venv and ensurepip; please install a whole one")
    install_system_libraries([f"python3.{sys.version_info.minor}-venv"])


# ------------------------------------------------------------------ commands

CHECKS: dict[str, list[str]] = {
    "format": ["-m", "ruff", "format", "--check", "."],
    "lint": ["-m", "ruff", "check", "."],
    "types": ["-m", "mypy"],
    "imports": ["-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-logo"],
}


def check(args: Sequence[str] = ()) -> int:
    """The four checks side by side; each one's words are shown when it has something to say."""
    if args:
        raise Stop("check takes no arguments", MISUSE)
    set_up()
    with _checking() as verdict:
        return verdict()


@contextlib.contextmanager
def _checking() -> Iterator[Callable[[], int]]:
    """The checks begin; the verdict waits for their end, tells of each that fails, and is 0 when all is well."""
    with contextlib.ExitStack() as stack:
        started = [(name, *_start(stack, command)) for name, command in CHECKS.items()]

        def verdict() -> int:
            failed = [name for name, child, log in started if not _is_well(name, child.wait(), log)]
            say("check: " + (f"failed: {', '.join(failed)}" if failed else "all well"))
            return 1 if failed else 0

        yield verdict


def _start(
    stack: contextlib.ExitStack, args: Sequence[str]
) -> tuple[subprocess.Popen[bytes], Path]:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="anku-check-")))
    log = (folder / "log").open("wb")
    stack.callback(log.close)
    child = subprocess.Popen(
        [PYTHON, *args], cwd=ROOT, env=clean_environment(), stdout=log, stderr=subprocess.STDOUT
    )
    stack.callback(_end, child)
    return child, folder / "log"


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:  # we were interrupted
        child.terminate()
        child.wait()


def _is_well(name: str, code: int, log: Path) -> bool:
    if code != 0:
        say(f"--- {name}\n{log.read_text(encoding='utf-8', errors='replace').rstrip()}")
    return code == 0


def test(args: Sequence[str]) -> int:
    """Every check and every test, side by side; both are told even when one fails."""
    node = () if shutil.which("npm") else ("nodejs", "npm")  # a ZPL renderer and axe come from it
    set_up(*TEST_LIBRARIES, *node, *(postgres_packages() if sys.platform == "linux" else ()))
    with _checking() as verdict:
        tested = python("-m", "pytest", *args)
        checked = verdict()
    if checked and not tested:
        say("the tests pass, but check failed: see above")
    return tested or checked


def fix(args: Sequence[str]) -> int:
    set_up()
    formatted = python("-m", "ruff", "format", *(args or ["."]))
    linted = python("-m", "ruff", "check", "--fix", *(args or ["."]))
    translated = python("-m", "tests.support.translations")
    return formatted or linted or translated


def build(args: Sequence[str]) -> int:
    """The frozen program under dist/anku, proved by its own self-test."""
    set_up(*build_packages())
    made = python(
        "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *args, ROOT / "build.spec"
    )
    if made != 0:
        return made
    program = ROOT / "dist" / "anku" / ("anku.exe" if WINDOWS else "anku")
    env = off_screen()
    del env["PYTHONPATH"]  # what is frozen must stand alone
    tested = call([program, "--self-test"], env=env)
    say(f"{program}: " + ("self-test passed" if tested == 0 else f"self-test failed ({tested})"))
    return tested


def bench(args: Sequence[str]) -> int:
    set_up()
    return python("-m", "bench", *args)


def scenarios(args: Sequence[str]) -> int:
    """Which test plays which scenario, from the marks in the tests."""
    if list(args) not in ([], ["--json"]):
        raise Stop("usage: dev.py scenarios [--json]", MISUSE)
    set_up()
    with tempfile.TemporaryDirectory(prefix="anku-scenarios-") as folder:
        found = Path(folder) / "scenarios.json"
        log = Path(folder) / "log"
        collect = [
            "-m",
            "pytest",
            "--collect-only",
            "-q",
            "-n0",
            "--nightly",
            "-p",
            "tests.support.scenarios",
        ]
        with log.open("wb") as out:
            child = subprocess.run(
                [PYTHON, *collect, f"--scenarios={found}"],
                cwd=ROOT, env=clean_environment(), stdout=out, stderr=out, check=False,
            )  # fmt: skip
        if child.returncode != 0:
            say(log.read_text(encoding="utf-8", errors="replace"))
            return child.returncode
        _print_scenarios(json.loads(found.read_text(encoding="utf-8")), as_json=bool(args))
    return 0


def _print_scenarios(found: dict[str, list[str]], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for name, tests in found.items():
        print(f"{name:<6}{len(tests):>4}  {tests[0]}")


def shots(args: Sequence[str]) -> int:
    set_up()
    return python("-m", "tests.shots", *args, env=off_screen())


def anku(args: Sequence[str]) -> int:
    """The program as a user has it: paths in its arguments mean the folder one stands in."""
    set_up()
    return python("-P", "-m", "app.main", *args, cwd=Path.cwd())


# ------------------------------------------------------------------ run: the first look


def run(args: Sequence[str]) -> int:
    set_up()
    if not has_screen():
        say("There is no screen here: walking the main job off screen instead.")
        return python("-m", "app.main", "walk", *args, env=off_screen())
    url = _demo_store()
    return python("-m", "app.main", "--db", url, *args)


def has_screen() -> bool:
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _demo_store() -> str:
    folder = OWN / "demo"
    accounts = folder / "accounts.json"
    file = (folder / "demo.anku").as_posix().replace("%", "%25").replace("?", "%3F")
    url = f"sqlite:///{file}"  # as app/paths.py writes it
    if not accounts.exists():  # never made, or broken off half-way
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _build_demo(url, accounts)
    for account in json.loads(accounts.read_text(encoding="utf-8"))["accounts"]:
        say(
            f"  {account['login']:<14} {account['password']}  {account['name']}  {', '.join(account['roles'])}"
        )
    return url


def _build_demo(url: str, accounts: Path) -> None:
    say("making the demo storeroom …")
    half = accounts.with_suffix(".half")
    with half.open("wb") as out:
        made = subprocess.run(
            [PYTHON, "-m", "app.main", "demo", "--db", url, "--json"],
            cwd=ROOT, env=clean_environment(), stdout=out, check=False,
        )  # fmt: skip
    if made.returncode != 0:
        raise Stop("the demo storeroom could not be made; it says why above", made.returncode)
    half.replace(accounts)


# ------------------------------------------------------------------ the door

COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "fix": fix,
    "build": build,
    "bench": bench,
    "scenarios": scenarios,
    "shots": shots,
    "anku": anku,
}


def main(argv: Sequence[str]) -> int:
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(USAGE)
        return 0 if argv else MISUSE
    command = COMMANDS.get(argv[0])
    if command is None:
        say(f"there is no command {argv[0]!r}\n\n{USAGE}")
        return MISUSE
    try:
        return command(argv[1:])
    except Stop as stop:
        say(f"dev.py: {stop}")
        return stop.code
    except PermissionError as no:
        if ROOT not in Path(no.filename or "").absolute().parents:
            raise
        say(
            f"dev.py: this user may not write {no.filename}; make {ROOT} your own, or clone it to where you may write"
        )
        return BROKEN
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
