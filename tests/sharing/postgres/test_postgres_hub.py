"""A PostgreSQL server as the hub: a real one, started for these tests."""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from goaltui.model.errors import DatabaseRefused, HubUnreachable
from goaltui.sharing.hub import Visit
from goaltui.sharing.location import shown
from goaltui.sharing.postgres.postgres_hub import PostgresHub
from goaltui.store.database import Database
from goaltui.store.file.file_checks import SCHEMA_VERSION
from tests.sharing.server import PASSWORD, Proxy, Server, served
from tests.store.support import DAY, later, objective, state, write

SECONDS = 30.0


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The server."""
    with served() as running:
        yield running


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    """The password, where libpq finds it."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)


@dataclass(frozen=True)
class Machine:
    """One computer of the team."""

    replica: Database
    hub: PostgresHub

    def visit(self, seconds: float = SECONDS) -> Visit:
        """Go to the hub now."""
        return self.hub.visit(self.replica, now=later(900), deadline=time.monotonic() + seconds)

    def look(self) -> Visit:
        """Only take in."""
        return self.hub.look(self.replica, now=later(900), deadline=time.monotonic() + SECONDS)

    def titles(self) -> list[str]:
        """The objectives of the replica."""
        return sorted(item.title for item in self.replica.records(DAY).objectives)


def machine(folder: Path, name: str, url: str, workspace: str | None = None) -> Machine:
    (folder / name).mkdir()
    replica = Database.open(folder / name / "replica.db", create=True, workspace=workspace)
    return Machine(replica, PostgresHub(url))


@pytest.fixture
def database(server: Server) -> str:
    """An empty database."""
    return server.database()


@pytest.fixture
def team(tmp_path: Path, server: Server, database: str) -> Iterator[tuple[Machine, Machine]]:
    """Anna and Bo, who have both been at the hub that Anna made."""
    anna = machine(tmp_path, "anna", server.url(database))
    write(anna.replica, objective(title="Ship"), author="anna")
    assert anna.visit().sent == 1
    bo = machine(tmp_path, "bo", server.url(database), anna.replica.uuid)
    bo.visit()
    yield anna, bo
    anna.replica.close()
    bo.replica.close()


def test_what_one_writes_the_other_reads(team: tuple[Machine, Machine]) -> None:
    anna, bo = team
    assert bo.titles() == ["Ship"]
    write(bo.replica, objective(title="Listen"), author="bo", minutes=1)
    assert bo.replica.exchange.waiting().number == 1
    assert bo.visit().sent == 1
    assert bo.replica.exchange.waiting().number == 0
    visit = anna.visit()
    assert (visit.received, visit.authors, visit.problems) == (1, (("bo", 1),), ())
    assert visit.ahead is not None and abs(visit.ahead) < 5
    assert state(anna.replica.path) == state(bo.replica.path)


def test_what_others_deleted_is_counted(team: tuple[Machine, Machine]) -> None:
    anna, bo = team
    known = anna.replica.records(DAY).objectives[0].id
    brief = objective(title="Here and gone")
    write(bo.replica, objective(known, deleted=True), brief, author="bo", minutes=1)
    write(bo.replica, objective(brief.entity_id, deleted=True), author="bo", minutes=2)
    bo.visit()
    assert anna.visit().problems == ("By others: 1 objective deleted; goaltui log says by whom.",)


def test_a_look_gives_nothing(team: tuple[Machine, Machine]) -> None:
    anna, bo = team
    write(bo.replica, objective(title="Listen"), author="bo", minutes=1)
    bo.look()
    assert anna.look().received == 0
    assert bo.replica.exchange.waiting().number == 1


def test_a_visit_costs_what_has_changed(tmp_path: Path, server: Server, database: str) -> None:
    proxy = Proxy(server.port)
    anna = machine(tmp_path, "anna", server.url(database, port=proxy.port))
    for number in range(300):
        write(anna.replica, objective(title=f"Goal {number}"), author="anna", minutes=number)
    anna.visit()
    proxy.forget()
    anna.visit()
    idle = proxy.bytes
    assert proxy.statements == 1
    write(anna.replica, objective(title="One more"), author="anna", minutes=400)
    proxy.forget()
    assert anna.visit().sent == 1
    assert proxy.statements <= 9
    assert proxy.bytes < idle + 6_000
    bo = machine(tmp_path, "bo", server.url(database), anna.replica.uuid)
    write(bo.replica, objective(title="Bo's"), author="bo", minutes=401)
    bo.visit()
    proxy.forget()
    assert anna.visit().received == 1
    assert proxy.statements <= 8
    assert proxy.bytes < idle + 4_000
    proxy.close()


def test_many_write_at_once_and_nothing_is_lost(tmp_path: Path, server: Server, database: str) -> None:
    first = machine(tmp_path, "first", server.url(database))
    first.visit()

    def work(number: int) -> int:
        one = machine(tmp_path, f"writer-{number}", server.url(database), first.replica.uuid)
        for place in range(5):
            write(one.replica, objective(title=f"{number}/{place}"), author=f"writer {number}", minutes=place)
            one.visit()
        left = one.replica.exchange.waiting().number
        one.replica.close()
        return left

    with ThreadPoolExecutor(20) as threads:
        assert sum(threads.map(work, range(20))) == 0
    first.visit()
    assert first.titles() == sorted(f"{number}/{place}" for number in range(20) for place in range(5))
    told = server.sql(database, "SELECT replica, number, top, total FROM holding ORDER BY replica")
    counted = "SELECT replica, count(*), max(seq), sum(mod(hlc, 2147483647))::bigint FROM change GROUP BY 1 ORDER BY 1"
    assert told == server.sql(database, counted)
    first.replica.close()


def test_a_server_restarted_in_the_middle(team: tuple[Machine, Machine], server: Server) -> None:
    anna, bo = team
    write(anna.replica, objective(title="Before"), author="anna", minutes=1)
    server.stop()
    try:
        with pytest.raises(HubUnreachable, match="could not be reached"):
            anna.visit()
        write(anna.replica, objective(title="Meanwhile"), author="anna", minutes=2)
        assert anna.replica.exchange.waiting().number == 2
    finally:
        server.start()
    assert anna.visit().sent == 2
    bo.visit()
    assert bo.titles() == ["Before", "Meanwhile", "Ship"]


def test_a_server_put_back_to_an_earlier_state_is_filled_again(
    team: tuple[Machine, Machine], server: Server, database: str
) -> None:
    anna, bo = team
    write(anna.replica, objective(title="Lost"), author="anna", minutes=1)
    anna.visit()
    server.sql(
        database,
        "DELETE FROM change WHERE arrival > 1",
        "DELETE FROM holding",
        "UPDATE hub SET arrival = 1",
    )
    write(bo.replica, objective(title="Since"), author="bo", minutes=2)
    bo.visit()
    visit = anna.visit()
    assert (visit.sent, visit.returned, visit.received) == (1, 1, 1)
    bo.visit()
    assert bo.titles() == anna.titles() == ["Lost", "Ship", "Since"]


def test_dropped_tables_are_made_again(team: tuple[Machine, Machine], server: Server, database: str) -> None:
    anna, bo = team
    server.sql(database, "DROP TABLE change, holding, hub")
    assert anna.visit().sent == 1
    bo.visit()
    assert bo.replica.exchange.waiting().number == 0


def test_a_connection_that_hangs_is_cut(tmp_path: Path, server: Server, database: str) -> None:
    proxy = Proxy(server.port)
    anna = machine(tmp_path, "anna", server.url(database, port=proxy.port))
    anna.visit()
    write(anna.replica, objective(title="Ship"), author="anna")
    proxy.hang()
    began = time.monotonic()
    with pytest.raises(HubUnreachable):
        anna.visit(2.0)
    assert time.monotonic() - began < 6
    proxy.flow()
    assert anna.visit().sent == 1
    proxy.close()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("wrong password", "password authentication failed"),
        ("no database", "does not exist"),
        ("nobody there", "could not be reached"),
    ],
)
def test_what_keeps_people_out_is_said_without_the_password(
    tmp_path: Path, server: Server, database: str, change: str, words: str
) -> None:
    url = f"postgresql+psycopg://anna:wr0ng@127.0.0.1:{server.port}/{database}"
    if change == "no database":
        url = server.url("nowhere")
    if change == "nobody there":
        url = f"postgresql+psycopg://anna:wr0ng@127.0.0.1:1/{database}"
    anna = machine(tmp_path, "anna", url)
    with pytest.raises(HubUnreachable, match=words) as caught:
        anna.visit()
    assert "wr0ng" not in str(caught.value) and PASSWORD not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("way", ["password file", "service file"])
def test_the_password_comes_from_a_file_of_the_user(
    tmp_path: Path, server: Server, database: str, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.delenv("PGPASSWORD")
    file = tmp_path / "file"
    if way == "password file":
        secret = PASSWORD.replace(":", r"\:")
        file.write_text(f"127.0.0.1:{server.port}:{database}:{server.user}:{secret}\n", encoding="utf-8")
        monkeypatch.setenv("PGPASSFILE", str(file))
        url = server.url(database)
    else:
        told = f"host=127.0.0.1\nport={server.port}\ndbname={database}\nuser={server.user}\npassword={PASSWORD}\n"
        file.write_text(f"[team]\n{told}", encoding="utf-8")
        monkeypatch.setenv("PGSERVICEFILE", str(file))
        url = "postgresql+psycopg:///?service=team"
    file.chmod(0o600)
    anna = machine(tmp_path, "anna", url)
    write(anna.replica, objective(title="Ship"), author="anna")
    assert anna.visit().sent == 1


def test_a_user_who_may_only_read(team: tuple[Machine, Machine], tmp_path: Path, server: Server, database: str) -> None:
    anna, _ = team
    server.sql(
        database,
        f"CREATE ROLE reader_{database} LOGIN PASSWORD '{PASSWORD}'",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader_{database}",
    )
    reader = machine(tmp_path, "r", server.url(database, user=f"reader_{database}"), anna.replica.uuid)
    assert reader.look().received == 1
    write(reader.replica, objective(title="Mine"), author="reader", minutes=1)
    with pytest.raises(HubUnreachable, match="may read"):
        reader.visit()
    assert reader.replica.exchange.waiting().number == 1


def test_a_newer_server_is_refused(team: tuple[Machine, Machine], server: Server, database: str) -> None:
    anna, _ = team
    server.sql(database, "UPDATE hub SET version = 99")
    with pytest.raises(DatabaseRefused, match="newer goaltui"):
        anna.visit()


def test_a_server_of_an_earlier_version_is_brought_up_to_this_one(
    team: tuple[Machine, Machine], server: Server, database: str
) -> None:
    anna, bo = team
    server.sql(database, "UPDATE hub SET version = 1")
    assert bo.look().received == 0
    assert server.sql(database, "SELECT version FROM hub") == [(1,)]
    write(anna.replica, objective(title="Listen"), author="anna", minutes=1)
    assert anna.visit().sent == 1
    assert server.sql(database, "SELECT version FROM hub") == [(SCHEMA_VERSION,)]
    bo.visit()
    assert state(anna.replica.path) == state(bo.replica.path)


def test_another_workspace_is_refused(
    team: tuple[Machine, Machine], tmp_path: Path, server: Server, database: str
) -> None:
    other = machine(tmp_path, "other", server.url(database))
    write(other.replica, objective(title="Theirs"), author="other")
    with pytest.raises(DatabaseRefused, match="another workspace"):
        other.visit()


@pytest.mark.parametrize(
    "row",
    [
        "('not an id', 1, 1, gen_random_uuid(), 'x', 1, 'objective', gen_random_uuid(), '{}', 50)",
        "(gen_random_uuid(), 1, 1, gen_random_uuid(), E'a\\nb', 1, 'DROP TABLE', gen_random_uuid(), '{}', 50)",
        "(gen_random_uuid(), -1, 1, gen_random_uuid(), 'x', 1, 'objective', gen_random_uuid(), '{}', 50)",
    ],
)
def test_what_goaltui_did_not_write_is_not_believed(
    team: tuple[Machine, Machine], server: Server, database: str, row: str
) -> None:
    anna, bo = team
    server.sql(
        database,
        f"INSERT INTO change VALUES {row}",
        "INSERT INTO holding SELECT replica, 1, seq, 1, 50 FROM change WHERE arrival = 50",
        "UPDATE hub SET arrival = 50",
    )
    visit = anna.visit()
    assert visit.received == 0 and "not valid" in visit.problems[0]
    write(bo.replica, objective(title="Still"), author="bo", minutes=1)
    bo.visit()
    anna.visit()
    assert anna.titles() == ["Ship", "Still"]


def test_a_database_of_another_program_is_refused(tmp_path: Path, server: Server, database: str) -> None:
    server.sql(database, "CREATE TABLE change (id int)")
    anna = machine(tmp_path, "anna", server.url(database))
    with pytest.raises(DatabaseRefused, match="did not make"):
        anna.visit()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://anna:wr0ng@host/team",
        "postgresql+psycopg://anna:wr0ng/x@host/team",
        "postgresql+psycopg://anna:a@wr0ng:b@host/team",
        "postgresql+psycopg://anna@host/team?password=wr0ng&sslmode=require",
    ],
)
def test_a_password_is_never_shown(url: str) -> None:
    assert "wr0ng" not in shown(url)


def test_without_the_package_one_sentence_says_how_to_get_it() -> None:
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from goaltui.sharing.worker.jobs import server_of\n"
        "from goaltui.model.errors import DatabaseRefused\n"
        "try: server_of('postgresql+psycopg://h/d')\n"
        "except DatabaseRefused as error: print(error)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "pip install 'goaltui[postgres]'" in said and "Traceback" not in said
