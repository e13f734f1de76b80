"""Actors: who is named in a text, one actor for all mentions, with offices and countries."""

from __future__ import annotations

from onrecord.extract.actors.build import actors_of
from onrecord.extract.actors.collectives import Collectives
from onrecord.extract.actors.marks import Ledger
from onrecord.extract.actors.nominals import Nominals
from onrecord.extract.actors.organizations import link_organizations
from onrecord.extract.actors.people import link_people
from onrecord.extract.actors.pronouns import Pronouns
from onrecord.extract.actors.roles import Roles
from onrecord.extract.actors.spot import spot
from onrecord.extract.actors.states import States, link_states
from onrecord.extract.actors.view import View
from onrecord.extract.draft import Draft
from onrecord.extract.pipeline import Step
from onrecord.model import Dropped

NAME = "actors/rules-1"


def step() -> Step:
    """The step, for `extract.steps`."""
    return Step(name=NAME, needs=("quotes",), makes=("actors",), run=run)


def run(draft: Draft) -> Draft:
    """The draft with its actors. Linear in the words of the text."""
    view = View(draft)
    ledger = Ledger()
    spots = spot(view)
    link_people(view, spots, ledger)
    states = States(view, ledger)
    link_states(view, spots, states, ledger)
    link_organizations(view, spots, states, ledger)
    collectives = Collectives(view, spots, states, ledger)
    collectives.find()
    roles = Roles(view, spots, ledger)
    roles.find()
    roles.settle(collectives.home, collectives.seen)
    roles.parties(collectives.home, set(collectives.known))
    Nominals(view, roles, states, ledger).find()
    roles.prune()
    Pronouns(view, ledger).find()
    Nominals(view, roles, states, ledger).find()  # once more, with what the pronouns added
    roles.owners()
    dropped = [Dropped(NAME, why, n) for why, n in sorted(ledger.dropped.items())]
    return draft.having(actors=actors_of(view, ledger), dropped=dropped)
