"""The look of the report: one sheet, for any width, light and dark; the editor's page needs no house."""

SHEET = """
:root{color-scheme:light dark;--ground:#fff;--text:#1c2226;--ink:#12394a;--accent:#b2432c;
--quiet:#5b6b73;--line:#b7c2c7;--tint:#f2efe9}
@media (prefers-color-scheme:dark){:root{--ground:#11181c;--text:#e9e4da;--ink:#9cc4d4;
--accent:#f0907a;--quiet:#a9b6bc;--line:#3a474e;--tint:#1b252b}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:84rem;padding:1.5rem 1rem 4rem;background:var(--ground);
color:var(--text);font:1rem/1.5 "Source Sans Pro",Calibri,Arial,sans-serif}
h1,h2{color:var(--ink);line-height:1.2}
.verdict{border-left:.4rem solid var(--ink);background:var(--tint);
padding:.8rem 1rem;font-size:1.1rem}
.verdict.wrong,.wrong>td,.wrong>th{border-left-color:var(--accent)}
.wrong .fault,.verdict.wrong strong{color:var(--accent);font-weight:600}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
caption{text-align:left;color:var(--quiet);padding:.5rem 0}
th,td{border-bottom:1px solid var(--line);padding:.5rem .6rem;text-align:left;vertical-align:top}
thead th{color:var(--ink);border-bottom:2px solid var(--ink)}
tbody th{font-variant-numeric:tabular-nums}
.notes{table-layout:fixed;min-width:58rem}
.notes td{overflow-wrap:anywhere}
col.note{width:9rem}col.page{width:4.5rem}col.agrees{width:8rem}
.label,.keys,.pages{color:var(--quiet);font-size:.9rem}
.label,.keys{display:block;overflow-wrap:anywhere}
.label{font-weight:400}
p{margin:.3rem 0}
a{color:var(--accent)}
a:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
tr.wrong>*{background:var(--tint)}
.differs li{margin:.3rem 0}
.details dt{font-weight:600;margin-top:.6rem}.details dd{margin:0 0 0 1rem}
.pages a{white-space:nowrap}
.later{color:var(--accent);font-weight:600}
@media print{body{max-width:none;padding:0}.scroll{overflow:visible}}
@media (max-width:45rem){
h1{font-size:1.5rem}
.scroll{overflow:visible}
table,tbody,tr,th,td,caption{display:block}
.notes{min-width:0}
colgroup,thead{display:none}
tr{border-bottom:2px solid var(--line);padding:.6rem 0}
th,td{border:0;padding:.15rem .6rem}
td[data-head]::before{content:attr(data-head) ": ";color:var(--quiet);font-size:.9rem}
.notes td[data-head]::before{display:block}
.notes td.pages{padding-bottom:.5rem}.notes td.pages::before{display:inline}
}
"""
