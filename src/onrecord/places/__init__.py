"""Places: a gazetteer in one file, and what a name means in a text. Loads no language model."""

from onrecord.places.gazetteer import (
    Candidate,
    Entry,
    Gazetteer,
    build_gazetteer,
    gazetteer_path,
    name_key,
    open_gazetteer,
)
from onrecord.places.resolve import (
    Resolution,
    Toponym,
    container_code,
    distance_km,
    great_circle_km,
    resolve,
)

__all__ = [
    "Candidate",
    "Entry",
    "Gazetteer",
    "Resolution",
    "Toponym",
    "build_gazetteer",
    "container_code",
    "distance_km",
    "gazetteer_path",
    "great_circle_km",
    "name_key",
    "open_gazetteer",
    "resolve",
]
