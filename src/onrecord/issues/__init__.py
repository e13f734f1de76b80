"""Issues across documents: one act in many words, acts that undo one another, codebooks.

A label is a short verb phrase ("lift sanctions on Iran"). The judge says whether two name the
same act; the index gathers labels of many documents; a codebook of the user's own codes them.
Only `encoder.MiniLM` loads a model, when it is made.
"""

from onrecord.issues.clusters import Cluster, IssueIndex, Link, reverse
from onrecord.issues.codebook import Codebook, Entry, parse_codebook, read_codebook
from onrecord.issues.coding import Coder, Coding, apply_codebook
from onrecord.issues.judge import DIFFERENT, OPPOSITE, SAME, Judge, Verdict
from onrecord.issues.phrase import Country, country_words
from onrecord.issues.vagueness import vague

__all__ = [
    "DIFFERENT",
    "OPPOSITE",
    "SAME",
    "Cluster",
    "Codebook",
    "Coder",
    "Coding",
    "Country",
    "Entry",
    "IssueIndex",
    "Judge",
    "Link",
    "Verdict",
    "apply_codebook",
    "country_words",
    "parse_codebook",
    "read_codebook",
    "reverse",
    "vague",
]
