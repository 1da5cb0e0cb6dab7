//! The style sheets of pages: the palette of the screens, for light, dark and paper.

/// The colours of a tone, light and dark, as classes for what is filled and what is drawn.
pub(super) const COLOURS: &str = "\
:root{--text:#2b3038;--dim:#5c6473;--faint:#c9cdd4;--accent:#1b6478;--good:#356b27;--soon:#855907;--late:#b23a30;\
--private:#6d4bb0;--strong:#000;--paper:#fbfaf7}\
@media (prefers-color-scheme:dark){:root{--text:#d5d9e0;--dim:#8a93a3;--faint:#454d5c;--accent:#7fb8c9;--good:#93c17d;\
--soon:#e3b66c;--late:#e5837a;--private:#b79be0;--strong:#fff;--paper:#15161b}}\
@media print{:root{--text:#000;--dim:#444;--faint:#ccc;--accent:#1b6478;--good:#356b27;--soon:#855907;--late:#b23a30;\
--private:#6d4bb0;--strong:#000;--paper:#fff}}\
.text{fill:var(--text)}.dim{fill:var(--dim)}.faint{fill:var(--faint)}.accent{fill:var(--accent)}.good{fill:var(--good)}\
.soon{fill:var(--soon)}.late{fill:var(--late)}.private{fill:var(--private)}.strong{fill:var(--strong);font-weight:600}\
.paper{fill:var(--paper)}\
.line{fill:none;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}\
.line.text{stroke:var(--text)}.line.dim{stroke:var(--dim)}.line.faint{stroke:var(--faint)}.line.accent{stroke:var(--accent)}\
.line.good{stroke:var(--good)}.line.soon{stroke:var(--soon)}.line.late{stroke:var(--late)}\
.line.private{stroke:var(--private)}.line.strong{stroke:var(--strong)}.line.broken{stroke-dasharray:5 5}";

/// How the HTML page looks; the colours come before it.
pub(super) const PAGE: &str = "\
html{background:var(--paper);color:var(--text);font:16px/1.55 system-ui,sans-serif;-webkit-print-color-adjust:exact;\
print-color-adjust:exact}\
body{margin:0 auto;max-width:68rem;padding:2.5rem 1.5rem 4rem}\
header{margin-bottom:2rem}h1{margin:0;font-size:1.7rem;color:var(--strong)}header p{margin:.2rem 0 0;color:var(--dim)}\
h2{margin:2.2rem 0 .7rem;font-size:.8rem;letter-spacing:.08em;text-transform:uppercase;color:var(--dim);font-weight:600}\
.columns{display:grid;gap:0 4rem}@media (min-width:60rem){.columns{grid-template-columns:1fr 1fr}}\
p{margin:.35rem 0}table{border-collapse:collapse;width:100%}td{padding:.22rem .9rem .22rem 0;vertical-align:baseline}\
td:last-child{padding-right:0}td.end{text-align:right;white-space:nowrap}\
svg{max-width:100%;height:auto;display:block;margin:.8rem 0}svg.inline{display:inline;margin:0;vertical-align:middle}\
svg text{font:12px system-ui,sans-serif}td svg.inline{min-width:3rem}\
@media (max-width:30rem){td svg.inline{display:none}body{padding-top:1.5rem}}\
span.dim,td.dim{color:var(--dim)}span.accent{color:var(--accent)}span.good{color:var(--good)}span.soon{color:var(--soon)}\
span.late{color:var(--late)}span.private{color:var(--private)}span.strong{color:var(--strong);font-weight:600}\
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--faint);color:var(--dim);font-size:.85rem}\
@media print{html{font-size:11pt}body{padding:0;max-width:none}section{break-inside:avoid}}";

/// The hash of [`COLOURS`] and [`PAGE`], by which a browser knows the one style sheet it may use. A test computes it.
pub(super) const HASH: &str = "u2g8gfAzDpbNQJddN/HKuure4SEd2EjuYgUEDM9G20k=";
