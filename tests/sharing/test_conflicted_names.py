"""Which names beside a team's file are those of a sync tool alone; all others may be somebody's own."""

from pathlib import Path

import pytest

from goaltui.sharing.file.conflicted_copies import is_conflicted

HUB = Path("/drive/team.goaltui")

BY_TOOLS = (
    "team.sync-conflict-20261123-191259-5VMLFXX.goaltui",
    "team.sync-conflict-20150102-235959.goaltui",
    "team (Bo's conflicted copy 2026-11-23).goaltui",
    "team (BO-PC's conflicted copy 2026-11-23 (1)).goaltui",
    "team (James' conflicted copy 2026-01-02).goaltui",
    "team (Bos in Konflikt stehende Kopie 2026-11-23).goaltui",
    "team (In Konflikt stehende Kopie von Bo 2026-11-23).goaltui",
    "team (Copie en conflit de Bo 2026-11-23).goaltui",
    "team (Copia en conflicto de Bo 2026-11-23).goaltui",
    "team (copia en conflicto de PC2 2026-09-11).goaltui",
    "team (Copia in conflitto di Bo 2026-11-23).goaltui",
    "team (Cópia em conflito de Bo 2026-11-23).goaltui",
    "team (Bos motstridiga kopia 2026-11-23).goaltui",
    "team (Elins iPhone:s motstridiga kopia 2026-10-03).goaltui",
    "team (конфликтующая копия с компьютера BO 2026-11-23).goaltui",
    "team (平川知明 の競合コピー 2023-10-29).goaltui",
    "team (Bo 的冲突副本 2026-11-23).goaltui",
    "team (conflicted copy 2026-11-23 101500).goaltui",
    "team (conflicted copy bo 2026-11-23 101500).goaltui",
    "team_conflict-20261123-101500.goaltui",
    "team_conflict-bo-20261123-101500.goaltui",
    "team.Conflict.goaltui",
    "team.Conflict1.goaltui",
    "team.Conflict.Conflict.goaltui",
    "team (SFConflict bo@example.com 2026-11-23-10-15-00).goaltui",
    "team_Bo-PC_Nov-23-101500-2026_Conflict.goaltui",
    "team_Bo-PC_Jan-03-0901-2013_CaseConflict_1.goaltui",
    "team-conflict-2026-11-23T10_15_00.123Z.goaltui",
)

BY_PEOPLE = (
    "team-test.goaltui",
    "team-old.goaltui",
    "team-sandbox.goaltui",
    "team-2025.goaltui",
    "team_2025.goaltui",
    "team.2025.goaltui",
    "team2.goaltui",
    "team 2.goaltui",
    "team (1).goaltui",
    "team (2025).goaltui",
    "team (anna).goaltui",
    "team (2026-01-02).goaltui",
    "team (backup 2026-01-02).goaltui",
    "team (Kopie).goaltui",
    "team (Kopie 2026-01-02).goaltui",
    "team (copy before the conflict 2026-01-02).goaltui",
    "team (conflict).goaltui",
    "team (conflict with anna 2026-01-02).goaltui",
    "team (conflicted).goaltui",
    "team (conflicted copy).goaltui",
    "team (conflicted copy 2026-13-45).goaltui",
    "team conflicted copy 2026-01-02.goaltui",
    "team copy.goaltui",
    "team - Kopia.goaltui",
    "team - Copy.goaltui",
    "team-ANNA.goaltui",
    "team-ANNA-PC.goaltui",
    "team-LAPTOP-2.goaltui",
    "team-backup-20260102.goaltui",
    "team-20260102-101500.goaltui",
    "team.conflict.goaltui",
    "team-conflict.goaltui",
    "team_conflict.goaltui",
    "team_Conflict.goaltui",
    "team.sync-conflict.goaltui",
    "team.sync-conflict-20261345-101500-5VMLFXX.goaltui",
    "Copy of team.goaltui",
    "Kopie von team.goaltui",
    "team-sandbox.sync-conflict-20261123-191259-5VMLFXX.goaltui",
    "team-sandbox (Bo's conflicted copy 2026-11-23).goaltui",
    "team (backup) (Bo's conflicted copy 2026-11-23).goaltui",
    "team_sandbox_Bo-PC_Nov-23-101500-2026_Conflict.goaltui",
    "team.sync-conflict-20261123-191259-5VMLFXX.goaltui.bak",
    "team.sync-conflict-20261123-191259-5VMLFXX.db",
    "team.goaltui",
)


@pytest.mark.parametrize("name", BY_TOOLS)
def test_a_name_that_only_a_sync_tool_makes(name: str) -> None:
    assert is_conflicted(name, HUB)


@pytest.mark.parametrize("name", BY_PEOPLE)
def test_a_name_that_a_person_may_have_given(name: str) -> None:
    assert not is_conflicted(name, HUB)
