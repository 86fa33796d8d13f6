"""The settings of this stage."""

from dataclasses import dataclass, fields

from twosource.errors import UsageError
from twosource.lexicon.families import members


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivationSettings:
    """How this stage works; every value is checked when the settings are made.

    `seed_words`: a shared passage is looked for from so many equal words in a row. `passage_words`: shorter passages are
    everybody's phrases. `gap_words`: so many words may differ before a passage goes on, if `resume_words` agree after them.
    `copy_share`, `rewrite_share`: the part of the shorter report's own words (quotations left out) that stands in the other.
    `revision_share`: the same of two pages to which one site gave the same number, to be versions of one article.
    `quote_words`: a part of a quotation that two reports print. `common_words`: so many words of passages, quotations left
    out, make a common source. `boilerplate_reports`: a lone passage in so many otherwise unlike reports is an outlet's notice if
    it is short against them, or of fewer than `notice_words` and the end of all of them.
    `evidence_kept`: at most so many passages, quotations, figures and sentences are kept as evidence of one derivation.
    A report of at most `retold_words` retells another where `retold_sentences` or more, and `retold_share` of the shorter one's,
    are alike by `retold_likeness` of the weight of the shorter sentence's words, `retold_order` of them come in the same order,
    and they are worth `retold_overlap` whole sentences in all; of `hint_share`, it may have a source in common with it.
    `families` are the user's own lines `domain | name | family | owner or newsroom`, added to the list of publisher families.
    """

    seed_words: int = 5
    passage_words: int = 8
    gap_words: int = 4
    resume_words: int = 3
    copy_share: float = 0.5
    rewrite_share: float = 0.4  # swept .25 to .5 on gold/derive_asprout: below, a running story's reports chain into one
    revision_share: float = 0.2
    quote_words: int = 5
    common_words: int = 16
    boilerplate_reports: int = 4
    notice_words: int = 40
    evidence_kept: int = 20
    retold_words: int = 10_000
    # The next five were swept with bench/rewrites.py on both halves of its events: of 1,846 pairs of reports without a shared
    # passage 1 is joined, and 979 of the 1,347 rewrites that passages do not show. Without `retold_overlap` 15 pairs are
    # joined, most of them two stations' accounts of one statement of the police.
    retold_likeness: float = 0.4
    retold_sentences: int = 4
    retold_share: float = 0.4
    retold_overlap: float = 2.0
    hint_share: float = 0.2
    retold_order: float = 0.8
    families: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        members(self.families)
        for field in (field for field in fields(self) if field.name != "families"):
            value = getattr(self, field.name)
            if field.name.endswith("_share") and not 0 < value <= 1:
                raise UsageError(f"{field.name} is a share above 0 and at most 1, not {value!r}: give one such as 0.5")
            if value <= 0:
                raise UsageError(f"{field.name} must be above 0, not {value!r}")
        if self.rewrite_share > self.copy_share:
            raise UsageError("rewrite_share must not be above copy_share: what is copied is reworded too")
