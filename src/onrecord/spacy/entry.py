"""What spaCy's entry point loads, when a pipeline is made: the one module that registers."""

from onrecord.spacy import make, register

register()

__all__ = ["make"]
