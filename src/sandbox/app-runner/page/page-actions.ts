/** The part of the page's script that does things: each is a request to the admin interface. */
export const pageActions = String.raw`
/** Sends a request to the admin interface, whose page this is. Rejects with the text of a refusal. */
async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? "HTTP status " + response.status);
  return answer;
}

/** Does something, tells how it went, and shows at once what came of it. */
async function act(what, method, path, body) {
  try {
    await ask(method, path, body);
    tell(what + ": done.", "good");
  } catch (error) {
    tell(what + ": " + error.message, "bad");
  }
  await poll();
}

const isThere = ({ status: text }) => text !== "DELETED";

const tables = {
  services: new Rows(
    "services",
    [
      plain(({ name }) => name),
      status(serviceStatus),
      long(({ source }) => source),
      plain(newestOperations),
      plain(({ arn }) => regionOf(arn)),
    ],
    [
      {
        name: "Hold",
        isOffered: (service) => isThere(service) && !service.held,
        run: ({ arn, name }) => act("Hold " + name, "POST", "hold", { service: arn, held: true }),
      },
      {
        name: "Let go",
        isOffered: ({ held }) => held,
        run: ({ arn, name }) => act("Let go " + name, "POST", "hold", { service: arn, held: false }),
      },
      {
        name: "Maintain",
        isOffered: ({ status: text }) => text === "RUNNING",
        run: ({ arn, name }) => act("Maintain " + name, "POST", "maintenance", { service: arn }),
      },
    ],
  ),
  connections: new Rows(
    "connections",
    [plain(({ name }) => name), status(({ status: text }) => text), plain(({ arn }) => regionOf(arn))],
    [
      ["Complete the handshake", "AVAILABLE"],
      ["Break it", "ERROR"],
      ["Back to pending", "PENDING_HANDSHAKE"],
    ].map(([name, to]) => ({
      name,
      isOffered: ({ status: text }) => text !== to,
      run: (connection) => act(name + ": " + connection.name, "POST", "connection", { connection: connection.arn, status: to }),
    })),
  ),
  domains: new Rows(
    "domains",
    [
      plain(({ name }) => name),
      status(({ status: text }) => text),
      long(({ records }) => records.map((each) => each.name + " " + each.status).join(", ")),
      plain(({ serviceArn }) => nameOf(serviceArn)),
    ],
    [
      ["Validate", "SUCCESS"],
      ["Fail the validation", "FAILED"],
    ].map(([name, to]) => ({
      name,
      isOffered: ({ records }) => records.some((each) => each.status !== to),
      run: (domain) => act(name + ": " + domain.name, "POST", "domain", { domain: domain.name, status: to }),
    })),
  ),
  ingress: new Rows("ingress", [
    plain(({ name }) => name),
    status(({ status: text }) => text),
    plain(({ vpcEndpointId }) => vpcEndpointId),
    plain(({ serviceArn }) => nameOf(serviceArn)),
  ]),
  configurations: new Rows("configurations", [
    plain(({ name }) => name),
    plain(({ type }) => type),
    status(({ isDeleted }) => (isDeleted ? "deleted" : "ACTIVE")),
    long(({ arn }) => arn),
  ]),
  injections: new Rows("injections", [
    plain(({ operation }) => operation ?? "any"),
    plain(({ when }) => when),
    plain(({ answer }) => answer),
    plain(({ count }) => count),
    plain(({ code, message }) => [code, message].filter(Boolean).join(": ")),
  ]),
};

/** What was filled into a form; numbers as numbers, and nothing of what was left empty. */
function filled(form) {
  const inputs = [...form.elements].filter(({ name, value }) => name !== "" && value !== "");
  return Object.fromEntries(inputs.map(({ name, type, value }) => [name, type === "number" ? Number(value) : value]));
}

function onSubmit(id, run) {
  byId(id).addEventListener("submit", (event) => {
    event.preventDefault();
    run(filled(event.target));
  });
}

function onClick(id, what, method, path) {
  byId(id).addEventListener("click", () => act(what, method, path));
}

function onChange(id, path) {
  byId(id).addEventListener("submit", (event) => event.preventDefault());
  byId(id).addEventListener("change", ({ target }) => {
    const { name, value, dataset } = target;
    const typed = dataset.type === "boolean" ? value === "true" : dataset.type === "number" ? Number(value) : value;
    target.blur();
    act("Set " + name, "PATCH", path, { [name]: typed });
  });
}

onSubmit("inject", (fault) => act("A fault for the next calls", "POST", "injections", fault));
onSubmit("push", ({ image }) => act("Push " + image, "POST", "push", { image }));
onSubmit("rows", ({ count }) => act("Add rows", "POST", "deleted-rows", { count }));
onSubmit("seed", ({ name, image, status: text }) =>
  act("Make " + name, "POST", "services", {
    ServiceName: name,
    Status: text,
    SourceConfiguration: {
      ImageRepository: {
        ImageIdentifier: image,
        ImageRepositoryType: image.startsWith("public.ecr.aws/") ? "ECR_PUBLIC" : "ECR",
      },
    },
  }),
);
onSubmit("advance", ({ seconds = 0 }) =>
  act("Put the clock forward", "POST", "clock", { advanceMs: Math.round(seconds * 1000) }),
);
for (const button of document.querySelectorAll("[data-advance]")) {
  button.addEventListener("click", () =>
    act("Put the clock forward", "POST", "clock", { advanceMs: Number(button.dataset.advance) }),
  );
}
onChange("switches", "switches");
onChange("durations", "durations");
onClick("clear-calls", "Forget the calls", "DELETE", "calls");
onClick("clear-injections", "Let none fail", "DELETE", "injections");
onClick("reset", "Forget everything", "POST", "reset");
`;
