/** The part of the page's script that shows an overview. Texts are only ever set as text. */
export const pageTables = String.raw`
const mostCalls = 500;
const byId = (id) => document.getElementById(id);

function tell(text, kind = "") {
  const place = byId("told");
  place.textContent = text;
  place.className = kind;
}

/** An element with texts and other elements in it. */
function make(name, attributes, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...content);
  return element;
}

function setCell(cell, { text, kind = "" }) {
  if (cell.textContent !== text) cell.textContent = text;
  if (cell.className !== kind) cell.className = kind;
}

/**
 * Makes the rows of a table those of items. Rows stay the same elements while their item is there, so that neither the
 * focus nor a selection is lost.
 */
class Rows {
  #body;
  #columns;
  #actions;
  #rows = new Map();

  constructor(id, columns, actions) {
    this.#body = byId(id);
    this.#columns = columns;
    this.#actions = actions;
  }

  show(items, keyOf) {
    const keys = new Set(items.map(keyOf));
    for (const [key, { row }] of this.#rows) {
      if (keys.has(key)) continue;
      row.remove();
      this.#rows.delete(key);
    }
    const width = this.#columns.length + (this.#actions === undefined ? 0 : 1);
    if (items.length === 0) {
      if (this.#body.childElementCount === 0) {
        this.#body.append(make("tr", {}, make("td", { colspan: width }, "none")));
      }
      return;
    }
    if (this.#rows.size === 0) this.#body.replaceChildren();
    items.forEach((item, index) => {
      const entry = this.#entry(keyOf(item));
      entry.item = item;
      this.#columns.forEach((column, at) => setCell(entry.row.children[at], column(item)));
      for (const { button, isOffered } of entry.buttons) button.hidden = !isOffered(item);
      if (this.#body.children[index] !== entry.row) this.#body.insertBefore(entry.row, this.#body.children[index] ?? null);
    });
  }

  #entry(key) {
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const entry = { row: make("tr", {}, ...this.#columns.map(() => make("td", {}))), buttons: [], item: undefined };
    if (this.#actions !== undefined) {
      entry.buttons = this.#actions.map(({ name, isOffered, run }) => {
        const button = make("button", { type: "button" }, name);
        button.addEventListener("click", () => run(entry.item));
        return { button, isOffered };
      });
      const cells = entry.buttons.flatMap(({ button }) => [button, " "]);
      entry.row.append(make("td", { class: "actions" }, ...cells));
    }
    this.#rows.set(key, entry);
    return entry;
  }
}

const plain = (get) => (item) => ({ text: String(get(item) ?? "") });
const long = (get) => (item) => ({ text: get(item), kind: "long" });
const kinds = [
  [/FAILED|ERROR|DELETED|^deleted/, "bad"],
  [/PROGRESS|PENDING|CREATING|DELETING|BINDING/, "busy"],
  [/RUNNING|AVAILABLE|ACTIVE|SUCCE/, "good"],
];
const status = (get) => (item) => {
  const text = get(item);
  return { text, kind: kinds.find(([pattern]) => pattern.test(text))?.[1] ?? "" };
};
const regionOf = (arn) => arn.split(":").slice(3, 5).join(" ");
const nameOf = (arn) => arn.split("/")[1] ?? arn;

function serviceStatus({ status: text, held, underMaintenance }) {
  return text + (underMaintenance ? " (maintenance)" : "") + (held ? " (held)" : "");
}

function newestOperations({ operations }) {
  return operations.slice(-3).toReversed().map(({ type, status: text }) => type + " " + text).join(", ");
}

function showCalls(calls, oldest) {
  const body = byId("calls");
  if (calls.length > 0 && body.querySelector("tr[data-number]") === null) body.replaceChildren();
  for (const call of calls) {
    const at = new Date(call.atMs).toISOString();
    const answer =
      call.status === 0 ? "connection dropped" : call.status + (call.errorCode === undefined ? "" : " " + call.errorCode);
    body.prepend(
      make(
        "tr",
        { "data-number": call.number },
        make("td", {}, String(call.number)),
        make("td", {}, make("time", { datetime: at }, at.slice(11, 23))),
        make("td", {}, call.operation),
        make("td", {}, (call.accessKeyId ?? "nobody") + (call.region === undefined ? "" : " in " + call.region)),
        make("td", { class: call.status >= 200 && call.status < 300 ? "good" : "bad" }, answer),
      ),
    );
  }
  while (body.childElementCount > mostCalls) body.lastElementChild.remove();
  while (Number(body.lastElementChild?.dataset.number ?? Infinity) < oldest) body.lastElementChild.remove();
  if (oldest === 0) forgetCalls();
}

function forgetCalls() {
  byId("calls").replaceChildren(make("tr", {}, make("td", { colspan: 5 }, "none")));
}

/** The form's values as they are at the emulator, but for what somebody is about to change. */
function showKnobs(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const input = form.elements.namedItem(name);
    if (input !== null && input !== document.activeElement) input.value = String(value);
  }
}

function show(overview) {
  const isConnection = ({ type }) => type === "connection";
  const byArn = ({ arn }) => arn;
  setText("now", overview.clock.now.replace("T", " ").replace(/\.\d+Z$/, " UTC"));
  for (const button of document.querySelectorAll("#clock-buttons button, #advance button")) {
    button.disabled = !overview.clock.canAdvance;
  }
  showCalls(overview.calls, overview.oldestCall);
  tables.services.show(overview.services.toReversed(), byArn);
  tables.connections.show(overview.configurations.filter((each) => isConnection(each) && !each.isDeleted), byArn);
  tables.configurations.show(overview.configurations.filter((each) => !isConnection(each)), byArn);
  tables.ingress.show(overview.ingressConnections, byArn);
  tables.domains.show(overview.domains, ({ serviceArn, name }) => serviceArn + " " + name);
  const faults = overview.injections.map((fault, index) => ({ ...fault, index }));
  tables.injections.show(faults, ({ index }) => index);
  showKnobs(byId("switches"), overview.switches);
  showKnobs(byId("durations"), overview.durations);
}

function setText(id, text) {
  if (byId(id).textContent !== text) byId(id).textContent = text;
}
`;
