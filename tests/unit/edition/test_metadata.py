"""What an edition says about itself, from its tree."""

from __future__ import annotations

from notebuild.edition import metadata, nodes, tree


def test_contents_have_no_links() -> None:
    """Each line of the contents is a link to its heading, and no link holds another (HTML, the a element)."""
    heading = nodes.header(
        2, [*nodes.words("At "), nodes.link(nodes.words("the quay"), "https://e.org")], "x"
    )
    (line,) = metadata.contents([heading])
    assert (line["id"], line["level"], tree.text(line["inlines"])) == ("x", 2, "At the quay")
    assert not list(tree.find(line["inlines"], "Link"))
