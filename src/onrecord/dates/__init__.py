"""Time expressions of English: found and read to TIMEX3 types and values."""

from onrecord.dates.recognise import Candidate, TimeExpression, find_times, tense_nearby
from onrecord.dates.setting import Tense

__all__ = ["Candidate", "Tense", "TimeExpression", "find_times", "tense_nearby"]
