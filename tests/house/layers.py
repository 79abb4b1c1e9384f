"""Reads who imports whom from the sources, and finds imports that go up or in a circle.

A layer is a folder or a single file: `intake.leads`, `home.models`, `intake.apps`. Each is on one floor; it
may import from its own floor and from the floors below. `FLOORS` lists them from the ground up.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

FLOORS = (
    "home",
    "offerings",
    "intake.models",
    "intake.files",
    "intake.registers",
    "intake.leads",
    "intake.routing",
    "intake.form",
    "intake.desk",
    "intake",  # what Django and Wagtail look for at the top of an app: hooks, commands, template tags
    "demo",
    "operations",
    "config",
)
# Files at the top of `intake` that the folders above the models may use too.
LOW = {"intake.migrations": "intake.models", "intake.permissions": "intake.models"}
ROOTS = {"home": ".", "offerings": ".", "intake": ".", "demo": "site", "operations": "site", "config": "site"}

Graph = Mapping[str, Iterable[str]]


def modules(root: Path) -> dict[str, Path]:
    """Every module below `root` by its dotted name."""
    found = {}
    for app, folder in ROOTS.items():
        for file in sorted((root / folder / app).rglob("*.py")):
            parts = file.relative_to(root / folder).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def imports(root: Path) -> dict[str, set[str]]:
    """For every module the project's own modules that it imports, anywhere but for type checking."""
    known = modules(root)
    return {name: set(_imported(name, file, known)) - {name} for name, file in known.items()}


def _imported(name: str, file: Path, known: Mapping[str, Path]) -> Iterator[str]:
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    for node in _runtime_nodes(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(filter(None, [_above(package, node.level), node.module]))
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                if inner in known or base in known:
                    yield inner if inner in known else base


def _above(package: str, level: int) -> str:
    """What the dots of a relative import stand for."""
    return ".".join(package.split(".")[: -(level - 1) or None]) if level else ""


def _runtime_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from _runtime_nodes(node)


def layer(module: str) -> str:
    """`intake.leads.mail` belongs to `intake.leads`, `home` itself to `home`."""
    return ".".join(module.split(".")[:2])


def floor(module: str) -> int:
    name = LOW.get(layer(module), module)
    fitting = (one for one in FLOORS if name == one or name.startswith(f"{one}."))
    return FLOORS.index(max(fitting, key=len))


def upward(graph: Graph) -> list[str]:
    """Every import that goes to a higher floor, as 'who imports whom'."""
    return sorted(
        f"{module} imports {other}"
        for module, others in graph.items()
        for other in others
        if floor(other) > floor(module)
    )


def circle(graph: Graph) -> list[str]:
    """The modules of one circle of imports, or nothing."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def by_layer(graph: Graph) -> Graph:
    """The same graph between folders."""
    layers = defaultdict(set)
    for module, others in graph.items():
        layers[layer(module)] |= {layer(other) for other in others} - {layer(module)}
    return layers
