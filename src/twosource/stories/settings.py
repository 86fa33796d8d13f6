"""The settings of this stage."""

from dataclasses import dataclass, fields

from twosource.errors import UsageError

_POSITIVE = (
    "threshold",
    "half_days",
    "window_days",
    "window_reports",
    "lead_words",
    "words_read",
    "features_kept",
    "background_reports",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySettings:
    """How this stage works; every value is checked when the settings are made.

    `threshold`: reports are joined above this mean nearness. `crowd`: how much of the mean likeness that a report has to many
    others of the window (ranks `crowd_from` to `crowd_to`, at most `crowd_most`) is taken off each of its pairs, so that
    reports of an everyday kind of event need more in common. `far_share`: what is left of a likeness between reports far apart
    in time; it halves down to that every `half_days`. `detail_share`: what is left of a likeness where names, places and
    figures all differ. `rarity`: how much of a likeness goes where the rarest feature that two reports share is one that many
    have had, in this window or before it. `copy`: a report at least this alike to one of the window is a near copy and goes
    where that one goes. `window_days`, `window_reports`: a report is compared with all that came so long, and so many, before
    it; with older stories by their `story_features` heaviest features, found by the `rare_features` heaviest of these.

    Headlines count without the name of their site, and so do the words of an address. `lead_words` count in full, later ones
    `rest_weight`; no more than `words_read` are read; details are looked for in the first `details_words`. `name_weight` is
    that of two capitalised words in a row. `features_kept`: so many features of a report count, the heaviest.
    `background_reports`: a report's words are weighed as if so many others stood beside those of the window.
    `linked`: stories that were not joined are linked above this share of the threshold. `reasons_kept`: at most so many shared
    features are told as reasons of a story.
    """

    threshold: float = 0.05
    crowd: float = 3.0
    crowd_from: int = 15
    crowd_to: int = 40
    crowd_most: float = 0.05
    far_share: float = 0.5
    half_days: int = 15
    detail_share: float = 0.6
    rarity: float = 2.0
    copy: float = 0.9
    window_days: int = 90
    window_reports: int = 20_000
    story_features: int = 40
    rare_features: int = 10
    lead_words: int = 200
    rest_weight: float = 0.5
    name_weight: float = 0.5
    words_read: int = 3000
    details_words: int = 400
    features_kept: int = 80
    background_reports: int = 300
    linked: float = 0.5
    reasons_kept: int = 6

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value < 0:
                raise UsageError(f"{field.name} must not be below 0, not {value!r}")
        for name in _POSITIVE:
            if not getattr(self, name):
                raise UsageError(f"{name} must be above 0")
        if self.crowd_to <= self.crowd_from:
            raise UsageError(f"crowd_to ({self.crowd_to}) must be above crowd_from ({self.crowd_from})")
        if self.far_share > 1 or self.detail_share > 1 or self.linked > 1 or self.threshold >= 1:
            raise UsageError("far_share, detail_share and linked are at most 1, threshold below 1")
