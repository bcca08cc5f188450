import type { Json, JsonObject } from "../../base/json.ts";
import { seededRandom } from "../../base/random.ts";
import { VirtualClock } from "../../base/virtual-clock.ts";
import { createAppRunnerEmulator } from "./emulator.ts";
import type { AppRunnerEmulator, AppRunnerEmulatorOptions } from "./emulator.ts";

export const minuteMs = 60_000;

/** The parts of App Runner's answers that tests look at, with times as the numbers that they are on the wire. */
export interface AnswerBody {
  readonly __type?: string;
  readonly Message?: string;
  readonly Service?: JsonObject & {
    readonly ServiceArn: string;
    readonly Status: string;
    readonly SourceConfiguration: JsonObject;
    readonly CreatedAt: number;
    readonly UpdatedAt: number;
  };
  readonly OperationId?: string;
  readonly OperationSummaryList?: readonly (JsonObject & { readonly Id: string; readonly Status: string })[];
  readonly ServiceSummaryList?: readonly (JsonObject & { readonly ServiceName: string })[];
  readonly NextToken?: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly AutoScalingConfiguration?: JsonObject;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: AnswerBody;
}

/** The Authorization header of a made-up caller in a region. */
export function authorization(region = "us-east-1", accessKeyId = "AKIDTEST"): string {
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/apprunner/aws4_request, SignedHeaders=host, Signature=0`;
}

/** Takes a request to an emulator, and its answer back. */
export type Transport = (emulator: AppRunnerEmulator, request: Request) => Promise<Response>;

/** An emulator on a virtual clock and somebody who calls it: in process, as a client would over HTTP, or else as told. */
export class TestClient {
  readonly clock = new VirtualClock();
  readonly emulator: AppRunnerEmulator;
  readonly #transport: Transport;

  constructor(
    options: Omit<AppRunnerEmulatorOptions, "clock"> = {},
    transport: Transport = (emulator, request) => emulator.handle(request),
  ) {
    this.emulator = createAppRunnerEmulator({ clock: this.clock, random: seededRandom(1), ...options });
    this.#transport = transport;
  }

  get admin(): AppRunnerEmulator["admin"] {
    return this.emulator.admin;
  }

  /** Sends an operation and returns whatever comes back. */
  async call(operation: string, input: Json = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await this.#transport(
      this.emulator,
      new Request("http://emulator/", {
        method: "POST",
        headers: { "x-amz-target": `AppRunner.${operation}`, authorization: authorization(), ...headers },
        body: JSON.stringify(input),
      }),
    );
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as AnswerBody };
  }

  /** Sends an operation that has to succeed. */
  async ok(operation: string, input: Json = {}): Promise<AnswerBody> {
    const { status, text, body } = await this.call(operation, input);
    if (status !== 200) throw new Error(`${operation}: ${status} ${text}`);
    return body;
  }

  /** Sends an operation that has to be refused, and returns "<error>: <message>". */
  async refused(operation: string, input: Json = {}): Promise<string> {
    const { status, text, body } = await this.call(operation, input);
    if (status === 200) throw new Error(`${operation} was not refused: ${text}`);
    return `${body.__type}: ${body.Message}`;
  }

  /** Creates a service, by default a public one, and returns its ARN. */
  async create(changes: JsonObject = {}): Promise<string> {
    const { Service } = await this.ok("CreateService", { ...publicImage("1"), ...changes });
    return Service?.ServiceArn ?? "";
  }

  /** Creates a service and waits until it is at rest. */
  async created(changes: JsonObject = {}): Promise<string> {
    const arn = await this.create(changes);
    await this.clock.advance(60 * minuteMs);
    return arn;
  }

  async describe(arn: string): Promise<NonNullable<AnswerBody["Service"]>> {
    const { Service } = await this.ok("DescribeService", { ServiceArn: arn });
    if (Service === undefined) throw new Error("DescribeService answered without a service");
    return Service;
  }

  async status(arn: string): Promise<string> {
    return (await this.describe(arn)).Status;
  }

  /** "<type> <status>" of every operation, newest first. */
  async operations(arn: string): Promise<readonly string[]> {
    const { OperationSummaryList = [] } = await this.ok("ListOperations", { ServiceArn: arn });
    return OperationSummaryList.map(({ Type, Status }) => `${String(Type)} ${Status}`);
  }
}

/** The least input of CreateService, with the image tag given. */
export function publicImage(tag: string, serviceName = "demo-web"): JsonObject {
  return { ServiceName: serviceName, SourceConfiguration: imageSource(tag) };
}

export function imageSource(tag: string, imageConfiguration?: JsonObject): JsonObject {
  return {
    ImageRepository: {
      ImageIdentifier: `public.ecr.aws/x1y2z3a4/demo:${tag}`,
      ImageRepositoryType: "ECR_PUBLIC",
      ...(imageConfiguration === undefined ? {} : { ImageConfiguration: imageConfiguration }),
    },
  };
}

const account = "111122223333";

export const connectionArn = `arn:aws:apprunner:us-east-1:${account}:connection/github/${"c".repeat(32)}`;

/** A source that is built from code, on the branch given. */
export function codeSource(branch: string, codeConfiguration?: JsonObject): JsonObject {
  return {
    CodeRepository: {
      RepositoryUrl: "https://github.com/example/demo",
      SourceCodeVersion: { Type: "BRANCH", Value: branch },
      CodeConfiguration: codeConfiguration ?? { ConfigurationSource: "REPOSITORY" },
    },
    AuthenticationConfiguration: { ConnectionArn: connectionArn },
  };
}

export function roleArn(name: string): string {
  return `arn:aws:iam::${account}:role/${name}`;
}
