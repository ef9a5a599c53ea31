"""The rules of the house that a machine can check."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.settings import Settings
from tests.shared import SHARED, miss, needs_shared
from tests.site.built import ROOT

LINES_OF_A_MODULE = 300
LINES_OF_A_FUNCTION = 50
NAMED_FOR_NOTHING = re.compile(r"(^|_|(?<=[a-z]))(utils?|helpers?|misc|manager)($|_|(?=[A-Z]))", re.IGNORECASE)
PUT_OFF = re.compile(r"\b(TO" r"DO|FIX" r"ME|HA" r"CK)\b|# ?X" r"XX\b")
STAGES = ("ingest", "annotate", "catalog", "publish")
WORD = re.compile(r"[\w’'-]+")
RUN_OF_WORDS = 12
TEXTS = {".py", ".md", ".txt", ".html", ".json", ".toml", ".xml", ".js", ".mjs", ".css", ".svg", ""}


def _tracked() -> list[Path]:
    """The files of the project, as git lists them; in an unpacked source archive, the files that are there."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    folders = [ROOT / name for name in ("sitegen", "templates", "tests", "docs", "seeds", "bench")]
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]


def _code() -> list[Path]:
    return [path for path in _tracked() if path.suffix == ".py"]


def _place(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def _definitions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node


@pytest.mark.parametrize("command", ["ruff check .", "ruff format --check .", "mypy", "lint-imports"])
def test_the_checkers_are_content(command: str) -> None:
    name, *arguments = command.split()
    program = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if program is None:
        miss(f"no {name}: pip install 'sitegen[test]'")
    done = subprocess.run([str(program), *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_is_too_long() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in _code()}
    assert {name: length for name, length in lengths.items() if length > LINES_OF_A_MODULE} == {}


def test_no_function_is_too_long() -> None:
    long = [
        _place(path, node.lineno)
        for path in _code()
        for node in _definitions(path)
        if not isinstance(node, ast.ClassDef) and (node.end_lineno or node.lineno) - node.lineno >= LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_nothing_is_named_for_nothing() -> None:
    modules = [str(path.relative_to(ROOT)) for path in _code() if NAMED_FOR_NOTHING.search(path.stem)]
    definitions = [_place(path, node.lineno) for path in _code() for node in _definitions(path) if NAMED_FOR_NOTHING.search(node.name)]
    assert (modules, definitions) == ([], [])


def test_nothing_is_put_off() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in _tracked() if path.suffix in TEXTS and "seeds" not in path.parts}
    found = [_place(path, n) for path, text in texts.items() for n, line in enumerate(text.splitlines(), 1) if PUT_OFF.search(line)]
    assert found == []


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_says_its_arrow_and_imports_only_its_own_function(stage: str) -> None:
    tree = ast.parse((ROOT / "sitegen" / stage / "__init__.py").read_text(encoding="utf-8"))
    assert "->" in (ast.get_docstring(tree) or "")
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [(getattr(node, "module", None) or "", alias.name) for node in imports for alias in node.names]
    assert [(module.split(".")[:2], name) for module, name in names if module != "__future__"] == [(["sitegen", stage], stage)]


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md"])
def test_the_papers_are_there(name: str) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8").split()) > 20


def test_the_architecture_names_every_room() -> None:
    described = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = {
        path.name if path.suffix else f"{path.name}/"
        for path in (ROOT / "sitegen").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert sorted(room for room in rooms if not room.startswith("_") and f"`{room}`" not in described) == []


def _runs(text: str) -> set[tuple[str, ...]]:
    words = WORD.findall(text.lower())
    return {tuple(words[start : start + RUN_OF_WORDS]) for start in range(len(words) - RUN_OF_WORDS + 1)}


@needs_shared
def test_no_sentence_of_a_real_capture_is_repeated() -> None:
    real = set[tuple[str, ...]]().union(*(_runs(path.read_text(encoding="utf-8")) for path in (SHARED / "seeds").glob("*.txt")))
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in _tracked() if path.suffix in TEXTS}
    assert real
    assert [str(path.relative_to(ROOT)) for path, text in texts.items() if _runs(text) & real] == []


def test_the_settings_are_described() -> None:
    described = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(described) == sorted(Settings.__struct_fields__)


def test_the_readme_and_the_gate_run_the_same_test_command() -> None:
    fenced = re.findall(r"^```\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (command,) = (block.strip() for block in fenced if "pytest" in block)
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == command
    assert command in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_address_in_the_papers_leads_somewhere() -> None:
    papers = [path for path in _tracked() if path.suffix == ".md" and path.parent in {ROOT, ROOT / "docs"}]
    links = [(paper, link) for paper in papers for link in re.findall(r"\]\(([^)#:]+)\)", paper.read_text(encoding="utf-8"))]
    assert [f"{paper.name}: {link}" for paper, link in links if not (paper.parent / link).is_file()] == []
