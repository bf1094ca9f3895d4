"""Policy notes whose footnotes agree in every format and language."""
