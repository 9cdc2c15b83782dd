"""The tables of a database: the journal, the replica's counters, and a projection for each entity."""

from sqlalchemy import BigInteger, Enum, Index, MetaData, String, Table, text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from goaltui.model import entities
from goaltui.model.enums import EntityKind
from goaltui.store.columns import JournalNumber, JournalText

WORDS = "words"
"""Under this name a column's `info` holds the words that may stand in it, where not every text may."""


class Projection(SQLModel):
    """The columns that every projection adds to its entity: `created`, the clock of its
    first change, is the stable order.
    """

    created: int = Field(default=0, sa_type=BigInteger)

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 (SQLAlchemy calls it on the class)
        """Return the class's name in snake case, without `Table`."""
        name = cls.__name__.removesuffix("Table")
        return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


class WorkspaceTable(Projection, entities.WorkspaceEntity, table=True):
    """The workspace."""


class PerspectiveTable(Projection, entities.Perspective, table=True):
    """Perspectives."""


class ThemeTable(Projection, entities.Theme, table=True):
    """Themes."""


class CycleTable(Projection, entities.Cycle, table=True):
    """Cycles."""


class TeamTable(Projection, entities.Team, table=True):
    """Teams."""


class PersonTable(Projection, entities.Person, table=True):
    """People."""


class ObjectiveTable(Projection, entities.Objective, table=True):
    """Objectives."""


class MeasureTable(Projection, entities.Measure, table=True):
    """Measures."""


class TargetTable(Projection, entities.Target, table=True):
    """Targets."""


class KeyResultTable(Projection, entities.KeyResult, table=True):
    """Key results."""


class MilestoneTable(Projection, entities.Milestone, table=True):
    """Milestones."""


class CheckInTable(Projection, entities.CheckIn, table=True):
    """Check-ins, in the order (moment, created, id), which is the same in every copy;
    `journal.placed` makes `moment`.

    The first index answers «the latest value of a measure» without touching the rows. The last holds all that is asked
    of a manual status, or SQLite would rather walk through the many check-ins without one.
    """

    moment: int = Field(default=0, sa_type=BigInteger)

    __table_args__ = (
        Index("check_in_by_measure", "measure", "moment", "created", "id", "date", "deleted", "value"),
        Index("check_in_by_key_result", "key_result", "moment", "created", "id", "date"),
        Index(
            "check_in_with_status",
            *("key_result", "moment", "created", "id", "date", "deleted", "status"),
            sqlite_where=text("status IS NOT NULL"),
        ),
    )


class InitiativeTable(Projection, entities.Initiative, table=True):
    """Initiatives."""


class LinkTable(Projection, entities.Link, table=True):
    """Links."""


class RemarkTable(Projection, entities.Remark, table=True):
    """Remarks."""


class CheckSettingTable(Projection, entities.CheckSetting, table=True):
    """Check settings."""


class ChangeTable(SQLModel, table=True):
    """The journal. `fields` is a JSON object that also holds what the change follows;
    `at` is milliseconds since 1970.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index("change_by_entity", "entity_id", "hlc"),
        Index("change_by_clock", "hlc"),
        {"sqlite_with_rowid": False},
    )

    replica: str = Field(primary_key=True, sa_type=JournalText)
    seq: int = Field(primary_key=True, sa_type=JournalNumber)
    hlc: int = Field(sa_type=JournalNumber)
    batch: str = Field(sa_type=JournalText)
    author: str = Field(sa_type=JournalText)
    at: int = Field(sa_type=JournalNumber)
    entity: str = Field(sa_type=JournalText)
    entity_id: str = Field(sa_type=JournalText)
    fields: str = Field(sa_type=JournalText)


class ReplicaTable(SQLModel, table=True):
    """The one row of this copy's own: its id and its counters.

    `home` tells one file from a copy of it: a copy has to count as a replica of its own, or numbers are given twice.
    """

    __tablename__ = "replica"

    id: str = Field(primary_key=True)
    workspace: str
    home: str = ""
    seq: int = Field(default=0, sa_type=BigInteger)
    hlc: int = Field(default=0, sa_type=BigInteger)


PLACES = frozenset({"created", "moment"})
"""Columns of the projections beside the fields of their entities: their place in time."""

ROWS: dict[EntityKind, type[Projection]] = {
    EntityKind.WORKSPACE: WorkspaceTable,
    EntityKind.PERSPECTIVE: PerspectiveTable,
    EntityKind.THEME: ThemeTable,
    EntityKind.CYCLE: CycleTable,
    EntityKind.TEAM: TeamTable,
    EntityKind.PERSON: PersonTable,
    EntityKind.OBJECTIVE: ObjectiveTable,
    EntityKind.MEASURE: MeasureTable,
    EntityKind.TARGET: TargetTable,
    EntityKind.KEY_RESULT: KeyResultTable,
    EntityKind.MILESTONE: MilestoneTable,
    EntityKind.CHECK_IN: CheckInTable,
    EntityKind.INITIATIVE: InitiativeTable,
    EntityKind.LINK: LinkTable,
    EntityKind.REMARK: RemarkTable,
    EntityKind.CHECK_SETTING: CheckSettingTable,
}


def projection(kind: EntityKind) -> Table:
    """Return the projection of a kind of entity."""
    return PROJECTIONS[kind]


def _store_enums_by_value(metadata: MetaData) -> None:
    """Store enums by their values, the words of TOML and JSON; SQLAlchemy's default is the name of the member."""
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, Enum):
                column.info[WORDS] = tuple(str(word.value) for word in column.type.enum_class or ())
                column.type = String()


_store_enums_by_value(SQLModel.metadata)

CHANGE = SQLModel.metadata.tables["change"]
REPLICA = SQLModel.metadata.tables["replica"]
JOURNAL = (CHANGE, REPLICA)
"""The tables that hold what cannot be made anew."""

PROJECTIONS = {kind: SQLModel.metadata.tables[str(row.__tablename__)] for kind, row in ROWS.items()}
"""The table that each kind of entity is projected into."""
