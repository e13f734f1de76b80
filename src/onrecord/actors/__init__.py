"""Who can act: names, titles, states, bodies, groups and their members. Data and pure functions."""

from onrecord.actors.bodies import Body, body_named
from onrecord.actors.groups import groups_of, members
from onrecord.actors.names import PersonName, same_person
from onrecord.actors.offices import Office, office_of
from onrecord.actors.territories import Territory, territory

__all__ = [
    "Body",
    "Office",
    "PersonName",
    "Territory",
    "body_named",
    "groups_of",
    "members",
    "office_of",
    "same_person",
    "territory",
]
