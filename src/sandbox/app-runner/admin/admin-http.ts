import type { Json } from "../../../base/json.ts";
import { boolean, enumeration, integer, string, structure } from "../constraints/shape.ts";
import { strictInput } from "../constraints/strict-input.ts";
import { injectionShape } from "../front/injection.ts";
import { durationChangesShape } from "../settings/durations.ts";
import { switchChangesShape } from "../settings/switches.ts";
import { Fault } from "../wire/fault.ts";
import { pageResponse } from "../page/page-response.ts";
import { AdminError } from "./admin-error.ts";
import type { EmulatorAdmin } from "./admin.ts";
import { foreignRequest } from "./foreign-request.ts";
import { overviewOf } from "./overview.ts";
import { seedShape } from "./seed.ts";

/** Where the admin interface is. App Runner itself only knows `/`. */
export const adminPath = "/_emulator";

type Route = (admin: EmulatorAdmin, body: Json, query: URLSearchParams) => unknown;

const holdShape = structure({ service: string([1]), held: boolean }, {});
const maintenanceShape = structure({ service: string([1]) }, { durationMs: integer(1) });
const connectionShape = structure(
  { connection: string([1]), status: enumeration("PENDING_HANDSHAKE", "AVAILABLE", "ERROR") },
  {},
);
const domainShape = structure({ domain: string([1]), status: enumeration("SUCCESS", "FAILED") }, {});
const pushShape = structure({ image: string([1]) }, {});
const deletedRowsShape = structure({ count: integer(1, 10000) }, { region: string([1]) });
const clockShape = structure({ advanceMs: integer(0) }, {});

/**
 * The admin interface: JSON in, JSON out, and a page for people at its root. `GET` lists, `POST` does, `PATCH` changes,
 * `DELETE` clears. Its errors are `{"error": text}`. Documented for users in docs/emulator.md.
 */
const routes: ReadonlyMap<string, Route> = new Map<string, Route>([
  ["GET /services", (admin) => ({ services: admin.services() })],
  ["POST /services", (admin, body) => ({ arn: admin.seed(strictInput("field", seedShape, body)) })],
  ["GET /configurations", (admin) => ({ configurations: admin.configurations() })],
  ["GET /ingress-connections", (admin) => ({ ingressConnections: admin.ingressConnections() })],
  ["GET /domains", (admin) => ({ domains: admin.domains() })],
  ["GET /overview", (admin, _body, query) => overviewOf(admin, numberAfter(query))],
  ["GET /calls", (admin, _body, query) => ({ calls: admin.calls(numberAfter(query)) })],
  ["DELETE /calls", (admin) => done(admin.clearCalls())],
  ["POST /reset", (admin) => done(admin.reset())],
  [
    "POST /hold",
    (admin, body) => {
      const { service, held } = strictInput("field", holdShape, body);
      return done(admin.hold(service, held));
    },
  ],
  [
    "POST /maintenance",
    (admin, body) => {
      const { service, durationMs } = strictInput("field", maintenanceShape, body);
      return done(admin.maintenance(service, durationMs));
    },
  ],
  ["POST /push", (admin, body) => ({ services: admin.pushImage(strictInput("field", pushShape, body).image) })],
  [
    "POST /connection",
    (admin, body) => {
      const { connection, status } = strictInput("field", connectionShape, body);
      return done(admin.setConnection(connection, status));
    },
  ],
  [
    "POST /domain",
    (admin, body) => {
      const { domain, status } = strictInput("field", domainShape, body);
      return done(admin.validateDomain(domain, status));
    },
  ],
  ["GET /injections", (admin) => ({ injections: admin.injections() })],
  ["POST /injections", (admin, body) => done(admin.inject(strictInput("field", injectionShape, body)))],
  ["DELETE /injections", (admin) => done(admin.clearInjections())],
  ["GET /switches", (admin) => admin.switches()],
  ["PATCH /switches", (admin, body) => admin.setSwitches(strictInput("switch", switchChangesShape, body))],
  ["GET /durations", (admin) => admin.durations()],
  ["PATCH /durations", (admin, body) => admin.setDurations(strictInput("duration", durationChangesShape, body))],
  [
    "POST /deleted-rows",
    (admin, body) => {
      const { count, region } = strictInput("field", deletedRowsShape, body);
      return done(admin.addDeletedRows(count, region));
    },
  ],
  ["GET /clock", (admin) => admin.clock()],
  [
    "POST /clock",
    async (admin, body) => {
      await admin.advanceClock(strictInput("field", clockShape, body).advanceMs);
      return {};
    },
  ],
]);

/** Every request that the admin interface knows: method and path below `adminPath`. */
export const adminRoutes: readonly string[] = [...routes.keys()];

/** Answers a request whose path starts with `adminPath`. */
export async function answerAdmin(request: Request, admin: EmulatorAdmin): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const path = pathname.slice(adminPath.length);
  const refusal = foreignRequest(request);
  if (refusal !== undefined) return json({ error: refusal }, 403);
  if (request.method === "GET" && path === "")
    return new Response(null, { status: 308, headers: { location: `${adminPath}/` } });
  if (request.method === "GET" && path === "/") return pageResponse();
  const route = routes.get(`${request.method} ${path}`);
  if (route === undefined) return json({ error: `There is only: ${adminRoutes.join(", ")}` }, 404);
  try {
    const text = await request.text();
    return json(await route(admin, text === "" ? {} : (JSON.parse(text) as Json), searchParams));
  } catch (error) {
    if (error instanceof SyntaxError) return json({ error: "The body is not JSON." }, 400);
    if (error instanceof AdminError || error instanceof Fault) {
      return json({ error: error.message }, error.httpStatus);
    }
    throw error;
  }
}

function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" } });
}

/** The number of a call that the requester has already; 0 without one. */
function numberAfter(query: URLSearchParams): number {
  const text = query.get("after") ?? "0";
  if (!/^\d{1,15}$/.test(text)) throw new AdminError("`after` is the number of a call.");
  return Number(text);
}

function done(_nothing: void): Record<string, never> {
  return {};
}
