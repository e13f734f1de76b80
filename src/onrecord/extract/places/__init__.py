"""Places with coordinates: the step, and where a clause happens."""

from onrecord.extract.places.locative import place_of, places_in
from onrecord.extract.places.step import NAME, run, step

__all__ = ["NAME", "place_of", "places_in", "run", "step"]
