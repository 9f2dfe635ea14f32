/** The look of the API page; its hash stands in the page's content security policy. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1c2128;--faint:#5d6673;--line:#dfe3e8;--soft:#f4f6f8;
--accent:#2458c5;--get:#0a7f4f;--post:#2458c5;--bad:#b3403a}
@media (prefers-color-scheme:dark){:root{--paper:#14171c;--ink:#dfe4ea;--faint:#98a2af;--line:#2d343d;--soft:#1c2128;
--accent:#8fb0ff;--get:#4fd39a;--post:#8fb0ff;--bad:#f08b84}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;display:grid;grid-template-columns:17rem minmax(0,1fr);background:var(--paper);color:var(--ink);
font:16px/1.55 system-ui,sans-serif}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1.5rem 1rem 2rem 1.5rem;border-right:1px solid var(--line);
background:var(--soft);font-size:.84rem}
nav h2{margin:1.4rem 0 .3rem;font-size:.72rem;letter-spacing:.06em;text-transform:uppercase;color:var(--faint)}
nav ul{list-style:none;margin:0;padding:0}
nav a{display:block;padding:.18rem 0;color:inherit;text-decoration:none;overflow-wrap:anywhere}
nav a:hover,nav a:focus-visible{color:var(--accent)}
.home{margin:0;font-size:1.05rem;font-weight:650}
main{max-width:54rem;padding:2.2rem 2.5rem 6rem}
h1{margin:0 0 .4rem;font-size:1.9rem;line-height:1.2}
.lead{font-size:1.12rem;margin-top:0}
h2.group{margin:3rem 0 0;font-size:1.3rem}
section{margin-top:1.4rem;padding:1.2rem 1.4rem 1.4rem;border:1px solid var(--line);border-radius:.6rem}
section:target{border-color:var(--accent)}
h3{margin:0;font-size:1.05rem;display:flex;flex-wrap:wrap;align-items:center;gap:.6rem}
h4{margin:1.3rem 0 .35rem;font-size:.72rem;letter-spacing:.06em;text-transform:uppercase;color:var(--faint)}
.summary{margin:.6rem 0 .3rem;font-weight:600}
p{margin:.4rem 0}
a{color:var(--accent)}
code,pre{font:.87em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
td code,p code{background:var(--soft);border-radius:.25rem;padding:.08em .3em}
td:first-child code{background:none;padding:0}
pre{margin:0;background:var(--soft);border-radius:.45rem;padding:.85rem 1rem;overflow:auto}
.method{display:inline-block;min-width:2.7rem;font-size:.72rem;color:var(--get)}
.method.post{color:var(--post)}
.scope{margin-left:auto;font-size:.78rem;color:var(--faint);border:1px solid var(--line);border-radius:1rem;padding:.05rem .65rem}
table{border-collapse:collapse;width:100%;font-size:.93rem}
td{text-align:left;vertical-align:top;padding:.4rem .9rem .4rem 0;border-top:1px solid var(--line)}
tr:first-child>td{border-top:0}
td:last-child{padding-right:0}
td i{font-style:normal;font-size:.74rem;color:var(--bad);margin-left:.5rem}
.fields td:first-child{width:34%;overflow-wrap:anywhere}.fields td:nth-child(2){width:28%}
.d1>td:first-child{padding-left:1rem}.d2>td:first-child{padding-left:2rem}.d3>td:first-child{padding-left:3rem}
.answers>tbody>tr>td:first-child{width:3.6rem}
.answers .fields{margin-top:.4rem;background:var(--soft);border-radius:.45rem}
.answers .fields td{padding:.35rem .8rem}
.status{font-variant-numeric:tabular-nums;color:var(--get)}.status.s4,.status.s5{color:var(--bad)}
@media (max-width:52rem){body{display:block}nav{position:static;height:auto;border:0;border-bottom:1px solid var(--line)}
main{padding:1.5rem 1rem 4rem}.fields td{display:block;width:auto!important;border:0;padding:.05rem 0}
.fields tr{display:block;padding:.45rem 0;border-top:1px solid var(--line)}}`;
