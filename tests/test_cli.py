"""The commands as people call them: what goes to which stream, exit codes, and bad input without a traceback."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from twosource.cli import app

FIRST = """Mine collapse near Tarvo traps ten

Ten miners were trapped on Tuesday after a shaft near Tarvo collapsed, the rescue service said.

"We hear them knocking," said Ada Orr, the head of the rescue service. She said 40 people were at work.
"""
SECOND = """Rescuers search for miners in Tarvo

At least 12 miners are missing after a shaft collapsed in Tarvo on Monday, a union leader said.

The mine's owner denied that the shaft had been unsafe.
"""
COMMANDS = ("read", "statements", "stories", "derivations", "compare")


def run(*args: object, stdin: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(app, [str(a) for a in args], input=stdin)
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def records(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def script(code: str, *args: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=120, **options)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "first.txt").write_text(FIRST)
    (tmp_path / "reports" / "second.txt").write_text(SECOND)
    return tmp_path / "reports"


def bad_inputs(folder: Path) -> dict[str, Path]:
    contents = {
        "empty": b"",
        "binary": b"\x89PNG\r\n\x1a\n" + bytes(50),
        "no_sentence": b"Home\nNews\n125\n",
        "not_english": "Zehn Bergleute sind am Dienstag bei einem Unglück in der Grube von Tarvo verschüttet worden.".encode(),
        "unsupported": b"PK\x03\x04" + bytes(26) + b"word/document.xml",
    }
    for name, raw in contents.items():
        (folder / f"{name}.txt").write_bytes(raw)
    (folder / "broken_json.jsonl").write_text('{"text": "Ten miners\n')
    (folder / "no_text.jsonl").write_text('{"id": "x"}\n')
    named = {name: folder / f"{name}.txt" for name in (*contents, "missing")}
    return {**named, "broken_json": folder / "broken_json.jsonl", "no_text": folder / "no_text.jsonl"}


# Help and version


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom twosource.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    print('CODE', end.code)\n"
        "heavy = ('spacy', 'numpy', 'trafilatura', 'lxml', 'rich', 'charset_normalizer')\n"
        "print('HEAVY', [name for name in heavy if name in sys.modules])\n"
    )
    for args in (["--help"], ["compare", "--help"], ["--version"]):
        done = script(code, *args)
        assert "CODE 0" in done.stdout, done.stderr
        assert "HEAVY []" in done.stdout


@pytest.mark.parametrize("command", [*COMMANDS, "verify"])
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Example: twosource {command} " in result.stdout


def test_the_version_is_shown() -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout.split()[0]) == (0, "twosource")


def test_no_command_shows_the_help() -> None:
    result = run()
    assert result.exit_code == 0
    assert "compare" in result.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_a_command_without_reports_at_a_terminal_shows_its_help_and_does_not_wait() -> None:
    import pty

    outer, inner = pty.openpty()
    done = script("from twosource.cli import main; main()", "compare", stdin=inner)
    os.close(inner)
    os.close(outer)
    assert done.returncode == 2
    assert "Usage" in done.stdout


# Wrong usage


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--published", "yesterday"], "yesterday"),
        (["--language", "xx"], "xx"),
        (["--about", "gone.csv"], "gone.csv"),
        (["--rejected", "gone/there/x.jsonl"], "--rejected"),
        (["--workers", "0"], "workers"),
        (["--figures", "best"], "figures"),
        (["--vague", "some"], "vague"),
        (["--width", "3"], "width"),
        (["--fail-on", "everything"], "fail-on"),
        (["--pipeline", "no_such_pipeline"], "no_such_pipeline"),
        (["--nonsense"], "nonsense"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(args: list[str], words: str, folder: Path) -> None:
    result = run("compare", folder / "first.txt", *args)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_an_unknown_command_is_wrong_usage() -> None:
    assert run("judge").exit_code == 2


# Bad input


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "reason", ["missing", "empty", "binary", "no_sentence", "not_english", "unsupported", "broken_json", "no_text"]
)
def test_bad_input_alone_ends_with_3_and_is_named(command: str, reason: str, folder: Path) -> None:
    path = bad_inputs(folder)[reason]
    result = run(command, path, "--json")
    assert result.exit_code == 3
    assert f"{path}" in result.stderr.splitlines()[0]
    assert f"({reason})" in result.stderr.splitlines()[0]
    assert result.stdout == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_the_others_are_still_read(command: str, folder: Path) -> None:
    good = [folder / "first.txt", folder / "second.txt"]
    bad = bad_inputs(folder)
    result = run(command, good[0], *bad.values(), good[1], "--json")
    assert result.exit_code == 1
    assert [line.rsplit("(", 1)[1].rstrip(")") for line in result.stderr.splitlines()] == list(bad)
    assert result.stdout == run(command, *good, "--json").stdout


def test_what_was_dropped_is_written_to_a_file(folder: Path, tmp_path: Path) -> None:
    bad = bad_inputs(folder)
    result = run("read", folder / "first.txt", *bad.values(), "--json", "--rejected", tmp_path / "rejected.jsonl")
    assert result.exit_code == 1
    dropped = [json.loads(line) for line in (tmp_path / "rejected.jsonl").read_text().splitlines()]
    assert [(item["kind"], item["reason"], item["path"]) for item in dropped] == [
        ("rejection", reason, str(path)) for reason, path in bad.items()
    ]


def test_a_report_of_headline_and_captions_is_read_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"title": "Ten miners trapped near Tarvo", "text": "Photo: Tarvo Post / Ada Orr\n\nShare this\n"}))
    result = run("compare", path, "--json")
    assert result.exit_code == 0
    assert "(no_body)" in result.stderr
    assert len(records(result)) == 1


def test_the_file_for_what_was_dropped_is_empty_where_nothing_was(folder: Path, tmp_path: Path) -> None:
    assert run("read", folder, "--json", "--rejected", tmp_path / "rejected.jsonl").exit_code == 0
    assert (tmp_path / "rejected.jsonl").read_text() == ""


def test_a_file_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    result = run("read", tmp_path / "a\x1b[2Jb.txt")
    assert "\x1b" not in result.stderr


def test_a_limit_ends_with_5(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from twosource.reading.settings import ReadSettings

    monkeypatch.setattr(ReadSettings.__init__, "__kwdefaults__", {**ReadSettings.__init__.__kwdefaults__, "largest_file": 400})
    (folder / "long.txt").write_text(FIRST * 9)
    result = run("read", folder, "--json")
    assert result.exit_code == 5
    assert "largest_file" in result.stderr


# Odd input that works


def test_a_folder_stands_for_its_reports(folder: Path) -> None:
    result = run("read", folder, "--json")
    assert result.exit_code == 0
    assert [Path(str(r["path"])).name for r in records(result)] == ["first.txt", "second.txt"]


def test_the_same_report_twice_counts_once_with_a_note(folder: Path) -> None:
    twice = run("compare", folder / "first.txt", folder / "first.txt", "--json")
    assert twice.exit_code == 0
    assert twice.stderr.startswith("note: ")
    assert "counts once" in twice.stderr
    assert twice.stdout == run("compare", folder / "first.txt", "--json").stdout


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_other_encodings_are_read(codec: str, folder: Path) -> None:
    (folder / "first.txt").write_bytes(FIRST.replace("Orr", "Orré").encode(codec))
    result = run("read", folder / "first.txt", "--json")
    assert result.exit_code == 0
    assert "Orré" in str(records(result)[0]["text"])


def test_a_single_report_has_an_account(folder: Path) -> None:
    [account] = records(run("compare", folder / "first.txt", "--json"))
    claims = account["claims"]
    assert isinstance(claims, list)
    assert {claim["verdict"] for claim in claims} <= {"single", "agreed", "refined"}


def test_sixty_reports_are_compared(tmp_path: Path) -> None:
    for number in range(60):
        words = FIRST.replace("40 people", f"{number + 2} people") + f"\nReport {number} was written in Tarvo.\n"
        (tmp_path / f"{number:02}.txt").write_text(words)
    [account] = records(run("compare", tmp_path, "--json"))
    articles = account["articles"]
    assert isinstance(articles, list)
    assert len(articles) == 60


def test_standard_input_is_read_where_it_is_named_or_nothing_is(folder: Path) -> None:
    for args in (["-"], []):
        result = run("read", *args, "--json", stdin=FIRST)
        assert result.exit_code == 0
        assert records(result)[0]["path"] == "-"


def test_nothing_on_standard_input_ends_with_3() -> None:
    result = run("compare", stdin="")
    assert result.exit_code == 3
    assert "standard input" in result.stderr


# What the commands give


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readable_form_is_plain_text_where_no_terminal_reads_it(command: str, folder: Path) -> None:
    result = run(command, folder, "--width", 80)
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_statements_follow_their_article(folder: Path) -> None:
    found = records(run("statements", folder, "--json"))
    kinds = [record["kind"] for record in found]
    assert kinds[0] == "article"
    assert kinds.count("article") == 2
    current = None
    for record in found:
        current = record["id"] if record["kind"] == "article" else current
        assert record.get("article_id", current) == current


def test_stories_and_derivations_give_their_records(folder: Path) -> None:
    ids = {record["id"] for record in records(run("read", folder, "--json"))}
    found = records(run("stories", folder, "--json"))
    assert {record["kind"] for record in found} == {"story"}
    assert {id_ for record in found for id_ in record["article_ids"]} == ids  # type: ignore[attr-defined]
    assert {record["kind"] for record in records(run("derivations", folder, "--json"))} <= {"derivation"}


def test_the_order_of_the_reports_does_not_change_the_account(folder: Path) -> None:
    there = run("compare", folder / "first.txt", folder / "second.txt", "--json")
    back = run("compare", folder / "second.txt", folder / "first.txt", "--json")
    assert there.stdout == back.stdout


def test_each_file_is_a_story_of_its_own(folder: Path) -> None:
    result = run("compare", "--each", folder / "second.txt", folder / "gone.txt", folder / "first.txt", "--json")
    assert result.exit_code == 1
    assert [len(r["articles"]) for r in records(result)] == [1, 1]  # type: ignore[arg-type]
    alone = [run("compare", folder / name, "--json").stdout for name in ("second.txt", "first.txt")]
    assert result.stdout == "".join(alone)


def test_workers_change_no_byte(folder: Path) -> None:
    (folder / "bad.txt").write_text("")
    one, two = (run("compare", "--each", folder, "-", "--json", "--workers", n, stdin=SECOND) for n in (1, 2))
    assert (one.stdout, one.stderr, one.exit_code) == (two.stdout, two.stderr, two.exit_code)
    assert len(one.stdout.splitlines()) == 3


def test_what_the_user_knows_is_in_the_records(folder: Path) -> None:
    (folder / "about.csv").write_text("path,outlet,published\nfirst.txt,Tarvo Post,2031-04-02\nthird.txt,Orr Daily,\n")
    result = run("read", folder, "--json", "--about", folder / "about.csv", "--outlet", "Everybody")
    assert result.exit_code == 0
    first, second = records(result)
    assert first["outlet"]["name"] == "Tarvo Post"  # type: ignore[index]
    assert first["published"]["value"] == "2031-04-02"  # type: ignore[index]
    assert second["outlet"]["name"] == "Everybody"  # type: ignore[index]
    assert "third.txt" in result.stderr


def test_the_users_own_families_tie_their_outlets(folder: Path) -> None:
    about, families = folder.parent / "about.csv", folder.parent / "families.txt"
    about.write_text("path,outlet\nreports/first.txt,Tarvo Post\nreports/second.txt,Orr Daily\n")
    families.write_text("# mine\n | Tarvo Post | Tarvo Papers | owner\n | Orr Daily | Tarvo Papers | newsroom\n")
    shown = run("derivations", folder, "--about", about, "--families", families)
    assert [f"[{n}] belongs to Tarvo Papers (same {kind}" in shown.stdout for n, kind in ((1, "owner"), (2, "newsroom"))] == [
        True
    ] * 2
    without = run("derivations", folder, "--about", about)
    assert "Tarvo Papers" not in without.stdout


@pytest.mark.parametrize(("name", "words"), [("gone.txt", "gone.txt"), ("bad.txt", "Tarvo Post | owner")])
def test_a_list_of_families_that_cannot_be_meant_is_wrong_usage(folder: Path, name: str, words: str) -> None:
    (folder.parent / "bad.txt").write_text("Tarvo Post | owner\n")
    result = run("compare", folder, "--families", folder.parent / name)
    assert (result.exit_code, words in result.stderr) == (2, True)


def test_a_row_of_the_list_is_named_once_over_many_stories(folder: Path) -> None:
    about = folder.parent / "about.csv"
    about.write_text("path,outlet\nreports/first.txt,Tarvo Post\nreports/third.txt,Orr Daily\n")
    result = run("compare", "--each", folder, "--json", "--about", about)
    assert result.exit_code == 0
    assert result.stderr.count("third.txt") == 1
    assert "first.txt" not in result.stderr


def test_a_dispute_can_end_with_10(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from twosource import desk

    compare = desk.compare

    def disputed(*args: object) -> desk.Compared:
        found = compare(*args)  # type: ignore[arg-type]
        assert found.account is not None
        claims = tuple(replace(claim, verdict="disputed") for claim in found.account.claims)
        return replace(found, account=replace(found.account, claims=claims))

    assert run("compare", folder / "first.txt", "--json", "--fail-on", "disputed").exit_code == 0
    monkeypatch.setattr(desk, "compare", disputed)
    assert run("compare", folder / "first.txt", "--json", "--fail-on", "disputed").exit_code == 10
    assert run("compare", folder / "first.txt", "--json").exit_code == 0


# Streams


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ there")
def test_an_interrupt_ends_the_command_quietly(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": FIRST}) + "\n" for n in range(50_000)))
    # What runs in a shell's background is started with interrupts ignored.
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from twosource.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "read", str(path), "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=120)
    assert running.returncode == 130
    assert errors == "twosource: interrupted\n"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end differently there")
def test_a_reader_that_stops_early_ends_the_command_quietly(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": FIRST}) + "\n" for n in range(500)))
    command = f'"{sys.executable}" -c "from twosource.cli import main; main()" read "{path}" --json | head -n 1'
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


def test_the_output_is_utf_8_in_any_locale(folder: Path) -> None:
    (folder / "first.txt").write_text(FIRST.replace("Orr", "Orré"), encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-c", "from twosource.cli import main; main()", "read", str(folder / "first.txt"), "--json"],
        capture_output=True, env=environment, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0
    assert "Orré" in done.stdout.decode("utf-8")


# What a shell can do to the streams and files


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A line of bash in which `twosource` is the command under test."""
    command = f'twosource() {{ "{sys.executable}" -c "from twosource.cli import main; main()" "$@"; }}; {line}'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120, cwd=folder)
    assert "Traceback" not in done.stderr
    return done


posix = pytest.mark.skipif(sys.platform == "win32", reason="needs bash")


@posix
@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("twosource read first.txt <&-", 0, ""),
        ("twosource read <&-", 3, "standard input: nothing in it"),
        ("twosource read - <&-", 3, "standard input: nothing in it"),
        ("twosource read first.txt >&-", 0, ""),
        ("twosource read gone.txt first.txt 2>&-", 1, ""),
        ("COLUMNS=junk TERM=dumb twosource read first.txt", 0, ""),
    ],
)
def test_closed_streams_are_borne(line: str, code: int, told: str, folder: Path) -> None:
    done = shell(line, folder)
    assert (done.returncode, done.stderr.startswith(told)) == (code, True), done.stderr
    assert bool(told) == bool(done.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("twosource read first.txt > /dev/full", "standard output"),
        ("twosource read x first.txt --rejected /dev/full", "/dev/full"),
    ],
)
def test_a_full_disk_ends_with_5(line: str, name: str, folder: Path) -> None:
    done = shell(line, folder)
    assert done.returncode == 5
    assert f"{name} cannot be written" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("target", ["reports/first.txt", "reports/dropped.jsonl", "about.csv", "link.txt"])
def test_what_is_to_be_read_is_never_written_over(target: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    Path("about.csv").write_text("path,outlet\nreports/first.txt,Tarvo Post\n")
    Path("link.txt").symlink_to("reports/first.txt")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    result = run("read", "reports", "reports/first.txt", "--about", "about.csv", "--rejected", target)
    assert (result.exit_code, "--rejected" in result.stderr) == (2, True)
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


@posix
def test_a_pipe_in_a_folder_is_named_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    result = run("read", folder, "--json")
    assert result.exit_code == 1
    assert "pipe.txt: a pipe, socket or device" in result.stderr
    assert len(records(result)) == 2


@pytest.mark.parametrize(
    "name", ["a b.txt", "it's.txt", 'q"q.txt', "\N{GRINNING FACE}.txt", "new\nline.txt", "-dash.txt", "\x1b[2J.txt"]
)
def test_odd_file_names_are_kept_and_shown_harmlessly(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "first.txt").rename(folder / name)
    assert records(run("read", "--json", "--", name))[0]["path"] == name
    shown = run("read", "--", name, "gone.txt")
    assert shown.exit_code == 1
    assert "\x1b" not in shown.output


@posix
def test_a_file_name_that_is_no_utf_8_is_kept(folder: Path) -> None:
    done = shell(r"""mv first.txt $'bad\xff.txt' && twosource read $'bad\xff.txt' --json""", folder)
    assert done.returncode == 0
    assert json.loads(done.stdout)["path"] == "bad\udcff.txt"


def test_a_lone_nul_does_not_make_a_report_binary(folder: Path) -> None:
    (folder / "first.txt").write_text(FIRST.replace("shaft", "sh\0aft"))
    result = run("read", folder / "first.txt", "--json")
    assert result.exit_code == 0
    assert "shaft" in str(records(result)[0]["text"])
    assert records(result)[0]["edits"]


def test_json_lines_of_every_wrong_kind_are_named_and_the_others_read(folder: Path) -> None:
    lines = [
        {"id": "\ud800x", "title": "Lone \ud800 one", "text": FIRST + "\ud83d \0", "url": "http://\udfff", "outlet": "\ud800"},
        {
            "id": 7,
            "title": ["x"],
            "text": SECOND,
            "date": {"x": 1},
            "outlet": {"name": 5},
            "author": [1, None, {"name": "Bo Lee"}],
        },
    ]
    bad = ['{"text": ', "[1, 2]", "null", "{}", '{"text": 5}', '{"text": "  "}', '{"text": {"a": 1}}', '{"text": ' + "[" * 9000]
    path = folder / "odd.jsonl"
    path.write_text("\n".join([json.dumps(lines[0]), *bad, json.dumps(lines[1])]) + "\n")
    result = run("compare", path, "--json")
    assert result.exit_code == 1
    [account] = records(result)
    assert [article["line"] for article in account["articles"]] != []  # type: ignore[attr-defined]
    assert result.stderr.count("(broken_json)") == 4
    assert result.stderr.count("(no_text)") == 4


def test_a_second_row_about_one_report_is_named(folder: Path) -> None:
    (folder.parent / "about.csv").write_text("path,outlet\nreports/first.txt,Tarvo Post\nreports/first.txt,Orr Daily\n")
    result = run("read", folder / "first.txt", "--json", "--about", folder.parent / "about.csv")
    assert records(result)[0]["outlet"]["name"] == "Tarvo Post"  # type: ignore[index]
    assert "has a row already" in result.stderr
