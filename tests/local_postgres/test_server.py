"""A server that is started, found, killed and stopped."""

import os
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import psycopg
import pytest
from tests.local_postgres.conftest import ask, do

import local_postgres
from local_postgres import LocalPostgresError, binaries, processes


def test_refuses_to_make_a_cluster_beside_older_data(directory: Path) -> None:
    older = directory / "pg" / "16"
    older.mkdir(parents=True)
    (older / "PG_VERSION").write_text("16\n")
    with pytest.raises(LocalPostgresError, match="make db-upgrade"):
        local_postgres.ensure_running(directory, durable=False)


def test_refuses_a_name_that_would_leave_its_quotes(directory: Path) -> None:
    with pytest.raises(LocalPostgresError, match="Not a name"):
        local_postgres.ensure_running(directory, durable=False, name='x"; DROP')


def test_a_server_is_private_durable_and_knows_accents(directory: Path) -> None:
    server = local_postgres.ensure_running(directory)
    assert stat.S_IMODE(server.places.socket.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.places.data.stat().st_mode) == 0o700
    for setting, value in {
        "listen_addresses": "",
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "data_checksums": "on",
    }.items():
        assert ask(server.url, f"SHOW {setting}") == value
    assert ask(server.url, "SELECT upper('ñandú')") == "ÑANDÚ"
    assert ask(server.url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_a_server_for_one_run_plans_alike_from_its_first_minute_to_its_last() -> None:
    with local_postgres.throw_away() as server:
        assert ask(server.url, "SHOW autovacuum") == "off"


def test_a_second_caller_finds_the_same_server(directory: Path) -> None:
    with ThreadPoolExecutor(4) as callers:
        start = partial(local_postgres.ensure_running, durable=False)
        found = list(callers.map(start, [directory] * 4))
    assert len({server.pid for server in found}) == 1
    assert local_postgres.running(directory) == found[0]


def test_after_a_stop_nothing_runs_and_the_data_stays(directory: Path) -> None:
    server = local_postgres.ensure_running(directory, durable=False)
    do(server.url, "CREATE TABLE kept AS SELECT 1 AS one")
    assert local_postgres.stop(directory)
    assert not local_postgres.stop(directory)
    assert local_postgres.running(directory) is None
    assert processes.inhabitants(server.places.data) == []
    assert (
        ask(local_postgres.ensure_running(directory, durable=False).url, "SELECT one FROM kept")
        == 1
    )


def test_after_kill_9_during_writes_every_acknowledged_row_is_there(directory: Path) -> None:
    server = local_postgres.ensure_running(directory)
    acknowledged = 0
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE written (n int)")
        deadline = time.monotonic() + 0.5
        with pytest.raises(psycopg.Error):
            while True:
                connection.execute("INSERT INTO written VALUES (1)")
                acknowledged += 1
                if time.monotonic() > deadline:
                    kill_everything(server)
    again = local_postgres.ensure_running(directory)
    assert again.pid != server.pid
    assert (
        acknowledged <= int(str(ask(again.url, "SELECT count(*) FROM written"))) <= acknowledged + 1
    )


def kill_everything(server: local_postgres.Server) -> None:
    """Kill the server and all its backends at once."""
    for pid in [server.pid, *processes.inhabitants(server.places.data)]:
        os.kill(pid, signal.SIGKILL)


def test_a_pid_that_now_belongs_to_another_program_is_neither_believed_nor_killed(
    directory: Path,
) -> None:
    server = local_postgres.ensure_running(directory, durable=False)
    local_postgres.stop(directory)
    with subprocess.Popen(["sleep", "60"]) as stranger:
        server.places.pid_file.write_text(
            f"{stranger.pid}\n{server.places.data}\n1\n\n{server.places.socket}\n\n\nready\n"
        )
        assert local_postgres.running(directory) is None
        assert not local_postgres.stop(directory)
        again = local_postgres.ensure_running(directory, durable=False)
        assert ask(again.url, "SELECT 1") == 1
        assert stranger.poll() is None
        stranger.kill()


def test_a_postgres_over_other_data_is_not_ours(tmp_path: Path) -> None:
    command = ["/usr/bin/postgres", "-D", "/somewhere/else"]
    assert not processes.serves(command, tmp_path)
    assert not processes.serves([], tmp_path)
    assert not processes.serves(["python", "-D", str(tmp_path)], tmp_path)
    assert processes.serves(["/opt/bin/postgres", "-D", str(tmp_path)], tmp_path)


def test_hold_stops_the_server_when_it_is_asked_to_end(directory: Path) -> None:
    command = [sys.executable, "-m", "local_postgres", "hold", str(directory)]
    with subprocess.Popen(command) as holder:
        wait_for(lambda: local_postgres.running(directory) is not None)
        time.sleep(0.3)
        holder.send_signal(signal.SIGTERM)
        assert holder.wait(60) == 0
    assert local_postgres.running(directory) is None


def test_hold_says_when_the_server_died(directory: Path) -> None:
    command = [sys.executable, "-m", "local_postgres", "hold", str(directory)]
    with subprocess.Popen(command) as holder:
        wait_for(lambda: takes_queries(directory))
        server = local_postgres.running(directory)
        assert server is not None
        os.kill(server.pid, signal.SIGKILL)
        assert holder.wait(60) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_normal_user_runs_it_as_themselves(directory: Path) -> None:
    os.chown(directory, 65534, 65534)
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(Path(local_postgres.__file__).parents[1]),
        "PGBIN": str(binaries.find().directory),
    }
    command = ["/usr/bin/python3", "-m", "local_postgres"]
    someone = {"user": 65534, "group": 65534, "extra_groups": [], "env": environment}
    started = subprocess.run([*command, "start", directory], **someone, capture_output=True)
    assert started.returncode == 0, started.stderr
    assert (directory / "pg").stat().st_uid == 65534
    assert subprocess.run([*command, "stop", directory], **someone).returncode == 0


def takes_queries(directory: Path) -> bool:
    """Whether its database is there: making it is the last that the holder does at its start."""
    server = local_postgres.running(directory)
    try:
        return server is not None and ask(server.url, "SELECT 1") == 1
    except psycopg.OperationalError:
        return False


def wait_for(condition: object, seconds: float = 60) -> None:
    """Wait until something is so."""
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
