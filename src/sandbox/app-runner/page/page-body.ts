import type { Shape } from "../constraints/shape.ts";
import { injectionShape } from "../front/injection.ts";
import { operations } from "../operations/operations.ts";
import { durationChangesShape } from "../settings/durations.ts";
import { switchChangesShape } from "../settings/switches.ts";
import { labels } from "../state/source-label.ts";

/** The page before anything is known: headings, empty tables, and forms for all that can be done. */
export function pageBody(): string {
  return `<header>
<h1>App Runner emulator</h1>
<span>Its time: <time id="now">not known yet</time></span>
<nav aria-label="Sections"><a href="#calls-title">Calls</a><a href="#services-title">Services</a><a
href="#connections-title">Connections</a><a href="#domains-title">Domains</a><a href="#failures-title">Failures</a><a
href="#clock-title">Clock</a><a href="#knobs-title">Settings</a></nav>
</header>
<p id="told" role="status" aria-live="polite">Asking the emulator.</p>
<main>
${section(
  "calls",
  "Calls made",
  `<p><button type="button" id="clear-calls">Forget the calls</button>
<span class="small">The newest 500. What was sent with a call is not shown here: <code>GET /_emulator/calls</code> has it.</span></p>
<div class="calls" tabindex="0" role="region" aria-label="Table of calls">${table("calls", ["No.", "Time", "Operation", "Caller", "Answer"])}</div>`,
)}
${section("services", "Services", table("services", ["Name", "Status", "Runs", "Operations", "Region", "Do"]))}
${section("connections", "Connections", table("connections", ["Name", "Status", "Region", "Do"]))}
${section("domains", "Custom domains", table("domains", ["Domain", "Status", "Validation records", "Service", "Do"]))}
${section("ingress", "VPC ingress connections", table("ingress", ["Name", "Status", "Endpoint", "Service"]))}
${section("configurations", "Configurations and connectors", table("configurations", ["Name", "Type", "Status", "ARN"]))}
${section("failures", "Failures", failures())}
${section("clock", "Clock", clock())}
${section(
  "knobs",
  "Settings",
  `<details><summary>Switches</summary><form id="switches"><div class="knobs">${knobs(switchChangesShape.optional)}</div></form></details>
<details><summary>Durations, in milliseconds at AWS's pace</summary><form id="durations"><div class="knobs">${knobs(durationChangesShape.optional)}</div></form></details>
<p><button type="button" id="reset">Forget everything: services, calls, faults and settings</button></p>`,
)}
</main>`;
}

function section(id: string, title: string, content: string): string {
  return `<section aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>\n${content}\n</section>`;
}

function table(id: string, columns: readonly string[]): string {
  const heads = columns.map((column) => `<th scope="col">${column}</th>`).join("");
  const empty = `<tr><td colspan="${columns.length}">none</td></tr>`;
  return `<div class="scroll"><table aria-labelledby="${id}-title"><thead><tr>${heads}</tr></thead><tbody id="${id}">${empty}</tbody></table></div>`;
}

function failures(): string {
  const { when, answer } = injectionShape.required;
  return `<form id="inject"><fieldset><legend>The next calls</legend>
<label>Operation<select name="operation">${options(["", ...operations.keys(), "GetCallerIdentity", "AssumeRole"], "any")}</select></label>
<label>Happens<select name="when">${options(when.values)}</select></label>
<label>Answer<select name="answer">${options(answer.values)}</select></label>
<label>How many calls<input name="count" type="number" min="1" value="1" size="4"></label>
<label>Error<input name="code" placeholder="InternalServiceErrorException"></label>
<label>Message<input name="message"></label>
<label>HTTP status<input name="httpStatus" type="number" min="400" max="599" placeholder="500"></label>
<label>Delay in ms<input name="delayMs" type="number" min="0" placeholder="0"></label>
<button>Let them fail</button> <button type="button" id="clear-injections">Let none fail</button>
<p class="small">before: nothing happens but the answer. after: the operation takes effect, then its answer is lost.
drop: the connection ends. malformed: half a JSON text. none: only the delay.</p></fieldset></form>
<p id="injections-title">Faults that wait for their calls:</p>
${table("injections", ["Operation", "Happens", "Answer", "Calls left", "Error"])}
<form id="seed"><fieldset><legend>A service that is there already, as the console would have made it</legend>
<label>Name<input name="name" required></label>
<label>Image<input name="image" value="public.ecr.aws/aws-containers/hello-app-runner:latest" size="50" required></label>
<label>Status<select name="status">${options(["RUNNING", "PAUSED", "CREATE_FAILED", "DELETE_FAILED", "DELETED"])}</select></label>
<button>Make it</button></fieldset></form>
<form id="push"><fieldset><legend>Somebody pushes an image</legend>
<label>Image<input name="image" size="50" required></label><button>Push it</button></fieldset></form>
<form id="rows"><fieldset><legend>Rows of services deleted long ago, which make pages of ListServices short</legend>
<label>How many<input name="count" type="number" min="1" max="10000" value="20"></label><button>Add them</button></fieldset></form>
<p class="small">A manifest can ask for a failure too, by an image's tag or a branch that is, or ends in, one of
${labels.map((label) => `<code>${label}</code>`).join(", ")}.</p>`;
}

function clock(): string {
  const steps: readonly (readonly [string, number])[] = [
    ["10 seconds", 10_000],
    ["1 minute", 60_000],
    ["10 minutes", 600_000],
    ["1 hour", 3_600_000],
  ];
  const buttons = steps.map(([name, ms]) => `<button type="button" data-advance="${ms}">${name} on</button>`).join(" ");
  return `<p id="clock-buttons">${buttons}</p>
<form id="advance"><label>Seconds<input name="seconds" type="number" min="0" step="any" value="30"></label><button>Put it forward</button></form>`;
}

/** An input for each knob; its values come with the first overview. */
function knobs(shapes: Readonly<Record<string, Shape>>): string {
  return Object.entries(shapes)
    .map(([name, shape]) => `<label>${name}${knob(name, shape)}</label>`)
    .join("\n");
}

function knob(name: string, shape: Shape): string {
  if (shape.type === "enum") return `<select name="${name}">${options(shape.values)}</select>`;
  if (shape.type === "boolean")
    return `<select name="${name}" data-type="boolean">${options(["true", "false"])}</select>`;
  const least = shape.type === "integer" ? ` min="${shape.min ?? 0}"` : "";
  return `<input name="${name}" type="number" data-type="number"${least}>`;
}

function options(values: readonly string[], empty = ""): string {
  return values.map((value) => `<option value="${value}">${value === "" ? empty : value}</option>`).join("");
}
