"""Standings, changes, timelines, discourse networks: derived from rows by stated rules.

Pure functions of rows: `standing`, `standings`, `changes`. Views made with a ledger, each one
frozen dataclass that the terminal, the pages and `--json` show alike: `board`, `profile`,
`changes_since`, `timeline_of_issue`, `timeline_of_actor`, `search_said`, `issues_by_activity`,
`coverage`. What a person means by a name: `find_issue`, `find_actor`.
"""

from onrecord.analyse.boards import Board, Column, Entry, Member, board
from onrecord.analyse.changes import changes, kind_of
from onrecord.analyse.coverage import Coverage, coverage
from onrecord.analyse.find import find_actor, find_issue
from onrecord.analyse.moves import changes_since
from onrecord.analyse.profiles import Profile, Stand, profile
from onrecord.analyse.searches import Found, Said, issues_by_activity, search_said
from onrecord.analyse.silence import Silent
from onrecord.analyse.standings import standing, standings
from onrecord.analyse.timelines import (
    Period,
    Timeline,
    timeline_of,
    timeline_of_actor,
    timeline_of_issue,
)

__all__ = [
    "Board",
    "Column",
    "Coverage",
    "Entry",
    "Found",
    "Member",
    "Period",
    "Profile",
    "Said",
    "Silent",
    "Stand",
    "Timeline",
    "board",
    "changes",
    "changes_since",
    "coverage",
    "find_actor",
    "find_issue",
    "issues_by_activity",
    "kind_of",
    "profile",
    "search_said",
    "standing",
    "standings",
    "timeline_of",
    "timeline_of_actor",
    "timeline_of_issue",
]
