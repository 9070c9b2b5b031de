"""The house holds: sizes, layers, banned calls, and nothing of one machine in what is published."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

import ssp_desktop

PROJECT = Path(__file__).resolve().parent.parent
CODE_FOLDERS = ("ssp_desktop", "tests", "tools", "benchmarks", "alembic")
LONGEST_SOURCE, LONGEST_TEST = 300, 400

# Written in pieces, so that this file does not hold what it forbids.
MACHINE_PATHS = (r"(?<![\w./])/(?:home|root|work|tmp|farm)(?:/|\b)", r"[A-Z]:\\" + r"Users\b")
REGISTRY_HOSTS = (
    r"\bpypi\." + "org",
    "python" + "hosted",
    r"\bdeb\." + "debian",
    r"\bftp\.[a-z.]*" + "debian",
    "npm" + "js",
    r"\bproxy\." + "golang",
)

BANNED_MODULES = {
    "random": "keys and ids come from secrets, tests from hypothesis",
    "pickle": "it runs what it reads",
    "marshal": "it runs what it reads",
    "shelve": "it runs what it reads",
}
BANNED_CALLS = {
    "time.sleep": "wait for the signal",
    "sleep": "wait for the signal",
    "QTest.qWait": "wait for the signal",
    "QTest.qSleep": "wait for the signal",
    "qWait": "wait for the signal",
    "qtbot.wait": "wait for the signal with waitUntil or waitSignal",
    "uuid.uuid1": "it gives the PC away; use uuid4",
    "uuid1": "it gives the PC away; use uuid4",
    "eval": "typed text is never interpreted",
    "exec": "typed text is never interpreted",
    "os.system": "typed text is never interpreted",
    "pytest.skip": "a test runs",
    "pytest.xfail": "a test passes",
    "pytest.importorskip": "a test runs",
}
BANNED_MARKS = {"skip", "skipif", "xfail"}
INTERPRETED_FORMATS = {"RichText", "AutoText", "MarkdownText"}
INTERPRETING_METHODS = {"setHtml", "insertHtml", "appendHtml", "setMarkdown", "toHtml"}
MARKUP_PARAGRAPHS = {"Paragraph", "ParagraphAndImage", "XPreformatted", "PythonPreformatted"}
PARAGRAPH_HOMES = ("ssp_desktop/reports/tagged/", "ssp_desktop/reports/text.py")


@cache
def project_files() -> tuple[Path, ...]:
    """Each file that is, or is about to be, published; relative to the project."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout
    names = sorted(set(filter(None, listed.split("\0"))))
    return tuple(Path(name) for name in names if (PROJECT / name).is_file())


def python_files(*folders: str) -> list[Path]:
    """The project's Python files in these folders."""
    return [path for path in project_files() if path.suffix == ".py" and path.parts[0] in folders]


def text_of(path: Path) -> str:
    """The text of a file; empty when it is none (fonts, pictures)."""
    try:
        return (PROJECT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def lines_matching(patterns: tuple[str, ...]) -> list[str]:
    """`path:line: text` of each line of a published file that one of the patterns fits."""
    fits = re.compile("|".join(patterns))
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path in project_files()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if fits.search(line)
    ]


def dotted(node: ast.expr) -> str:
    """`a.b.c` of a name or attribute chain; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return ""


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """The nodes of a file's syntax tree that the checks below look at; a file is read once for them all."""
    tree = ast.parse(text_of(path), str(path))
    looked_at = (ast.Call, ast.Attribute, ast.Import, ast.ImportFrom, ast.ExceptHandler)
    return tuple(each for each in ast.walk(tree) if isinstance(each, looked_at))


def imported_modules(node: ast.AST) -> list[str]:
    """The top names that an import statement brings in."""
    if isinstance(node, ast.Import):
        return [each.name.split(".")[0] for each in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [(node.module or "").split(".")[0]]
    return []


def interprets_text(node: ast.Call) -> bool:
    """Whether this call has Qt read text as HTML or Markdown."""
    name = dotted(node.func).split(".")[-1]
    if name in INTERPRETING_METHODS:
        return True
    if name == "setTextFormat":
        return any(dotted(each).split(".")[-1] in INTERPRETED_FORMATS for each in node.args)
    first = node.args[0] if node.args else None
    return name == "QLabel" and isinstance(first, ast.Constant) and str(first.value).lstrip().startswith("<")


def reads_markup(node: ast.AST) -> bool:
    """Whether this brings in a class of reportlab's that reads its text as markup."""
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reportlab"):
        return any(each.name in MARKUP_PARAGRAPHS for each in node.names)
    if isinstance(node, ast.Attribute) and node.attr in MARKUP_PARAGRAPHS:
        return dotted(node.value).split(".")[-1] in {"platypus", "paragraph", "xpreformatted"}
    return False


def test_files_can_be_read_in_one_sitting() -> None:
    too_long = []
    for path in python_files(*CODE_FOLDERS):
        if path.parts[:2] == ("alembic", "versions"):
            continue  # a migration is one step, written once: in two files it would be two steps
        limit = LONGEST_TEST if path.parts[0] == "tests" else LONGEST_SOURCE
        length = len(text_of(path).splitlines())
        if length > limit:
            too_long.append(f"{path}: {length} lines, at most {limit}")
    assert not too_long


def test_no_file_is_named_after_nothing() -> None:
    assert [
        path for path in project_files() if path.stem in {"utils", "util", "helpers", "misc", "common"}
    ] == []


def test_alembic_folder_does_not_hide_the_library() -> None:
    assert Path("alembic/__init__.py") not in project_files()


def test_layers_import_only_what_they_may() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([linter, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]
    assert ", 0 broken." in result.stdout


def test_version_is_told_once() -> None:
    project = tomllib.loads(text_of(Path("pyproject.toml")))["project"]
    assert project["version"] == ssp_desktop.__version__


def test_each_ignored_lint_rule_has_its_reason_beside_it() -> None:
    settings = (
        text_of(Path("pyproject.toml")).split("[tool.ruff.lint]")[1].split("[tool.ruff.lint.mccabe]")[0]
    )
    ignored = [line for line in settings.splitlines() if re.match(r'\s+"[A-Z]+[0-9]*",', line)]
    assert len(ignored) > 5
    assert [line for line in ignored if not re.search(r"# \w.{10,}", line)] == []


def test_each_exception_in_the_code_has_its_code_and_its_reason() -> None:
    exception = re.compile(r"#\s*(?:noqa|type:\s*ignore)(.*)")
    reasoned = re.compile(
        r"(?:: [A-Z]+\d+(?:, ?[A-Z]+\d+)*|\[[a-z-]+(?:, ?[a-z-]+)*\])\s+(?:#|-|–)\s*\w.{4,}"
    )
    bare = []
    for path in python_files(*CODE_FOLDERS):
        if path == Path(__file__).relative_to(PROJECT):
            continue
        for number, line in enumerate(text_of(path).splitlines(), 1):
            found = exception.search(line)
            if found and not reasoned.match(found[1]):
                bare.append(f"{path}:{number}: {line.strip()}")
    assert not bare, "wanted: '# noqa: CODE - reason' or '# type: ignore[code]  # reason'"
    assert lines_matching(("pragma: " + "no cover", "pragma: " + "no branch")) == []


def test_no_path_of_one_machine_is_published() -> None:
    assert lines_matching(MACHINE_PATHS) == []


def test_no_package_registry_is_named() -> None:
    assert lines_matching(REGISTRY_HOSTS) == []


def test_banned_modules_are_not_imported() -> None:
    found = [
        f"{path}:{getattr(node, 'lineno', 0)}: {module}: {BANNED_MODULES[module]}"
        for path in python_files(*CODE_FOLDERS)
        for node in nodes(path)
        for module in imported_modules(node)
        if module in BANNED_MODULES
    ]
    assert not found


def test_banned_calls_are_not_made() -> None:
    found = [
        f"{path}:{node.lineno}: {dotted(node.func)}: {BANNED_CALLS[dotted(node.func)]}"
        for path in python_files(*CODE_FOLDERS)
        for node in nodes(path)
        if isinstance(node, ast.Call) and dotted(node.func) in BANNED_CALLS
    ]
    assert not found


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in python_files("tests")
        for node in nodes(path)
        if isinstance(node, ast.Attribute)
        and node.attr in BANNED_MARKS
        and dotted(node.value).endswith("mark")
    ]
    assert not found


def test_the_screen_never_interprets_text() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in python_files("ssp_desktop")
        for node in nodes(path)
        if isinstance(node, ast.Call) and interprets_text(node)
    ]
    assert not found


def test_paragraphs_that_read_markup_are_made_where_text_is_escaped() -> None:
    found = [
        f"{path}:{getattr(node, 'lineno', 0)}"
        for path in python_files("ssp_desktop")
        if not path.as_posix().startswith(PARAGRAPH_HOMES)
        for node in nodes(path)
        if reads_markup(node)
    ]
    assert not found


def test_no_failure_is_swallowed() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in python_files("ssp_desktop")
        for node in nodes(path)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or dotted(node.type) in {"Exception", "BaseException"})
        and all(isinstance(each, ast.Pass) for each in node.body)
    ]
    assert not found


@pytest.mark.parametrize(
    ("source", "guilty"),
    [
        ("QLabel('<b>x</b>')", True),
        ("QLabel('x')", False),
        ("label.setTextFormat(Qt.TextFormat.RichText)", True),
        ("label.setTextFormat(Qt.TextFormat.PlainText)", False),
        ("box.setHtml(text)", True),
    ],
)
def test_the_check_for_interpreted_text_can_fail(source: str, guilty: bool) -> None:
    call = ast.parse(source, mode="eval").body
    assert isinstance(call, ast.Call)
    assert interprets_text(call) is guilty
