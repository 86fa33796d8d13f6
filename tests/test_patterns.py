"""No pattern of the package can be made to take more than linear time: each is pumped with texts made from its own parse.

Every compiled pattern is found by walking the modules and reading their code, so none can hide. A pump repeats what a
repetition of the pattern can eat, behind what leads into it and before what makes the match fail. Work must grow as the
text does; a pattern over whose pumped texts it grows faster twice in a row is a trap.
"""

import ast
import dataclasses
import functools
import importlib
import inspect
import pkgutil
import re
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]  # the standard library's own reader of patterns
from types import ModuleType
from typing import Any

import pytest

import twosource

Pattern = re.Pattern[Any]
Tree = Sequence[tuple[Any, Any]]
USES = {"compile": 1, "search": 2, "match": 2, "fullmatch": 2, "findall": 2, "finditer": 2, "split": 3, "sub": 4, "subn": 4}
EVERY_WAY = frozenset(USES)
REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}
SETS = {_constants.IN, _constants.ANY, _constants.NOT_LITERAL}

# --- Finding the patterns


@functools.cache
def modules() -> list[ModuleType]:
    """Every module of the package."""
    names = [m.name for m in pkgutil.walk_packages(twosource.__path__, "twosource.") if not m.name.endswith("__main__")]
    return [twosource, *(importlib.import_module(name) for name in names)]


@functools.cache
def source(module: ModuleType) -> str:
    """The code of a module."""
    return Path(module.__file__ or "").read_text("utf-8")


@functools.cache
def tree_of(module: ModuleType) -> ast.Module:
    """The code of a module as a tree."""
    return ast.parse(source(module))


def held(value: object, depth: int = 4) -> Iterator[Pattern]:
    """The patterns in a value: itself, or inside tuples, lists, sets, tables and records."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and not isinstance(value, str | bytes | type | ModuleType):
        for part in _parts(value):
            yield from held(part, depth - 1)


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    if isinstance(value, list | tuple | set | frozenset | deque):
        return list(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, field.name, None) for field in dataclasses.fields(value)]
    return []


# What makes a pattern out of words it is given: some that it is given in use. A name joined from escaped words needs no more.
MADE_OF: Mapping[str, Callable[[ModuleType], object]] = {
    "twosource.claims.telling._any_of": lambda m: [m._any_of(kind) for kind in ("elsewhere", "former", "attacker_dead")],
    "twosource.lexicon.agencies._any_name": lambda m: m._any_name("en"),
    "twosource.present.markdown._missing": lambda m: re.compile(r"(?<!\w)(?:Example\ Post|example|a\.txt)(?!\w)"),
    "twosource.reading.credits._of_body": lambda m: re.compile("|".join(map(re.escape, ("Example Press Agency", "EPA", "E")))),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A use of a pattern by its words inside a function; `pattern` is none where the code alone does not tell it."""

    where: str
    line: int
    way: str
    pattern: Pattern | None


def uses(module: ModuleType) -> Iterator[Use]:
    """Where functions of a module use patterns by their words."""
    functions = [n for n in ast.walk(tree_of(module)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)]
    for function in functions:
        where = f"{module.__name__}.{getattr(function, 'name', 'lambda')}"
        inside = list(ast.walk(function))
        at_once = {n.value: n.attr for n in inside if isinstance(n, ast.Attribute)}  # `re.compile(…).match`
        for call in [n for n in inside if isinstance(n, ast.Call) and _is_use(n)]:
            way = at_once.get(call) or (call.func.attr if isinstance(call.func, ast.Attribute) else "")
            yield Use(where=where, line=call.lineno, way=way, pattern=_written(call, vars(module)))


def _is_use(call: ast.Call) -> bool:
    f = call.func
    return isinstance(f, ast.Attribute) and isinstance(f.value, ast.Name) and f.value.id == "re" and f.attr in USES


def _written(call: ast.Call, names: Mapping[str, Any]) -> Pattern | None:
    assert isinstance(call.func, ast.Attribute)
    place = USES[call.func.attr]
    parts = [call.args[0], *call.args[place : place + 1], *(k.value for k in call.keywords if k.arg == "flags")]
    try:
        words = [eval(compile(ast.Expression(part), "pattern", "eval"), dict(names)) for part in parts]
    except NameError:
        return None
    return words[0] if isinstance(words[0], re.Pattern) else re.compile(*words)


def built(use: Use, module: ModuleType) -> list[Pattern]:
    """The patterns that the function of a use gives, where it needs nothing or `MADE_OF` tells what to give it."""
    if use.pattern is not None:
        return [use.pattern]
    function = getattr(module, use.where.rpartition(".")[2], None)
    if use.where in MADE_OF:
        return list(held(MADE_OF[use.where](module)))
    return list(held(function())) if function and not _needs(function) else []


def _needs(function: Callable[..., object]) -> bool:
    return any(p.default is p.empty for p in inspect.signature(function).parameters.values())


def ways(name: str, value: object) -> frozenset[str]:
    """How the package uses a pattern of that name; every way where it is handed on."""
    homes = [module for module in modules() if vars(module).get(name) is value]
    nodes = [node for home in homes for node in names_in(home) if _name(node) == name]
    methods = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    handed_on = sum(isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load) for n in nodes) > sum(
        isinstance(n, ast.Attribute) for n in nodes
    )
    return EVERY_WAY if handed_on or not methods <= USES.keys() else frozenset(methods)


@functools.cache
def names_in(module: ModuleType) -> Sequence[ast.AST]:
    """Every name in a module's code, and every attribute of one."""
    return [node for node in ast.walk(tree_of(module)) if _name(node)]


def _name(node: ast.AST) -> str | None:
    owner = node.value if isinstance(node, ast.Attribute) else node
    return owner.id if isinstance(owner, ast.Name) else None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A pattern of the package, where it stands and the ways in which it is used."""

    where: str
    pattern: Pattern
    ways: frozenset[str] = EVERY_WAY


@functools.cache
def collected() -> Sequence[Found]:
    """Every pattern of the package, where it stands first."""
    found: dict[Pattern, Found] = {}
    for one in (one for module in modules() for one in [*_held_by(module), *_used_by(module)]):
        before = found.get(one.pattern, one)
        found[one.pattern] = dataclasses.replace(before, ways=before.ways | one.ways)
    return list(found.values())


def _held_by(module: ModuleType) -> Iterator[Found]:
    for name, value in list(vars(module).items()):
        known = ways(name, value) if isinstance(value, re.Pattern) else EVERY_WAY
        for number, pattern in enumerate(held(value)):
            yield Found(where=f"{module.__name__}.{name}[{number}]", pattern=pattern, ways=known)


def _used_by(module: ModuleType) -> Iterator[Found]:
    for use in uses(module):
        known = EVERY_WAY if use.way == "compile" else frozenset({use.way})
        for number, pattern in enumerate(built(use, module)):
            yield Found(where=f"{use.where}:{use.line}[{number}]", pattern=pattern, ways=known)


def hidden() -> list[str]:
    """The uses of patterns that are not collected, and the modules that know patterns under another name."""
    lost = [f"{use.where}:{use.line}" for module in modules() for use in uses(module) if not built(use, module)]
    renamed = re.compile(r"^\s{0,20}(?:from re import|import (?:re as|regex)|from regex)", re.MULTILINE)
    return lost + [module.__name__ for module in modules() if renamed.search(source(module))]


# --- Making texts that could trap a pattern

CANDIDATES = [chr(n) for n in range(1, 127)] + list("\u00a0\u00adéİßÂâ€–—‘’“”«»…½٣中🙂\u2028\ud800\x80\xe2\xff")
MOST_LEADS, MOST_MEMBERS, MOST_PAIRED, MOST_PUMPS, MOST_WORK = 6, 18, 9, 350, 100_000


@dataclasses.dataclass(frozen=True, slots=True)
class Pump:
    """`lead` once, `unit` many times, `end` once."""

    lead: str
    unit: str
    end: str

    def text(self, times: int) -> str:
        return self.lead + self.unit * times + self.end


class Reader:
    """What a pattern's parse says of the texts that it eats."""

    def __init__(self, pattern: Pattern) -> None:
        self.bytes = isinstance(pattern.pattern, bytes)
        self.tree = _parser.parse(pattern.pattern, pattern.flags & ~(re.LOCALE | re.DEBUG))
        self.alphabet = [c for c in CANDIDATES if not self.bytes or ord(c) < 256]
        self.sets: dict[str, str] = {}
        self._read(self.tree)
        self.members = self._members()

    def _read(self, tree: Tree) -> None:
        for node in tree:
            if node[0] in SETS:
                self.eats(node)
            for part in parts(node):
                self._read(part)

    def eats(self, node: tuple[Any, Any]) -> str:
        """The characters of the alphabet that a set of characters holds."""
        key = repr(node)
        if key not in self.sets:
            one = _compiler.compile(_parser.SubPattern(self.tree.state, [node]), self.tree.state.flags & ~re.DEBUG)
            self.sets[key] = "".join(c for c in self.alphabet if one.fullmatch(c.encode("latin-1") if self.bytes else c))
        return self.sets[key]

    def _members(self) -> list[str]:
        """One character for each way of being in some of the pattern's sets, the widest shared first, and the marks it names."""
        alike: dict[tuple[bool, ...], str] = {}
        for c in sorted(self.alphabet, key=lambda c: (not c.isalnum(), c)):
            alike.setdefault(tuple(c in held for held in self.sets.values()), c)
        shared = [c for key, c in sorted(alike.items(), key=lambda item: -sum(item[0])) if any(key)]
        return list(dict.fromkeys(shared + self._marks(self.tree)))[:MOST_MEMBERS]

    def _marks(self, tree: Tree) -> list[str]:
        own = [chr(value) for op, value in tree if op is _constants.LITERAL and not chr(value).isalnum()]
        return own + [c for node in tree for part in parts(node) for c in self._marks(part)]

    def sample(self, tree: Tree, number: int) -> str:
        """A text that a part of the pattern eats; other numbers take other branches and characters."""
        return "".join(self._one(node, number) for node in tree)

    def _one(self, node: tuple[Any, Any], number: int) -> str:
        op, value = node
        if op is _constants.LITERAL:
            return chr(value)
        if op in SETS:
            eaten = self.eats(node)
            return eaten[number * 7 % len(eaten)] if eaten else ""
        if op is _constants.BRANCH:
            return self.sample(value[1][number % len(value[1])], number)
        if op in REPEATS:
            return self.sample(value[2], number) * max(value[0], number % 2)
        if op is _constants.ASSERT:
            return self.sample(value[1], number) if value[0] < 0 else ""
        return "".join(self.sample(part, number) for part in parts(node)[:1]) if op is not _constants.ASSERT_NOT else ""

    def sites(self, tree: Tree, leads: Sequence[str] = ("",)) -> Iterator[tuple[Sequence[str], Tree]]:
        """Each repetition of the pattern, as the texts that lead into it and what it repeats."""
        for place, node in enumerate(tree):
            before = [lead + self.sample(tree[:place], n) for n in range(3) for lead in leads]
            before = list(dict.fromkeys(before))[:MOST_LEADS]
            if node[0] in REPEATS:
                yield before, node[1][2]
            for part in parts(node):
                yield from self.sites(part, before)


def parts(node: tuple[Any, Any]) -> list[Tree]:
    """The parts of a pattern that lie inside one of its parts."""
    op, value = node
    if op is _constants.BRANCH:
        return list(value[1])
    if op is _constants.SUBPATTERN:
        return [value[3]]
    if op in REPEATS:
        return [value[2]]
    if op in {_constants.ASSERT, _constants.ASSERT_NOT}:
        return [value[1]]
    if op is _constants.ATOMIC_GROUP:
        return [value]
    return [part for part in value[1:] if part is not None] if op is _constants.GROUPREF_EXISTS else []


def pumps(pattern: Pattern) -> list[Pump]:
    """Texts to pump a pattern with: one and two of each kind of character, then what each repetition eats and what leads in."""
    reader = Reader(pattern)
    sites = [(list(leads), body) for leads, body in reader.sites(reader.tree)]
    leads = list(dict.fromkeys(["", *(lead for found, _ in sites for lead in found)]))[: MOST_LEADS * 2]
    ends = _ends(reader)
    few = reader.members[:MOST_PAIRED]
    plain = [Pump(lead, c, end) for lead in leads for c in reader.members for end in ends]
    plain += [Pump("", a + b, ends[0]) for a in few for b in few]
    eaten = [pump for before, body in sites for pump in _site(before, _units(reader, body), ends)]
    made = list(dict.fromkeys(plain + eaten))
    # A long list of words is slow to scan and alike all over: fewer texts for it.
    return made[:: 1 + len(made) // min(MOST_PUMPS, MOST_WORK // len(pattern.pattern))]


def _units(reader: Reader, body: Tree) -> list[str]:
    return list(dict.fromkeys(filter(None, (reader.sample(body, number) for number in range(1, 8)))))


def _site(leads: Sequence[str], units: Sequence[str], ends: Sequence[str]) -> Iterator[Pump]:
    for lead in leads:
        for unit in units:
            for end in ends:
                yield Pump(lead, unit, end)
                yield Pump("", lead + unit, end)


def _ends(reader: Reader) -> list[str]:
    """A character that no set of the pattern holds, else one that the fewest hold; and nothing."""
    held = {c: sum(c in eaten for eaten in reader.sets.values()) for c in reader.alphabet}
    return [min(reader.alphabet, key=lambda c: (held[c], c.isalnum(), c)), ""]


# --- Measuring

TIMES = 500  # a quadratic pattern does 300 steps a unit then, a linear one a few
GROWS = 4
MOST_GROWTH = 9  # linear work takes 4 times as long, quadratic 16; a bound of 2,000 repetitions 6 from 2,400 on
DEAR = 2  # times the cost of a plain scan; below, no text of this length is a trap
LOOK = 0.1  # seconds between two looks at the clock
LONGEST = 3.0  # processor seconds after which work is taken to never end


class Stuck(Exception):
    """The work took longer than any linear work would."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Breaks off work that takes more processor time, where the system can: matching looks for signals."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    begun = time.process_time()

    def look(*_: object) -> None:
        if time.process_time() - begun > seconds:
            raise Stuck

    before = signal.signal(signal.SIGALRM, look)
    # A timer of processor time would be the plain way, but while one runs some systems count that time in whole ticks.
    signal.setitimer(signal.ITIMER_REAL, LOOK, LOOK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def seconds(found: Found, pump: Pump, times: int, runs: int = 1) -> float:
    """Processor seconds of the quickest of some runs over a pumped text."""
    text: Any = pump.text(times)
    text = text.encode("latin-1") if isinstance(found.pattern.pattern, bytes) else text
    return min(_once(found, text) for _ in range(runs))


def _once(found: Found, text: Any) -> float:
    """All matches anywhere in a text, the match at its start, or all of it as one match: as the pattern is used."""
    begun = time.process_time()
    if found.ways - {"match", "fullmatch"}:
        deque(found.pattern.finditer(text), maxlen=0)
    elif "match" in found.ways:
        found.pattern.match(text)
    if "fullmatch" in found.ways:
        found.pattern.fullmatch(text)
    return time.process_time() - begun


@functools.cache
def scan() -> float:
    """Processor seconds that a plain scan takes a character."""
    words = Found(where="", pattern=re.compile(r"\w+"), ways=frozenset({"finditer"}))
    return seconds(words, Pump("", "ab ", ""), 10_000, runs=3) / 30_000


def is_trap(found: Found, pump: Pump, longest: float = LONGEST) -> bool:
    """Whether work over a pumped text grows faster than the text, and twice in a row."""
    try:
        with deadline(longest):
            taken = seconds(found, pump, TIMES)
            if taken < DEAR * scan() * len(pump.text(TIMES)) or taken < MOST_GROWTH * seconds(found, pump, TIMES // GROWS):
                return False
            return all(_growth(found, pump, times) > MOST_GROWTH for times in (TIMES, TIMES * GROWS))
    except Stuck:
        return True


def _growth(found: Found, pump: Pump, times: int) -> float:
    return seconds(found, pump, times * GROWS, runs=2) / max(seconds(found, pump, times, runs=3), 1e-6)


def trap(found: Found, longest: float = LONGEST) -> Pump | None:
    """The first pumped text that is a trap for a pattern."""
    return next((pump for pump in pumps(found.pattern) if is_trap(found, pump, longest)), None)


# --- What must hold

# Patterns whose work can grow faster than the text: exponential, cubic, quadratic; some only where a match may begin anywhere.
PLANTED = {
    "a repetition of a repetition": r"(a+)+$",
    "a word or two in a repetition": r"(\w+\s?)+x",
    "alternatives that eat the same": r"(?:a|aa)+$",
    "alternatives of one class in a repetition": r"(?:\w|\d)+;",
    "white space at the end": r"\s+$",
    "a word before a mark": r"\w+@",
    "neighbours that eat the same": r"\d+\w*!",
    "neighbours apart by what may be missing": r"^\s*,?\s*$",
    "a comment without end": r"<!--(?:.|\n)*?-->",
    "two lazy runs": r"from.*?to.*?end",
    "an opening that its inside may hold": r"\([^)]*\)",
    "a lead, then a run that may hold the lead": r"by [A-Z a-z]+\d",
    "inside an assertion": r"a(?=[ab]+c)",
    "bytes": rb"[\x80-\xff]+\x00",
}
FINE = {
    "a run": r"\w+",
    "runs between marks that they do not hold": r"[a-z]{1,20}(?:'[a-z]{1,20}){0,3}",
    "a bounded run": r"\([^)]{0,300}\)",
    "a run that may begin once only": r"(?<!\w)\w+@",
    "a long list of words": "|".join(f"word{n}" for n in range(200)),
}


def planted(pattern: str | bytes) -> Found:
    return Found(where="planted", pattern=re.compile(pattern))


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_trap_is_found(kind: str) -> None:
    assert trap(planted(PLANTED[kind]), 0.5) is not None


@pytest.mark.parametrize("kind", FINE)
def test_a_linear_pattern_is_no_trap(kind: str) -> None:
    assert trap(dataclasses.replace(planted(FINE[kind]), ways=frozenset({"finditer"}))) is None


def test_a_pattern_used_at_one_place_only_may_be_a_trap_elsewhere() -> None:
    anchored = dataclasses.replace(planted(r"\s+\d"), ways=frozenset({"match"}))
    assert trap(anchored) is None
    assert trap(dataclasses.replace(anchored, ways=frozenset({"search"})), 0.5) is not None


def test_a_pattern_inside_a_function_is_found_or_told_to_hide(tmp_path: Path) -> None:
    code = "import re\nSPACE = ' '\n"
    code += "def told(a):\n    return re.sub(SPACE + '+$', '', a)\ndef hides(a, b):\n    return re.search(a, b)\n"
    (tmp_path / "planted.py").write_text(code, encoding="utf-8")
    module = ModuleType("planted")
    module.__file__ = str(tmp_path / "planted.py")
    exec(code, vars(module))
    assert [(use.where, use.way, [p.pattern for p in built(use, module)]) for use in uses(module)] == [
        ("planted.told", "sub", [" +$"]),
        ("planted.hides", "search", []),
    ]


def test_no_pattern_hides() -> None:
    assert hidden() == []
    assert len(collected()) > 150  # the package had 204 when this was written


@pytest.mark.parametrize("found", collected(), ids=lambda found: found.where)
def test_no_pattern_is_a_trap(found: Found) -> None:
    assert trap(found) is None
