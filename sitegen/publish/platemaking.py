"""A template's tree -> the Python that prints it: plain names, plain attributes, plain calls, and escaping in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from keyword import iskeyword
from typing import Any

from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.nodes import Block, Call, Const, Expr, Extends, Getattr, Import, Name, Node, Output, Template


def bind(node: Node) -> None:
    """Let *node* put out at once what it puts out without a step between."""
    for field, value in node.iter_fields():
        if isinstance(value, list):
            setattr(node, field, list(_bound(value)))
    for child in node.iter_child_nodes():
        bind(child)


def _bound(nodes: Iterable[Any]) -> Iterator[Any]:
    for is_output, group in groupby(nodes, lambda node: isinstance(node, Output)):
        if is_output:
            first, *others = group
            yield Output([piece for output in (first, *others) for piece in output.nodes], lineno=first.lineno)
        else:
            yield from group


class Generator(CodeGenerator):
    """Writes the Python of a template, with plain attributes, plain calls and plain escaping."""

    _extends = False
    """Whether the template extends another."""
    _parts: frozenset[str] = frozenset()
    """What stands for components that were imported by now, for good."""

    def visit_Template(self, node: Template, frame: Frame | None = None) -> None:  # noqa: N802  (the name that Jinja calls)
        """Write the whole module."""
        self._extends = node.find(Extends) is not None
        self.writeline("from sitegen.publish.engine import as_markup, call, component, escape_text, escaped")
        super().visit_Template(node, frame)

    def visit_Name(self, node: Name, frame: Frame) -> None:  # noqa: N802  (as above)
        """Write a name; of a component, or one that is looked up, it need not be asked whether it is missing, see ``engine._Vars``."""
        ref = frame.symbols.ref(node.name)
        load = frame.symbols.find_load(ref)
        if node.ctx == "load" and (ref in self._parts or (load is not None and load[0] == VAR_LOAD_RESOLVE)):
            self.write(ref)
        else:
            super().visit_Name(node, frame)

    def visit_Import(self, node: Import, frame: Frame) -> None:  # noqa: N802  (as above)
        """Write how a component is taken over, which is the same for every page."""
        if not frame.rootlevel or node.with_context or not isinstance(node.template, Const):
            super().visit_Import(node, frame)
            return
        ref = frame.symbols.ref(node.target)
        self.writeline(f"{ref} = context.vars[{node.target!r}] = environment.parts[{node.template.value!r}]", node)
        self._parts |= {ref}

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802  (as above)
        """Write a part of something, which is an attribute."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802  (as above)
        """Write a call; of a macro too it is a plain one, where no argument is named."""
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            self.write("call(")
            self.visit(node.node, frame)
            self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        else:
            self.write("(")
            self.visit(node.node, frame)
            self.write(")(")
            for argument in node.args:
                self.visit(argument, frame)
                self.write(", ")
        self.write(")")

    def write_commons(self) -> None:
        """Write the first lines of every function of a template."""
        super().write_commons()
        self.writeline("resolve = context.vars.__getitem__")
        self.writeline("Macro = component")

    def visit_Block(self, node: Block, frame: Frame) -> None:  # noqa: N802  (as above)
        """Write how a block is put into the text around it, where nothing is to be asked first."""
        if frame.buffer is None or node.required or (frame.toplevel and self.extends_so_far):
            super().visit_Block(node, frame)
            return
        context = self.derive_context(frame) if node.scoped else self.get_context_ref()
        self.writeline(f"{frame.buffer}.extend(context.blocks[{node.name!r}][0]({context}))", node)

    def blockvisit(self, nodes: Iterable[Node], frame: Frame) -> None:
        """Write what *nodes* put out; a block, and a template that extends no other, puts out one text.

        Piece by piece it would pass through a generator for each template on the way.
        """
        is_whole = frame.buffer is None and (frame.block_frame or (frame.toplevel and not self._extends))
        if is_whole:
            self.buffer(frame)
        super().blockvisit(nodes, frame)
        if is_whole:
            self.writeline(f"yield concat({frame.buffer})")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """Write how a function ends that has joined markup: as those of macros do."""
        if force_unescaped:
            self.writeline(f"return as_markup(concat({frame.buffer}))")
        else:
            super().return_buffer_contents(frame)

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _escapes(frame):
            self.write("(shown if (kind := (shown := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _escapes(frame):
            self.write(").__class__) is Markup else escape_text(shown) if kind is str else escaped(shown))")
        else:
            super()._output_child_post(node, frame, finalize)


def _escapes(frame: Frame) -> bool:
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile
