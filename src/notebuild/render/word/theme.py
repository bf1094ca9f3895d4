"""Makes Word's table of fonts and its palette from the house's faces and colours."""

from __future__ import annotations

from copy import deepcopy

from notebuild.render.word.measures import Measures
from notebuild.render.word.ooxml import Element, element, root


def fonts(m: Measures) -> Element:
    """Return `fontTable.xml`: for readers without the house's faces, the fallback as the other name."""
    shapes = (
        ("02040603050405020204", "roman", "variable"),
        ("020B0503030403020204", "swiss", "variable"),
        ("020B0509050203000203", "modern", "fixed"),
    )
    return root(
        "w:fonts",
        *(
            element(
                "w:font",
                element("w:altName", w_val=other),
                element("w:panose1", w_val=panose),
                element("w:charset", w_val="00"),
                element("w:family", w_val=family),
                element("w:pitch", w_val=pitch),
                w_name=face,
            )
            for (face, other), (panose, family, pitch) in zip(m.faces, shapes, strict=True)
        ),
    )


def theme(m: Measures) -> Element:
    """Return the house's colours and faces as Word's palette; its effects are the plainest there are."""
    c = m.colour
    accents = [c["accent"], c["ink"], c["quiet"], c["hairline"], c["accent"], c["ink"]]
    palette = {
        "dk1": c["text"],
        "lt1": c["ground"],
        "dk2": c["ink"],
        "lt2": c["tint"],
        **{f"accent{n}": colour for n, colour in enumerate(accents, 1)},
        "hlink": c["accent"],
        "folHlink": c["accent"],
    }
    slots = (element(f"a:{slot}", element("a:srgbClr", val=colour)) for slot, colour in palette.items())
    fill = element("a:solidFill", element("a:schemeClr", val="phClr"))

    def face(tag: str, family: str) -> Element:
        scripts = {"latin": family, "ea": "", "cs": ""}
        return element(f"a:{tag}", *(element(f"a:{s}", typeface=f) for s, f in scripts.items()))

    def thrice(tag: str, child: Element) -> Element:
        return element(f"a:{tag}", *(deepcopy(child) for _ in range(3)))

    effects = (
        thrice("fillStyleLst", fill),
        thrice("lnStyleLst", element("a:ln", deepcopy(fill), w="6350")),
        thrice("effectStyleLst", element("a:effectStyle", element("a:effectLst"))),
        thrice("bgFillStyleLst", fill),
    )
    (text, _), (sans, _), _ = m.faces
    faces = (face("majorFont", sans), face("minorFont", text))
    return root(
        "a:theme",
        element(
            "a:themeElements",
            element("a:clrScheme", *slots, name="House"),
            element("a:fontScheme", *faces, name="House"),
            element("a:fmtScheme", *effects, name="House"),
        ),
        name="House",
    )
