"""A page's template and the frame that it extends -> one template, which is printed in one go.

Jinja calls each block of a page by itself, and puts together anew for every page what is imported and which block stands for which. Where
a page does nothing but fill blocks of its frame, all of that is known beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jinja2 import nodes

_FAR = (nodes.Extends, nodes.Block, nodes.Macro, nodes.Import, nodes.FromImport, nodes.Include)
"""What takes names from elsewhere, or gives them there."""
_NEAR = (*_FAR, nodes.Assign, nodes.AssignBlock)
"""The same, and what gives a name where it stands: in a block, to the block alone."""
_PASSING = nodes.Name("_trans", "store")
"""What Jinja calls a value on its way into a text that is translated, and asks for nowhere else."""


def imposed(page: nodes.Template, frame_of: Callable[[str], nodes.Template]) -> nodes.Template:
    """*page* within its frame, as *frame_of* reads that by its name; *page* itself where it does more than to fill blocks."""
    extends, *others = page.body or [page]
    if not isinstance(extends, nodes.Extends) or not isinstance(extends.template, nodes.Const) or not all(map(_only_fills, others)):
        return page
    frame = frame_of(extends.template.value)
    if not all(map(_is_plain, (*others, *frame.body))) or not _are_clear(others, frame.body) or _looks_around(page, frame):
        return page
    filled = {block.name: block.body for block in others if isinstance(block, nodes.Block)}
    body: list[nodes.Node] = [node for node in others if isinstance(node, (nodes.Import, nodes.Macro))]
    for node in frame.body:
        body += filled.get(node.name, node.body) if isinstance(node, nodes.Block) else [node]
    return nodes.Template(body, lineno=1, environment=page.environment)


def _only_fills(node: nodes.Node) -> bool:
    """Whether *node* may stand beside the name of a frame; a text there is not shown."""
    return isinstance(node, (nodes.Block, nodes.Import, nodes.Macro, nodes.Output))


def _is_plain(node: nodes.Node) -> bool:
    """Whether *node* means the same wherever it stands in its template."""
    if isinstance(node, nodes.Import):
        return not node.with_context
    if isinstance(node, nodes.Macro):
        return not any(node.find_all(_FAR))
    if isinstance(node, nodes.Block) and (node.scoped or node.required):
        return False
    named = [found for found in node.find_all(_NEAR) if not isinstance(found, nodes.Assign) or found.target != _PASSING]
    return not named and (isinstance(node, nodes.Block) or not isinstance(node, _NEAR))


def _are_clear(page: Sequence[nodes.Node], frame: Sequence[nodes.Node]) -> bool:
    """Whether no two blocks of *page* have one name, and no two components or macros of both."""
    blocks = [node.name for node in page if isinstance(node, nodes.Block)]
    components = [node.target for node in (*page, *frame) if isinstance(node, nodes.Import)]
    called = [*components, *(node.name for node in (*page, *frame) if isinstance(node, nodes.Macro))]
    return len(set(blocks)) == len(blocks) and len(set(called)) == len(called)


def _looks_around(*templates: nodes.Template) -> bool:
    """Whether one of *templates* asks what else stands for a block."""
    return any(name.name in {"self", "super"} for template in templates for name in template.find_all(nodes.Name))
