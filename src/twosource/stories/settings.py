"""The settings of this stage."""

from dataclasses import dataclass, fields

from twosource.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySettings:
    """How this stage works; every value is checked when the settings are made.

    `threshold`: reports are joined above this mean likeness, after the crowd is taken off. `crowd`: how much of the mean likeness
    that a report has to many others (ranks `crowd_from` to `crowd_to`, at most `crowd_most`) is taken off each of its pairs, so
    that reports of an everyday kind of event need more in common. `far_share`: what is left of a likeness between reports far
    apart in time; it halves down to that every `half_days`. `lead_words` count in full, later ones `rest_weight`; no more than
    `words_read` are read. `name_weight` is that of two capitalised words in a row. `features_kept`: so many features of a
    report count, the heaviest. `reasons_kept`: at most so many shared ones are told as reasons of a story.
    `background_reports`: a report's words are weighed as if so many others stood beside those given.
    """

    threshold: float = 0.055
    crowd: float = 2.0
    crowd_from: int = 15
    crowd_to: int = 40
    crowd_most: float = 0.05
    far_share: float = 0.4
    half_days: int = 20
    lead_words: int = 200
    rest_weight: float = 0.5
    name_weight: float = 0.5
    words_read: int = 3000
    features_kept: int = 60
    background_reports: int = 300
    reasons_kept: int = 6

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value < 0:
                raise UsageError(f"{field.name} must not be below 0, not {value!r}")
        for name in ("threshold", "half_days", "lead_words", "words_read", "features_kept", "background_reports"):
            if not getattr(self, name):
                raise UsageError(f"{name} must be above 0")
        if self.crowd_to <= self.crowd_from:
            raise UsageError(f"crowd_to ({self.crowd_to}) must be above crowd_from ({self.crowd_from})")
        if self.far_share > 1 or self.threshold >= 1:
            raise UsageError("far_share is at most 1, threshold below 1")
