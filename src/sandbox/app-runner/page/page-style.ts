/** The page's looks: system fonts and colours, so that it is readable in light and in dark. */
export const pageStyle = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 25%, transparent);
  --soft: color-mix(in srgb, currentColor 7%, transparent); --good: light-dark(#116329, #6fdd8b);
  --bad: light-dark(#b3261e, #ff9d94); --busy: light-dark(#7a4d00, #f0c05a); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 90rem; padding: 0 1rem 3rem; font: 15px/1.45 system-ui, sans-serif;
  background: Canvas; color: CanvasText; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; padding: 1rem 0 .25rem; }
h1 { font-size: 1.35rem; margin: 0; }
h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
section { margin-top: 1.75rem; }
nav a { margin-right: .8rem; }
.scroll { overflow-x: auto; }
.calls { max-height: 24rem; overflow: auto; border: 1px solid var(--line); }
.calls thead th { position: sticky; top: 0; background: Canvas; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
  overflow-wrap: break-word; }
th { font-weight: 600; white-space: nowrap; }
caption { text-align: left; padding: .2rem 0; }
td.actions { white-space: nowrap; }
td.long { overflow-wrap: anywhere; }
time, .mono { font-family: ui-monospace, monospace; font-size: .92em; }
.small { font-size: .87em; opacity: .85; }
.good { color: var(--good); } .bad { color: var(--bad); } .busy { color: var(--busy); }
form { display: flex; flex-wrap: wrap; gap: .5rem .8rem; align-items: end; margin: .4rem 0; }
label { display: inline-flex; flex-direction: column; font-size: .87em; gap: .15rem; }
fieldset { border: 1px solid var(--line); margin: .6rem 0; padding: .3rem .8rem .6rem; }
.knobs { display: grid; flex: 1 1 100%; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .5rem .8rem; }
input, select, button { font: inherit; padding: .25rem .5rem; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid Highlight; outline-offset: 2px; }
#told { min-height: 1.6em; margin: 0; padding: .2rem .6rem; background: Canvas; border: 1px solid var(--line); position: sticky;
  top: 0; z-index: 1; }
summary { cursor: pointer; }
code { background: var(--soft); padding: 0 .25em; }
`;
