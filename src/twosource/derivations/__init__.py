"""Who took material from whom, with evidence."""

from twosource.derivations.derive import derivations
from twosource.derivations.settings import DerivationSettings

__all__ = ["DerivationSettings", "derivations"]
