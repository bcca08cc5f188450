import { systemClock } from "../../src/base/system-clock.ts";
import { createAppRunnerEmulator, type AppRunnerEmulator } from "../../src/sandbox/app-runner/emulator.ts";
import type { ServiceView } from "../../src/sandbox/app-runner/admin/service-view.ts";
import type { RecordedCall } from "../../src/sandbox/app-runner/front/call-log.ts";
import { listen } from "../../src/sandbox/serve.ts";

const region = "us-east-1";
const somebody = "AKIASOMEBODY";

/** The emulator on a socket, seen from a test. */
export interface ServedAppRunner {
  readonly url: string;
  readonly admin: AppRunnerEmulator["admin"];
  /** The operators' calls that name a service, or are about its ARN, oldest first. */
  callsOf(service: string): readonly RecordedCall[];
  /** Of those, the accepted ones that change something. */
  mutationsOf(service: string): readonly string[];
  /** The service of that name as it is by now; the newest, where there were several. */
  serviceOf(name: string): ServiceView | undefined;
  /** Makes a call as somebody else would, behind the operator's back. Returns the answer. */
  call(operation: string, input: object): Promise<Readonly<Record<string, unknown>>>;
  /** The configuration that App Runner shows for a service, by its ARN. */
  describe(arn: string): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

export async function serveAppRunner(options: {
  readonly speed: number;
  readonly serviceQuota?: number;
}): Promise<ServedAppRunner> {
  const emulator = createAppRunnerEmulator({
    clock: systemClock,
    speed: options.speed,
    switches: { serviceQuota: options.serviceQuota ?? 200 },
    callLogCapacity: 1_000_000,
  });
  const server = await listen((request) => emulator.handle(request), { port: 0 });
  const callsOf = (service: string): readonly RecordedCall[] =>
    emulator.calls().filter((call) => call.accessKeyId !== somebody && isAbout(call, service));
  const call = async (operation: string, input: object): Promise<Readonly<Record<string, unknown>>> => {
    const response = await fetch(server.url, {
      method: "POST",
      headers: headersOf(operation),
      body: JSON.stringify(input),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${operation}: ${text}`);
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  };
  return {
    url: server.url,
    admin: emulator.admin,
    callsOf,
    mutationsOf: (service) =>
      callsOf(service)
        .filter(({ operation, errorCode }) => errorCode === undefined && !/^(Describe|List)/.test(operation))
        .map(({ operation }) => operation),
    serviceOf: (name) => emulator.admin.services().findLast((service) => service.name === name),
    call,
    describe: async (arn) =>
      (await call("DescribeService", { ServiceArn: arn }))["Service"] as Readonly<Record<string, unknown>>,
    close: () => server.close(),
  };
}

function headersOf(operation: string): Record<string, string> {
  return {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": `AppRunner.${operation}`,
    authorization: `AWS4-HMAC-SHA256 Credential=${somebody}/20260101/${region}/apprunner/aws4_request, SignedHeaders=host, Signature=0`,
  };
}

/** The name stands in an ARN between slashes. */
function isAbout({ input }: RecordedCall, service: string): boolean {
  const text = JSON.stringify(input ?? null);
  return text.includes(`:service/${service}/`) || text.includes(`"ServiceName":"${service}"`);
}
