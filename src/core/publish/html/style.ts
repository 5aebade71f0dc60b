/**
 * The style sheet of an exported story: one book-like column, light and dark, and paper.
 */
export const HTML_STYLE = `
:root { color-scheme: light dark; --page: #fbfaf8; --ink: #1f1d1a; --ink-2: #57534b; --line: #e2ded6; --link: #1f4f8f; --soft: #f4f2ee; --mark: #f6ebd3; }
@media (prefers-color-scheme: dark) { :root { --page: #1b1a18; --ink: #eeebe4; --ink-2: #bdb7ab; --line: #3a3632; --link: #8db8ee; --soft: #262421; --mark: #382c12; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 18px/1.6 'Source Serif 4 Variable', 'Source Serif 4', Georgia, 'Times New Roman', serif; }
.story { max-width: 42rem; margin: 0 auto; padding: 3rem 1.5rem 4rem; overflow-wrap: break-word; }
.label { margin: 0; font-size: .8rem; font-weight: 600; color: var(--ink-2); }
h1 { font-size: 2rem; line-height: 1.2; margin: .25rem 0 .75rem; letter-spacing: -.01em; text-wrap: balance; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 2.2rem 0 .5rem; }
h3, h4, h5, h6 { font-size: 1.1rem; line-height: 1.35; margin: 1.6rem 0 .4rem; }
h2, h3, h4, h5, h6 { break-after: avoid; text-wrap: balance; }
.summary { margin: 0 0 1rem; color: var(--ink-2); text-wrap: pretty; }
.metrics { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 1.25rem 0; padding: .6rem 0; border: solid var(--line); border-width: 1px 0; font: .8rem/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; color: var(--ink-2); }
.metrics div { display: flex; gap: .4rem; }
.metrics dd { margin: 0; font-weight: 600; color: var(--ink); }
p, ul, ol, blockquote, .table, pre { margin: 0 0 .9rem; }
p, li { text-wrap: pretty; }
ul, ol { padding-left: 1.5rem; }
li { margin-bottom: .3rem; }
li > p, li > ul, li > ol { margin: .3rem 0 0; }
li > p:first-child { margin: 0; }
.task-list-item { list-style: none; position: relative; }
.task-list-item input { position: absolute; left: -1.5rem; top: .38em; margin: 0; appearance: none; font: inherit; width: .85em; height: .85em; border: 1.5px solid var(--ink-2); border-radius: 3px; }
.task-list-item input:checked::before { content: ''; position: absolute; inset: .1em; background: var(--ink-2); clip-path: polygon(14% 44%, 0 65%, 45% 100%, 100% 16%, 82% 0, 43% 62%); print-color-adjust: exact; }
blockquote { margin-left: 0; margin-right: 0; padding-left: 1.1rem; border-left: 3px solid var(--line); color: var(--ink-2); }
blockquote > :last-child { margin-bottom: 0; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: .95rem; font-variant-numeric: tabular-nums; }
th, td { padding: .35rem .8rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th:first-child, td:first-child { padding-left: 0; }
th { font-weight: 600; }
.align-right { text-align: right; }
.align-center { text-align: center; }
code { font: .88em/1.5 ui-monospace, 'SF Mono', 'Cascadia Mono', monospace; background: var(--soft); padding: .1em .3em; border-radius: 3px; }
pre { padding: .8rem 1rem; background: var(--soft); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
pre code { background: none; padding: 0; }
mark { background: var(--mark); color: inherit; }
sub, sup { line-height: 0; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; }
img { max-width: 100%; height: auto; }
a { color: var(--link); text-underline-offset: .2em; }
a.citation { color: inherit; text-decoration: underline dotted var(--ink-2) 1px; }
a:focus-visible, .table:focus-visible, .citation:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
:target { background: var(--mark); }
.sources { margin-top: 3rem; border-top: 1px solid var(--line); font-size: .9rem; }
.sources h2 { margin-top: 1.5rem; }
.sources .back { display: inline-block; min-width: 24px; margin-left: .2rem; font: .75rem/24px system-ui, sans-serif; white-space: nowrap; }
.sources .numbered { list-style: none; padding-left: 0; }
sup.citation { font-size: .68em; line-height: 0; }
sup.citation a { text-decoration: none; color: var(--link); padding: .2em .1em; }
.body > * { position: relative; }
.quote { display: none; position: absolute; left: 0; z-index: 1; width: max-content; max-width: min(26rem, 100%); margin-top: .3rem; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: 6px; background: var(--page); box-shadow: 0 4px 16px rgb(0 0 0 / 14%); font-size: .85rem; line-height: 1.45; }
.quote::before { content: ''; position: absolute; inset: auto 0 100%; height: 1rem; }
.citation:hover > .quote, .citation:focus-within > .quote { display: block; }
.verdict { font: .72em/1 system-ui, sans-serif; color: var(--ink-2); }
.statement { color: var(--ink-2); font-size: .95rem; }
.grade { font: .75rem system-ui, sans-serif; color: var(--ink-2); }
.contents ol { padding-left: 1.2rem; margin: 0 0 1.5rem; font-size: .95rem; }
.part { margin-top: 3rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.part > h2 { margin-top: .2rem; font-size: 1.6rem; text-wrap: balance; }
.small-caps { font-variant: small-caps; }
@page { margin: 2.2cm 2cm; @bottom-center { content: counter(page); font: 8.5pt system-ui, sans-serif; color: #333; } }
@media print {
  :root { --page: #fff; --ink: #000; --ink-2: #333; --line: #bbb; --link: #000; --soft: #f3f3f3; --mark: #eee; color-scheme: light; font-size: 10.5pt; }
  body { font-size: 1rem; line-height: 1.5; }
  .story { max-width: none; padding: 0; }
  p, li, blockquote { orphans: 3; widows: 3; }
  tr, pre, img, .metrics { break-inside: avoid; }
  thead { display: table-header-group; }
  .table { overflow: visible; }
  a.citation { text-decoration: none; }
  mark, code, pre { print-color-adjust: exact; }
  .body a[href^=http]::after { content: ' (' attr(href) ')'; font-size: .85em; overflow-wrap: anywhere; }
  .back, .quote { display: none !important; }
  :target { background: none; }
}
`.trim();
