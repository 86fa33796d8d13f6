"""The Python interface: three lines to an account, nouns by name, nothing heavy until it is needed."""

import subprocess
import sys
from pathlib import Path

import pytest

import twosource

FIRST = "Ten miners were trapped on Tuesday after a shaft near Tarvo collapsed, the rescue service said.\n"
SECOND = "At least 12 miners are missing after a shaft collapsed in Tarvo, a union leader said on Monday.\n"


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    (tmp_path / "a.txt").write_text(FIRST)
    (tmp_path / "b.txt").write_text(SECOND)
    return [tmp_path / "a.txt", tmp_path / "b.txt"]


def test_three_lines_give_an_account(paths: list[Path]) -> None:
    account = twosource.compare(paths)
    assert isinstance(account, twosource.Account)
    assert len(account.articles) == 2
    assert all(isinstance(claim, twosource.Claim) for claim in account.claims)


def test_articles_read_before_give_the_same_account(paths: list[Path]) -> None:
    assert twosource.compare(twosource.read(paths)) == twosource.compare(paths)


def test_the_other_verbs_give_their_nouns(paths: list[Path]) -> None:
    assert {type(s) for s in twosource.statements(paths)} == {twosource.Statement}
    assert {type(s) for s in twosource.stories(paths)} == {twosource.Story}
    assert {type(d) for d in twosource.derivations(paths)} <= {twosource.Derivation}


def test_a_verb_stays_a_verb_after_the_package_of_its_name_is_imported(paths: list[Path]) -> None:
    import twosource.stories as package
    from twosource.stories.settings import StorySettings

    assert StorySettings is not None
    assert package.settings.StorySettings is StorySettings
    assert twosource.stories(paths)


def test_what_is_known_is_taken(paths: list[Path]) -> None:
    [article, _] = twosource.read(paths, outlet="Tarvo Post", published="2031-04-02")
    assert article.outlet is not None
    assert (article.outlet.name, article.published.value) == ("Tarvo Post", "2031-04-02")


def test_what_is_dropped_is_warned_about(paths: list[Path]) -> None:
    with pytest.warns(twosource.RejectedWarning, match=r"gone\.txt: no such file"):
        assert len(twosource.read([*paths, "gone.txt"])) == 2


@pytest.mark.parametrize("verb", [twosource.read, twosource.stories, twosource.derivations, twosource.compare])
def test_nothing_to_read_is_an_error(verb: object) -> None:
    with pytest.warns(twosource.RejectedWarning), pytest.raises(twosource.NothingReadError):
        verb(["gone.txt"])  # type: ignore[operator]


def test_one_path_instead_of_a_list_is_a_usage_error() -> None:
    with pytest.raises(twosource.UsageError, match="list"):
        twosource.compare("a.txt")


def test_all_public_names_are_there_and_others_are_not() -> None:
    for name in twosource.__all__:
        assert getattr(twosource, name) is not None
    assert dir(twosource) == sorted(twosource.__all__)
    with pytest.raises(AttributeError):
        _ = twosource.nothing  # type: ignore[attr-defined]


def test_importing_is_light() -> None:
    code = "import sys, twosource; print([m for m in ('spacy', 'typer', 'rich', 'twosource.model') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "[]\n"
