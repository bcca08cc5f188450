import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/base/json.ts";
import { declaredErrors, mayAnswer } from "../../src/sandbox/app-runner/operations/declared-errors.ts";
import { imageSource, minuteMs, publicImage, TestClient } from "../../src/sandbox/app-runner/test-client.ts";
import { readApiModel } from "./api-model.ts";
import { sampleOf } from "./model-samples.ts";
import { ofEveryService } from "./of-every-service.ts";
import { sdkOperations } from "./sdk-operations.ts";

const model = await readApiModel();
const inTheModel = Object.entries(model.operations).map(([name, { input, errors }]) => ({
  name,
  input: input.shape,
  errors: errors.map(({ shape }) => shape),
}));

const arnOf = (resource: string) => `arn:aws:apprunner:us-east-1:111122223333:${resource}/${"0".repeat(32)}`;

/** ARNs of what does not exist. */
const unknownArns: JsonObject = {
  ServiceArn: arnOf("service/unknown"),
  ResourceArn: arnOf("service/unknown"),
  AutoScalingConfigurationArn: arnOf("autoscalingconfiguration/unknown/1"),
  ObservabilityConfigurationArn: arnOf("observabilityconfiguration/unknown/1"),
  VpcConnectorArn: arnOf("vpcconnector/unknown/1"),
  VpcIngressConnectionArn: arnOf("vpcingressconnection/unknown"),
  ConnectionArn: arnOf("connection/unknown"),
};

/** The tag operations declare it, but in no state of a resource is it known to be answered. */
const neverInvalidState = new Set(["ListTagsForResource", "TagResource", "UntagResource"]);

/** A call that is refused, in the situation for it. */
type Refusal = (client: TestClient) => Promise<readonly [operation: string, input: JsonObject]>;

const whileBusy =
  (operation: string, more: JsonObject = {}): Refusal =>
  async (client) => [operation, { ServiceArn: await client.create(), ...more }];

const whilePaused =
  (operation: string): Refusal =>
  async (client) => {
    const input = { ServiceArn: await client.created(), DomainName: "shop.test" };
    await client.ok("AssociateCustomDomain", input);
    await client.ok("PauseService", { ServiceArn: input.ServiceArn });
    await client.clock.advance(10 * minuteMs);
    return [operation, input];
  };

const IngressVpcConfiguration = { VpcId: "vpc-1", VpcEndpointId: "vpce-1" };

/** A private service's first ingress connection, which is being made. */
async function ingress(client: TestClient): Promise<{ readonly ServiceArn: string; readonly arn: JsonObject }> {
  const ServiceArn = await client.created({
    NetworkConfiguration: { IngressConfiguration: { IsPubliclyAccessible: false } },
  });
  const input = { ServiceArn, VpcIngressConnectionName: "first", IngressVpcConfiguration };
  const answer = (await client.ok("CreateVpcIngressConnection", input)) as JsonObject;
  const { VpcIngressConnectionArn } = answer["VpcIngressConnection"] as JsonObject;
  return { ServiceArn, arn: { VpcIngressConnectionArn } };
}

const refusals: Readonly<Record<string, readonly Refusal[]>> = {
  InvalidStateException: [
    whileBusy("DeleteService"),
    whileBusy("PauseService"),
    whileBusy("ResumeService"),
    whileBusy("UpdateService", { SourceConfiguration: imageSource("2") }),
    whileBusy("CreateVpcIngressConnection", { VpcIngressConnectionName: "busy", IngressVpcConfiguration }),
    whilePaused("AssociateCustomDomain"),
    whilePaused("DisassociateCustomDomain"),
    async (client) => ["UpdateVpcIngressConnection", { ...(await ingress(client)).arn, IngressVpcConfiguration }],
    async (client) => ["DeleteVpcIngressConnection", (await ingress(client)).arn],
  ],
  ServiceQuotaExceededException: [
    async () => ["CreateService", publicImage("1")],
    async () => ["CreateAutoScalingConfiguration", { AutoScalingConfigurationName: "over" }],
    async () => ["CreateObservabilityConfiguration", { ObservabilityConfigurationName: "over" }],
    async () => ["CreateVpcConnector", { VpcConnectorName: "over", Subnets: ["subnet-1"] }],
    async () => ["CreateConnection", { ConnectionName: "over", ProviderType: "GITHUB" }],
  ],
};

const noQuota = {
  serviceQuota: 0,
  autoScalingNameQuota: 0,
  observabilityNameQuota: 0,
  vpcConnectorQuota: 0,
  connectionQuota: 0,
};

/** "<operation> <error>" of every answer, each of which is an error of the form that the model gives all of them. */
async function provoke(client: TestClient, operation: string, input: JsonObject): Promise<string> {
  const { body } = await client.call(operation, input);
  expect(body).toEqual({
    __type: expect.any(String) as string,
    Message: expect.stringMatching(/^.{1,600}$/) as string,
  });
  return `${operation} ${body.__type}`;
}

describe.skipIf(inTheModel.length === 0)("the errors of the emulator", () => {
  it.each(inTheModel)("that it lets $name answer are those of the model", ({ name, errors }) => {
    const always = ["InvalidRequestException", "InternalServiceErrorException"];
    expect([...(declaredErrors.get(name) ?? []), ...always].toSorted()).toEqual([...errors].toSorted());
  });

  it("are all given: each that the model declares, by each operation that declares it", async () => {
    const given: string[] = [];
    for (const { name, input, errors } of inTheModel) {
      // What InvalidRequestException stands for is for api-model.test.ts, and the other one comes when it is asked for.
      const client = new TestClient();
      client.admin.inject({ when: "before", answer: "error" });
      given.push(
        await provoke(client, name, {}),
        await provoke(new TestClient(), name, { MaxResults: 0, NextToken: "" }),
      );
      if (!errors.includes("ResourceNotFoundException")) continue;
      const sample = sampleOf(model, input, "required") as JsonObject;
      const unknown = Object.fromEntries(
        Object.entries(sample).map(([member, value]) => [member, unknownArns[member] ?? value]),
      );
      given.push(await provoke(new TestClient(), name, unknown));
    }
    for (const refusal of refusals["InvalidStateException"] ?? []) {
      const client = new TestClient();
      given.push(await provoke(client, ...(await refusal(client))));
    }
    for (const refusal of refusals["ServiceQuotaExceededException"] ?? []) {
      const client = new TestClient({ switches: noQuota });
      given.push(await provoke(client, ...(await refusal(client))));
    }
    const client = new TestClient();
    const { ServiceArn } = await ingress(client);
    given.push(
      await provoke(client, "CreateVpcIngressConnection", {
        ServiceArn,
        VpcIngressConnectionName: "second",
        IngressVpcConfiguration,
      }),
    );
    const declared = inTheModel.flatMap(({ name, errors }) =>
      errors
        .filter((error) => error !== "InvalidStateException" || !neverInvalidState.has(name))
        .map((error) => `${name} ${error}`),
    );
    expect([...new Set(given)].toSorted()).toEqual(declared.toSorted());
  });
});

describe("the errors of every AWS service", () => {
  it("are the only ones that operations give without declaring them", () => {
    for (const operation of sdkOperations) {
      for (const error of ["NoSuchException", "ValidationException"]) expect(mayAnswer(operation, error)).toBe(false);
    }
    const undeclared = ["AccessDeniedException", "SerializationException"];
    for (const error of undeclared) {
      expect(mayAnswer("ListServices", error)).toBe(true);
      expect(ofEveryService).toContain(error);
    }
  });
});
