/** Of the tables' page: plain, readable on paper and on narrow screens, contrast above 4.5 to 1 in light and dark. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#575e66;--line:#c9ced4;--paper:#fff;--band:#f2f4f6;--mark:#0b5394;--bar:#3d7ab5}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#a9b0b8;--line:#444b53;--paper:#14171a;--band:#1f2429;--mark:#8fc1ef;--bar:#6aa5dc}}
body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
main{max-width:100rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.8rem;line-height:1.2}h2{font-size:1.15rem;line-height:1.3;margin:2.5rem 0 .5rem;max-width:48rem}
p{max-width:48rem;margin:.5rem 0}.base{color:var(--soft)}a{color:var(--mark)}
.facts{max-width:48rem;margin:1rem 0}.facts div{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.2rem 0;border-bottom:1px solid var(--line)}
dt{flex:0 0 11rem;color:var(--soft)}dd{flex:1 1 20rem;margin:0}
figure{margin:1rem 0;max-width:44rem}svg{display:block;width:100%;height:auto}
.wide{position:relative;overflow-x:auto}.wide:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.875rem}
th,td{padding:.35rem .6rem;text-align:right;vertical-align:baseline;white-space:nowrap}
thead th{vertical-align:bottom;white-space:normal;min-width:4.2rem;font-weight:600}
thead th[scope=colgroup]{text-align:left;border-bottom:1px solid var(--line)}
tbody th{text-align:left;font-weight:400;white-space:normal;min-width:11rem;position:sticky;left:0;background:var(--paper)}
tr{border-bottom:1px solid var(--line)}.first{border-left:1px solid var(--line)}
tr.base,tr.weighted-base,tr.effective-base{color:var(--soft)}
tr.base,tr.weighted-base,tr.effective-base,tr.base th,tr.weighted-base th,tr.effective-base th{background:var(--band)}
tr.net th,tr.net td,tr.mean th,tr.mean td{font-weight:600}
small{color:var(--soft);font-size:.8em}.letter{color:var(--mark);font-weight:600}
.small{display:block;font-weight:400;font-size:.8em;color:var(--soft)}.dim{font-style:italic}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media print{.wide{overflow:visible}.question{break-inside:avoid}}
`;
