import { hash } from 'node:crypto';

/** The look of the public pages; its hash stands in their content security policy. No script runs on them. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#15191f;--faint:#4b5563;--line:#8a93a0;--soft:#f1f4f7;--accent:#1b4fa8;
--warn:#8a4b00;--warnsoft:#fff6e5;--bad:#a3231b;--badsoft:#fdeeed;--good:#0b6341;--button:#0b6341;--onbutton:#fff}
@media (prefers-color-scheme:dark){:root{--paper:#12161b;--ink:#e6eaef;--faint:#b3bcc8;--line:#77818e;--soft:#1c222a;
--accent:#9dbbff;--warn:#ffcf8a;--warnsoft:#2b2212;--bad:#ffaaa3;--badsoft:#331917;--good:#7fdcb1;--button:#7fdcb1;--onbutton:#06251a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,sans-serif;overflow-wrap:break-word}
.skip{position:absolute;left:-999rem}
.skip:focus{left:.5rem;top:.5rem;background:var(--paper);padding:.5rem;z-index:1}
header.site,footer.site{padding:.9rem 1rem;border-bottom:1px solid var(--line)}
footer.site{border-bottom:0;border-top:1px solid var(--line);margin-top:3rem;color:var(--faint);font-size:.95rem}
header.site nav,main,footer.site div{max-width:46rem;margin:0 auto}
.languages ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem}
.scroll+.scroll{margin-top:1.6rem}
header.site nav{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem}
header.site a{display:inline-block;padding:.2rem 0}
main{padding:1.2rem 0 2rem}
@media (max-width:50rem){main{padding:1.2rem 1rem 2rem}}
h1{font-size:1.9rem;line-height:1.2;margin:.6rem 0 1rem}
h2{font-size:1.35rem;line-height:1.3;margin:2.2rem 0 .6rem}
h3{font-size:1.1rem;margin:1.6rem 0 .4rem}
p,ul,ol{margin:.6rem 0}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible,summary:focus-visible,
[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.state{display:inline-block;border:1px solid currentColor;border-radius:.3rem;padding:.05rem .6rem;font-weight:650}
.state.open{color:var(--good)}.state.overdue{color:var(--bad)}
.note,.warning,.error,.done{border-left:.35rem solid var(--line);background:var(--soft);padding:.7rem 1rem;margin:1.2rem 0}
.warning{border-color:var(--warn);background:var(--warnsoft)}.error{border-color:var(--bad);background:var(--badsoft)}
.done{border-color:var(--good)}
.note>:first-child,.warning>:first-child,.error>:first-child,.done>:first-child{margin-top:0}
.note>:last-child,.warning>:last-child,.error>:last-child,.done>:last-child{margin-bottom:0}
dl{margin:.6rem 0;display:grid;grid-template-columns:minmax(9rem,auto) 1fr;gap:.35rem 1.2rem}
dt{font-weight:650}dd{margin:0}
@media (max-width:34rem){dl{display:block}dd{margin:0 0 .6rem}}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
caption{text-align:left;font-weight:650;padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.5rem .9rem .5rem 0;border-top:1px solid var(--line)}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
fieldset,.field{border:0;margin:2rem 0;padding:0;min-width:0}
legend,label.question{display:block;font-weight:650;font-size:1.1rem;padding:0;margin-bottom:.3rem}
.hint{color:var(--faint);margin:.2rem 0 .5rem}
.problem{color:var(--bad);font-weight:650;margin:.2rem 0 .5rem}
.wrong{border-left:.35rem solid var(--bad);padding-left:.9rem}
textarea,input[type=text],input[type=email],select{width:100%;font:inherit;color:inherit;background:var(--paper);
border:2px solid var(--line);border-radius:.25rem;padding:.5rem .6rem}
select{width:auto;min-width:6rem;max-width:100%}
textarea{min-height:8rem;resize:vertical}
.options label{display:flex;gap:.7rem;align-items:flex-start;padding:.4rem 0}
.options input{width:1.4rem;height:1.4rem;margin:.1rem 0 0;flex:none;accent-color:var(--accent)}
.scale{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem}
.rank{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;padding:.25rem 0}
.rank label{flex:1 1 14rem}
details{border-top:1px solid var(--line);padding:.6rem 0}
summary{cursor:pointer;font-weight:650;padding:.2rem 0}
button,.button{font:inherit;font-weight:650;display:inline-block;background:var(--button);color:var(--onbutton);border:2px solid transparent;
border-radius:.3rem;padding:.6rem 1.2rem;text-decoration:none;cursor:pointer;margin:.3rem .6rem .3rem 0}
button.second{background:transparent;color:var(--ink);border-color:var(--line)}
code,.code{font:.9em/1.5 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--soft);padding:.8rem 1rem;font:.9rem/1.5 ui-monospace,Menlo,monospace}
blockquote{margin:1rem 0;padding-left:1rem;border-left:.25rem solid var(--line)}
.section{border-top:1px solid var(--line);padding:.4rem 0 1rem}
`;

/** Nothing but this style, forms that lead back here, and no frame around it. */
export const POLICY = `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;
