"""Which reports tell of the same event."""

from twosource.stories.group import stories
from twosource.stories.settings import StorySettings

__all__ = ["StorySettings", "stories"]
