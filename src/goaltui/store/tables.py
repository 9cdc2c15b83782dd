"""The tables of a database: the journal, the replica's counters, and a projection for each entity."""

from sqlalchemy import BigInteger, Enum, Index, MetaData, String, Table, text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from goaltui.model import entities
from goaltui.model.enums import EntityKind


class Projection(SQLModel):
    """What every projection adds to its entity: `created` is the clock of its first change, the stable order."""

    created: int = Field(default=0, sa_type=BigInteger)

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 (SQLAlchemy calls it on the class)
        """The class's name in snake case, without `Row`."""
        name = cls.__name__.removesuffix("Row")
        return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


class WorkspaceRow(Projection, entities.Workspace, table=True):
    """The workspace."""


class PerspectiveRow(Projection, entities.Perspective, table=True):
    """Perspectives."""


class CycleRow(Projection, entities.Cycle, table=True):
    """Cycles."""


class TeamRow(Projection, entities.Team, table=True):
    """Teams."""


class PersonRow(Projection, entities.Person, table=True):
    """People."""


class ObjectiveRow(Projection, entities.Objective, table=True):
    """Objectives."""


class MeasureRow(Projection, entities.Measure, table=True):
    """Measures."""


class TargetRow(Projection, entities.Target, table=True):
    """Targets."""


class KeyResultRow(Projection, entities.KeyResult, table=True):
    """Key results."""


class MilestoneRow(Projection, entities.Milestone, table=True):
    """Milestones."""


class CheckInRow(Projection, entities.CheckIn, table=True):
    """Check-ins, in the order (date, created, id), which is the same in every copy.

    The first index answers «the latest value of a measure» without touching the rows. The last holds all that is asked
    of a manual status, or SQLite would rather walk through the many check-ins without one.
    """

    __table_args__ = (
        Index("check_in_by_measure", "measure", "date", "created", "id", "deleted", "value"),
        Index("check_in_by_key_result", "key_result", "date", "created", "id"),
        Index(
            "check_in_with_status",
            *("key_result", "date", "created", "id", "deleted", "status"),
            sqlite_where=text("status IS NOT NULL"),
        ),
    )


class InitiativeRow(Projection, entities.Initiative, table=True):
    """Initiatives."""


class LinkRow(Projection, entities.Link, table=True):
    """Links."""


class RemarkRow(Projection, entities.Remark, table=True):
    """Remarks."""


class CheckSettingRow(Projection, entities.CheckSetting, table=True):
    """Check settings."""


class ChangeRow(SQLModel, table=True):
    """The journal; `fields` is a JSON object, `at` milliseconds since 1970 in UTC."""

    __tablename__ = "change"
    __table_args__ = (
        Index("change_by_entity", "entity_id", "hlc"),
        Index("change_by_clock", "hlc"),
        {"sqlite_with_rowid": False},
    )

    replica: str = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    hlc: int = Field(sa_type=BigInteger)
    batch: str
    author: str
    at: int = Field(sa_type=BigInteger)
    entity: str
    entity_id: str
    fields: str


class ReplicaRow(SQLModel, table=True):
    """The one row of this copy's own: who it is, how far it has counted, and the farthest foreign clock it saw.

    `home` tells one file from a copy of it: a copy has to count as a replica of its own, or numbers are given twice.
    """

    __tablename__ = "replica"

    id: str = Field(primary_key=True)
    workspace: str
    home: str = ""
    seq: int = Field(default=0, sa_type=BigInteger)
    hlc: int = Field(default=0, sa_type=BigInteger)
    ahead: int = Field(default=0, sa_type=BigInteger)


ROWS: dict[EntityKind, type[Projection]] = {
    EntityKind.WORKSPACE: WorkspaceRow,
    EntityKind.PERSPECTIVE: PerspectiveRow,
    EntityKind.CYCLE: CycleRow,
    EntityKind.TEAM: TeamRow,
    EntityKind.PERSON: PersonRow,
    EntityKind.OBJECTIVE: ObjectiveRow,
    EntityKind.MEASURE: MeasureRow,
    EntityKind.TARGET: TargetRow,
    EntityKind.KEY_RESULT: KeyResultRow,
    EntityKind.MILESTONE: MilestoneRow,
    EntityKind.CHECK_IN: CheckInRow,
    EntityKind.INITIATIVE: InitiativeRow,
    EntityKind.LINK: LinkRow,
    EntityKind.REMARK: RemarkRow,
    EntityKind.CHECK_SETTING: CheckSettingRow,
}


def projection(kind: EntityKind) -> Table:
    """The projection of a kind of entity."""
    return PROJECTIONS[kind]


def _store_enums_by_value(metadata: MetaData) -> None:
    """SQLAlchemy writes an enum by the name of its member; in the file stand the words of TOML and JSON."""
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, Enum):
                column.type = String()


_store_enums_by_value(SQLModel.metadata)

CHANGE = SQLModel.metadata.tables["change"]
REPLICA = SQLModel.metadata.tables["replica"]
JOURNAL = (CHANGE, REPLICA)
"""The tables that hold what cannot be made anew."""

PROJECTIONS = {kind: SQLModel.metadata.tables[str(row.__tablename__)] for kind, row in ROWS.items()}
"""The table that each kind of entity is projected into."""
