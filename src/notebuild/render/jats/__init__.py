"""An edition as JATS, the XML in which repositories and archives keep articles (ANSI/NISO Z39.96)."""
