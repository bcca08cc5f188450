import { describe, expect, it } from "vitest";
import type { Actor } from "../aws/actor.ts";
import { AwsError } from "../aws/aws-error.ts";
import type { AwsPlace, AwsPlaces } from "../aws/places.ts";
import { copyAccounts, type CopiedAccounts } from "./copy-account.ts";
import type { DeclaredObject } from "./interest.ts";

const account = "111122223333";
const identity = { account, arn: `arn:aws:iam::${account}:user/reader`, partition: "aws" };
const own: Actor = {
  key: "",
  identity: { current: () => Promise.resolve(identity), doubt: () => undefined },
  credentials: { accessKeyId: "id", secretAccessKey: "key" },
  endpoint: undefined,
};
const denied = new AwsError("denied", {
  errorClass: "accessDenied",
  code: "AccessDeniedException",
  operation: "ListServices",
});

/** Accounts without anything in them. The reading of some regions is denied. */
function copied(objects: readonly DeclaredObject[], deniedRegions: readonly string[] = []): Promise<CopiedAccounts> {
  const places: AwsPlaces = {
    at: (region) =>
      deniedRegions.includes(region)
        ? Promise.reject(denied)
        : Promise.resolve({
            place: { account, region },
            identity,
            port: { call: () => Promise.resolve({}) },
          } as unknown as AwsPlace),
  };
  return copyAccounts({
    objects,
    namespaces: [],
    actors: { own, actor: () => own },
    places,
    region: "us-east-1",
    isOwnIdentityAllowed: true,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    nowMs: 0,
  });
}

function object(kind: string, name: string, spec: DeclaredObject["spec"]): DeclaredObject {
  return {
    apiVersion: "apprunner-operator.dev/v1alpha1",
    kind,
    metadata: { name, namespace: "shop", uid: name, resourceVersion: "1" },
    spec,
  };
}

describe("the copy of accounts", () => {
  it.each([["us-east-1"], ["eu-west-1"]])(
    "holds on to it that %s could not be read, whatever else could",
    async (region) => {
      const objects = [
        object("AppRunnerService", "a", { region: "us-east-1" }),
        object("AppRunnerService", "b", { region: "eu-west-1" }),
        {
          ...object("AwsAccount", "other", { grants: [] }),
          metadata: { name: "other", uid: "o", resourceVersion: "1" },
        },
      ];
      const { identities } = await copied(objects, [region]);
      expect(identities.get(own)).toEqual({ error: denied });
    },
  );

  it("reads the region of a service that is named by its ARN", async () => {
    const serviceArn = `arn:aws:apprunner:eu-west-1:${account}:service/web/0123456789abcdef0123456789abcdef`;
    const { regions } = await copied([object("CustomDomain", "d", { serviceArn, domainName: "example.com" })]);
    expect(regions.map(({ place }) => place.region)).toEqual(["eu-west-1"]);
  });
});
