"""LibreOffice, told by a macro of its own to accept or reject the tracked changes of documents, or to save them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

WHERE = "user/basic/Standard"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
LIBRARY = (
    HEAD
    + '<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">\n'
    + '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    + 'library:readonly="false" library:passwordprotected="false">{}</library:library>'
)
MODULE = (
    HEAD
    + '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    + '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    + 'script:language="StarBasic">{}</script:module>'
)
BASIC = """
Sub Main
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    Dim kind(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden" : hidden(0).Value = True
    kind(0).Name = "FilterName" : kind(0).Value = "MS Word 2007 XML"
    told = createUnoService("com.sun.star.frame.DispatchHelper")
    rows = FreeFile
    Open "{rows}" For Input As #rows
    Do While Not Eof(rows)
        Line Input #rows, source
        Line Input #rows, way
        Line Input #rows, target
        document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
        If way &lt;&gt; "" Then
            shown = document.CurrentController.Frame
            told.executeDispatch(shown, ".uno:" &amp; way &amp; "AllTrackedChanges", "", 0, Array())
        End If
        document.storeToURL(target, kind())
        document.close(True)
    Loop
    Close #rows
    StarDesktop.terminate()
End Sub
"""


def is_there() -> bool:
    """Whether the machine has LibreOffice."""
    return shutil.which("soffice") is not None


def resolved(jobs: Mapping[Path, tuple[Path, str]], room: Path, seconds: int = 900) -> None:
    """Save documents under other names: by target, the source and "Accept", "Reject" or nothing."""
    profile = room / "profile"
    start("--terminate_after_init", profile, seconds)  # a profile that is new gets modules of its own
    rows = room / "rows.txt"
    said = ((source.as_uri(), way, target.as_uri()) for target, (source, way) in jobs.items())
    rows.write_text("".join("\n".join(row) + "\n" for row in said), encoding="utf-8")
    place = profile / WHERE
    element = '<library:element library:name="Module1"/>'
    (place / "script.xlb").write_text(LIBRARY.format(element), encoding="utf-8")
    (place / "Module1.xba").write_text(MODULE.format(BASIC.format(rows=rows)), encoding="utf-8")
    start("macro:///Standard.Module1.Main", profile, seconds)


def start(what: str, profile: Path, seconds: int) -> None:
    """Start LibreOffice with a profile of its own, and wait until it has ended."""
    named = f"-env:UserInstallation={profile.as_uri()}"
    subprocess.run(
        ["soffice", named, "--headless", "--norestore", what],
        check=True,
        capture_output=True,
        timeout=seconds,
    )
