"""From a region of a page to its passages in reading order, with links at their character offsets.

One walk over the elements of the region, without recursion. What is a block, a heading, a caption or nothing at all
is said by a `Shape`, one for each site generation.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from extractors.read.markup.tree import Node
from extractors.read.passages.body import Body, with_heading_paths, without
from extractors.read.passages.shape import Shape
from extractors.read.passages.writer import BlockWriter


def read_passages(
    regions: Node | Sequence[Node], shape: Shape, base_url: str, skip: Collection[Node] = ()
) -> Body:
    """Return the passages of one or several regions in reading order, empty blocks left out.

    Elements in `skip` are left out with all they hold.
    """
    writer = BlockWriter(shape, base_url)
    skipped = frozenset(skip)
    for region in regions if isinstance(regions, (list, tuple)) else [regions]:
        _walk(region, writer, skipped)
        writer.flush()
    return Body(tuple(with_heading_paths(writer.passages)), tuple(writer.links))


def split_passages(
    region: Node, shape: Shape, base_url: str, at: Node, skip: Collection[Node] = ()
) -> tuple[Body, Body]:
    """Return the passages of a region before and after one of its elements, which is in neither."""
    writer = BlockWriter(shape, base_url)
    _walk(region, writer, frozenset([at, *skip]))
    writer.flush()
    place = writer.skipped.get(at, 0)
    whole = Body(tuple(writer.passages), tuple(writer.links))
    return without(whole, range(place, len(whole.passages))), without(whole, range(place))


def _walk(region: Node, writer: BlockWriter, skip: frozenset[Node]) -> None:
    stack: list[tuple[Node, bool]] = [(region, False)]
    while stack:
        node, is_end = stack.pop()
        if is_end:
            writer.end(node)
            if node is not region:
                writer.write(node.tail)
            continue
        if node in skip:
            writer.flush()
            writer.skipped[node] = len(writer.passages)
            writer.write(node.tail)
            continue
        if not writer.start(node):
            if node is not region:
                writer.write(node.tail)
            continue
        writer.write(node.text)
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))
