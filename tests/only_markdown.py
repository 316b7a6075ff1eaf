"""Which calls give Streamlit a text that nobody has escaped? Read from the source, as a compiler would.

A text is safe where it is Markdown or Html by its type, a number, or ours to the last letter."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ESCAPED = ("Markdown", "Html")
# What writes numbers, days and states, and the names of the definition that no workshop brings.
OURS = {
    *("number", "percent", "measure", "day", "moment", "late", "change", "yes_no", "no_data", "len", "int"),
    *("city", "indicator", "status", "light", "missing", "submission_state", "unit", "choice", "month"),
}
SINKS = {
    *("markdown", "caption", "error", "warning", "info", "success", "title", "header", "subheader", "write"),
    *(
        "toast",
        "html",
        "metric",
        "button",
        "download_button",
        "link_button",
        "form_submit_button",
        "page_link",
    ),
    *(
        "expander",
        "popover",
        "tabs",
        "dialog",
        "spinner",
        "progress",
        "text_input",
        "text_area",
        "date_input",
    ),
    *(
        "number_input",
        "selectbox",
        "multiselect",
        "pills",
        "segmented_control",
        "radio",
        "checkbox",
        "toggle",
    ),
    *("file_uploader", "badge", "status"),
}
# Of these the words of the options are Markdown too.
DRAWS_OPTIONS = {"pills", "segmented_control", "radio"}


@dataclass(frozen=True)
class Module:
    path: Path
    tree: ast.Module

    @property
    def name(self) -> str:
        return ".".join(self.path.with_suffix("").parts).removesuffix(".__init__")


def modules(root: Path, *folders: str) -> list[Module]:
    """Paths are beside `root`, as imports are."""
    files = sorted(file for folder in folders for file in (root / folder).rglob("*.py"))
    return [Module(file.relative_to(root), ast.parse(file.read_text("utf-8"))) for file in files]


def unescaped(read: Sequence[Module]) -> Iterator[str]:
    """ "ui/x.py:12 caption: said" for every text that could be somebody's."""
    known = Known(read)
    for module in read:
        for function in _functions(module.tree):
            scope = Scope(function, known, module.name)
            for call in _calls(function):
                for text in texts(call):
                    if not scope.is_safe(text):
                        yield f"{module.path}:{text.lineno} {_name(call.func)}: {ast.unparse(text)}"


def texts(call: ast.Call) -> Iterator[ast.expr]:
    name = _name(call.func)
    if name not in SINKS or not isinstance(call.func, ast.Attribute):
        return
    if not (isinstance(call.func.value, ast.Name) and call.func.value.id in ("st", "handed_out")):
        return
    shown = call.args[:3] if name == "metric" else call.args[:1]
    yield from shown
    yield from (k.value for k in call.keywords if k.arg in ("label", "help", "body", "text", "delta"))
    if name in DRAWS_OPTIONS:
        written = [k.value for k in call.keywords if k.arg == "format_func"]
        yield from written or call.args[1:2]


class Known:
    """What promises to be escaped: functions by what they return, fields by what they are."""

    def __init__(self, read: Sequence[Module]) -> None:
        self.promises = {module.name: dict(_promises(module.tree)) for module in read}
        self.imports = {module.name: dict(_imports(module.tree)) for module in read}
        fields = [
            (_name(one.target), _is_escaped(one.annotation))
            for module in read
            for node in ast.walk(module.tree)
            if isinstance(node, ast.ClassDef)
            for one in _annotated(node)
        ]
        self.fields = {name for name, kept in fields if kept} - {name for name, kept in fields if not kept}

    def keeps(self, function: ast.expr, module: str) -> bool:
        """Does it give back what has been escaped? Followed through the imports to where it is written."""
        if _name(function) in (*OURS, *ESCAPED):
            return True
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
            return self._keeps(self.imports[module].get(function.value.id, ""), function.attr)
        return isinstance(function, ast.Name) and self._keeps(module, function.id)

    def _keeps(self, module: str, name: str) -> bool:
        if name in self.promises.get(module, {}):
            return self.promises[module][name]
        there, _, real = self.imports.get(module, {}).get(name, "").rpartition(".")
        return bool(there) and self._keeps(there, real)


def _promises(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    return ((n.name, _is_escaped(n.returns)) for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))


def _imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Name here → where it is from: ("plain", "ui.markdown.plain")."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((one.asname or one.name, f"{node.module}.{one.name}") for one in node.names)


class Scope:
    """One function with what its names hold."""

    def __init__(self, function: ast.FunctionDef, known: Known, module: str) -> None:
        self.known, self.module = known, module
        self.arguments = {one.arg: one.annotation for one in [*function.args.args, *function.args.kwonlyargs]}
        self.held: dict[str, list[ast.expr | None]] = {}
        for node in ast.walk(function):
            for target, value in _assigned(node):
                self.held.setdefault(target, []).append(value)

    def is_safe(self, node: ast.expr | None, seen: frozenset[str] = frozenset()) -> bool:
        def safe(one: ast.expr | None) -> bool:
            return self.is_safe(one, seen)

        match node:
            case ast.Constant():
                return True
            case ast.JoinedStr(values=values):
                return all(safe(one.value if isinstance(one, ast.FormattedValue) else one) for one in values)
            case ast.IfExp(body=body, orelse=other):
                return safe(body) and safe(other)
            case ast.BoolOp(values=values) | ast.List(elts=values) | ast.Tuple(elts=values):
                return all(map(safe, values))
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return safe(left) and safe(right)
            case ast.ListComp(elt=part) | ast.GeneratorExp(elt=part) | ast.Starred(value=part):
                return safe(part)
            case ast.NamedExpr(value=value):
                return safe(value)
            case ast.Lambda(body=body):
                return safe(body)
            case ast.Call():
                return self._is_safe_call(node, safe)
            case ast.Name(id=name):
                return name in seen or self._is_safe_name(name, seen | {name})
            case ast.Attribute(attr=name):
                return name.isupper() or name in self.known.fields or self.known.keeps(node, self.module)
        return False

    def _is_safe_call(self, call: ast.Call, safe: Callable[[ast.expr | None], bool]) -> bool:
        name = _name(call.func)
        if name == "join" and isinstance(call.func, ast.Attribute):
            return safe(call.func.value) and all(map(safe, call.args))
        if name == "say":  # a text of the definition, as long as nothing is put into it
            return not call.keywords
        return self.known.keeps(call.func, self.module)

    def _is_safe_name(self, name: str, seen: frozenset[str]) -> bool:
        if name.isupper() or name.lstrip("_").isupper():
            return True
        if name in self.arguments:
            return _is_escaped(self.arguments[name])
        if name in self.held:
            return all(self.is_safe(value, seen) for value in self.held[name])
        return self.known.keeps(ast.Name(name), self.module)


def _is_escaped(annotation: ast.expr | None) -> bool:
    return annotation is not None and any(name in ast.unparse(annotation) for name in ESCAPED)


def _annotated(node: ast.ClassDef) -> Iterator[ast.AnnAssign]:
    return (one for one in node.body if isinstance(one, ast.AnnAssign))


def _assigned(node: ast.AST) -> Iterator[tuple[str, ast.expr | None]]:
    """Name and what it is given; None for what cannot be told."""
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _pairs(target, value)
        case ast.AnnAssign(target=target, value=value, annotation=annotation):
            yield _name(target), ast.Name("plain") if _is_escaped(annotation) else value
        case ast.AugAssign(target=target, value=value):
            yield _name(target), value
        case ast.NamedExpr(target=target, value=value):
            yield _name(target), value
        case ast.For(target=target) | ast.comprehension(target=target):
            yield from _pairs(target, None)


def _pairs(target: ast.expr, value: ast.expr | None) -> Iterator[tuple[str, ast.expr | None]]:
    if isinstance(target, ast.Tuple):
        values = value.elts if isinstance(value, ast.Tuple) else [None] * len(target.elts)
        for one, of in zip(target.elts, values, strict=True):
            yield from _pairs(one, of)
    else:
        yield _name(target), value


def _name(node: ast.AST) -> str:
    return str(getattr(node, "attr", None) or getattr(node, "id", ""))


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in tree.body if isinstance(node, ast.FunctionDef))


def _calls(function: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(function) if isinstance(node, ast.Call))
