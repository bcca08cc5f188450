import { describe, expect, it } from "vitest";
import type { AwsErrorClass } from "./aws-error.ts";
import { classifyFailure, errorTable, type FailureFacts } from "./error-table.ts";
import type { AppRunnerOperation } from "./port.ts";

interface Case {
  readonly means: AwsErrorClass;
  readonly name: string;
  readonly text?: string;
  readonly operation?: AppRunnerOperation;
  readonly httpStatus?: number | undefined;
}

const refused = "InvalidRequestException";

const appRunner: readonly Case[] = [
  { means: "alreadyExists", name: refused, text: "Service with the provided name already exists: web." },
  {
    means: "quota",
    name: refused,
    text: "Account 111122223333 is restricted and can support only two App Runner services per region at the moment. To remove the restriction, contact the AWS support team.",
  },
  {
    means: "rolePropagation",
    name: refused,
    text: "Error in assuming access role arn:aws:iam::111122223333:role/access",
  },
  {
    means: "rolePropagation",
    name: refused,
    text: "Error in assuming instance role arn:aws:iam::111122223333:role/instance",
  },
  {
    means: "invalid",
    name: refused,
    text: "Instance Role have to be provided if passing in RuntimeEnvironmentSecrets.",
  },
  {
    means: "invalid",
    name: refused,
    text: "2 validation errors detected: Value 'x' at 'serviceName' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Z]; Value 'x' at 'serviceName' failed to satisfy constraint: Member must have length greater than or equal to 4",
  },
  { means: "invalid", name: refused, text: "No configurations provided in the UpdateService request." },
  { means: "invalid", name: refused, text: "The image repository type cannot be changed in UpdateService request" },
  {
    means: "invalid",
    name: refused,
    text: "ConfigurationSource cannot be changed from REPOSITORY to API for CREATE_FAILED services.",
  },
  {
    means: "busy",
    name: refused,
    operation: "StartDeployment",
    text: "Can't start a deployment on the specified service, because it isn't in RUNNING state.",
  },
  {
    means: "invalid",
    name: refused,
    operation: "UpdateService",
    text: "Can't start a deployment on the specified service, because it isn't in RUNNING state.",
  },
  {
    means: "busy",
    name: refused,
    text: "You can't delete the auto scaling configuration. It's used by one or more services. To delete it, update the services to use other auto scaling configurations.",
  },
  { means: "notFound", name: refused, text: "The auto scaling configuration you specified has been deleted" },
  {
    means: "busy",
    name: refused,
    text: "Provided VPC connector arn is being used by other services. ARN: arn:aws:apprunner:us-east-1:111122223333:vpcconnector/a/1/b",
  },
  { means: "alreadyExists", name: refused, text: "www.example.com is already associated with another service" },
  { means: "notFound", name: refused, text: "No custom domain www.example.com found for the provided service" },
  { means: "invalid", name: refused, text: "something nobody has seen yet" },
  {
    means: "busy",
    name: "InvalidStateException",
    text: "Service cannot be updated in the current state: OPERATION_IN_PROGRESS.",
  },
  {
    means: "busy",
    name: "InvalidStateException",
    text: "You cannot delete a Service while it has VpcIngressConnections with a status of AVAILABLE. Service Arn: a VpcIngressConnection Arn: b",
  },
  { means: "notFound", name: "ResourceNotFoundException" },
  { means: "quota", name: "ServiceQuotaExceededException", httpStatus: 402 },
  { means: "transient", name: "InternalServiceErrorException", httpStatus: 500 },
];

const awsInGeneral: readonly Case[] = [
  { means: "transient", name: "InternalFailure", httpStatus: 500 },
  { means: "transient", name: "ServiceUnavailableException", httpStatus: 503 },
  { means: "throttled", name: "ThrottlingException", text: "Rate exceeded" },
  { means: "throttled", name: "TooManyRequestsException", httpStatus: 429 },
  { means: "throttled", name: "LimitExceededException" },
  {
    means: "accessDenied",
    name: "AccessDeniedException",
    text: "User: arn:aws:sts::111122223333:assumed-role/op/s is not authorized to perform: apprunner:CreateService on resource: *",
  },
  { means: "accessDenied", name: "AccessDenied", httpStatus: 403 },
  {
    means: "credentials",
    name: "AccessDenied",
    text: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
    httpStatus: 403,
  },
  {
    means: "credentials",
    name: "UnrecognizedClientException",
    text: "The security token included in the request is invalid.",
  },
  { means: "credentials", name: "InvalidSignatureException" },
  {
    means: "credentials",
    name: "ExpiredTokenException",
    text: "The security token included in the request is expired",
  },
  { means: "credentials", name: "ExpiredToken" },
  { means: "credentials", name: "InvalidClientTokenId", httpStatus: 403 },
  { means: "credentials", name: "MissingAuthenticationToken" },
  { means: "credentials", name: "MissingAuthenticationTokenException" },
  { means: "invalid", name: "UnknownOperationException" },
  { means: "invalid", name: "SerializationException" },
  { means: "invalid", name: "ValidationException" },
];

const withoutAnAnswer: readonly Case[] = [
  { means: "credentials", name: "CredentialsProviderError", text: "Could not load credentials from any providers" },
  { means: "credentials", name: "TokenProviderError" },
  { means: "transient", name: "ENOTFOUND", text: "getaddrinfo ENOTFOUND apprunner.us-east-1.amazonaws.com" },
  { means: "invalid", name: "RegionWithoutAppRunner" },
  { means: "transient", name: "EAI_AGAIN" },
  { means: "transient", name: "ECONNREFUSED", text: "connect ECONNREFUSED 127.0.0.1:1" },
  { means: "transient", name: "ECONNRESET", text: "socket hang up" },
  { means: "transient", name: "TimeoutError" },
  { means: "transient", name: "DEPTH_ZERO_SELF_SIGNED_CERT", text: "self-signed certificate" },
  { means: "transient", name: "TypeError", text: "x is not a function" },
  { means: "invalid", name: "Error", text: 'Region not accepted: region="us east" is not a valid hostname component.' },
];

const unreadable: readonly Case[] = [
  { means: "malformed", name: "SyntaxError", httpStatus: 200 },
  { means: "malformed", name: "TypeError", text: "Expected real number, got implicit NaN", httpStatus: 200 },
  { means: "malformed", name: "Error", text: "Unclosed tag 'html'", httpStatus: 200 },
  { means: "malformed", name: "SyntaxError", httpStatus: 403 },
  { means: "transient", name: "SyntaxError", httpStatus: 502 },
  { means: "throttled", name: "SyntaxError", httpStatus: 429 },
];

const unknown: readonly Case[] = [
  { means: "transient", name: "NobodyKnowsException", httpStatus: 400 },
  { means: "transient", name: "NobodyKnowsException", httpStatus: 500 },
  { means: "throttled", name: "NobodyKnowsException", httpStatus: 429 },
  { means: "transient", name: "Unknown", httpStatus: 400 },
];

const groups = [
  { from: "App Runner", cases: appRunner, httpStatus: 400 },
  { from: "AWS in general", cases: awsInGeneral, httpStatus: 400 },
  { from: "no answer", cases: withoutAnAnswer, httpStatus: undefined },
  { from: "an answer that cannot be read", cases: unreadable, httpStatus: undefined },
  { from: "a name that nobody knows", cases: unknown, httpStatus: undefined },
].map(({ from, cases, httpStatus }) => ({
  from,
  cases: cases.map(({ means, ...facts }) => ({
    means,
    facts: { operation: "CreateService", text: "", httpStatus, ...facts } satisfies FailureFacts,
  })),
}));

describe("the class of a failure", () => {
  describe.each(groups)("from $from", ({ cases }) => {
    it.each(cases)("is $means for $facts.name $facts.operation $facts.text $facts.httpStatus", ({ means, facts }) => {
      expect(classifyFailure(facts)).toBe(means);
    });
  });

  it("depends on every row of the table, but for those that say what holds for unknown names too", () => {
    const facts = groups.flatMap(({ cases }) => cases.map((one) => one.facts));
    const withoutEffect = errorTable.filter((row) => {
      const others = errorTable.filter((other) => other !== row);
      return facts.every((fact) => classifyFailure(fact, others) === classifyFailure(fact));
    });
    expect(withoutEffect.flatMap((row) => row.names ?? ["(no name)"])).toEqual([
      "InternalServiceErrorException",
      "InternalFailure",
      "InternalError",
      "InternalServerError",
      "ServiceUnavailable",
      "ServiceUnavailableException",
    ]);
  });
});
