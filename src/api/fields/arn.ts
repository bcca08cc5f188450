/**
 * The API model's patterns of ARNs, anchored since AWS matches the whole string. RE2 repeats nothing more than 1,000
 * times, so the length is bounded by maxLength alone.
 */
const appRunnerArnPattern = String.raw`^arn:aws(-\w+)*:[a-z0-9.\\-]{0,63}:[a-z0-9.\\-]{0,63}:[0-9]{12}:(\w|/|-)+$`;
const roleArnPattern = String.raw`^arn:(aws|aws-us-gov|aws-cn|aws-iso|aws-iso-b):iam::[0-9]{12}:(role|role/service-role)/[\w+=,.@/-]{1,1000}$`;

/** Bounds of the ARN of an App Runner resource. */
export const appRunnerArn = {
  minLength: 1,
  maxLength: 1011,
  pattern: appRunnerArnPattern,
  form: "must be the ARN of an App Runner resource: arn:aws:apprunner:<region>:<account>:<type>/<name>",
} as const;

/** Bounds of the ARN of an App Runner service: where it is, its name and its id. */
export const serviceArn = {
  minLength: 1,
  maxLength: 1011,
  pattern: String.raw`^arn:aws(-\w+)*:apprunner:[a-z0-9-]{1,63}:[0-9]{12}:service/[A-Za-z0-9][A-Za-z0-9_-]{3,39}/[A-Za-z0-9-]{1,64}$`,
  form: "must be the ARN of an App Runner service: arn:aws:apprunner:<region>:<account>:service/<name>/<id>",
} as const;

/** Bounds of the ARN of an IAM role. */
export const roleArn = {
  minLength: 29,
  maxLength: 1024,
  pattern: roleArnPattern,
  form: "must be the ARN of an IAM role: arn:aws:iam::<account>:role/<name>",
} as const;

/** Bounds of the ARN of a KMS key. */
export const kmsKeyArn = {
  maxLength: 256,
  pattern: String.raw`^arn:aws(-\w+)*:kms:[a-z-]+-[0-9]:[0-9]{12}:key/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`,
  form: "must be the ARN of a KMS key, not of an alias: arn:aws:kms:<region>:<account>:key/<id>",
} as const;

/** Bounds of the ARN of one resource of that type, its revision and id included. */
function resourceArn(type: string, noun: string) {
  return {
    minLength: 1,
    maxLength: 1011,
    pattern: `^arn:aws(-\\w+)*:apprunner:[a-z0-9-]{1,63}:[0-9]{12}:${type}/[A-Za-z0-9][A-Za-z0-9_-]{3,39}(/[0-9]+)?/[A-Za-z0-9-]{1,64}$`,
    form: `must be the ARN of ${noun}: arn:aws:apprunner:<region>:<account>:${type}/<name>/<...>`,
  } as const;
}

/** Bounds of the ARN of a connection. */
export const connectionArn = resourceArn("connection", "a connection");

/** Bounds of the ARN of an auto scaling configuration. */
export const autoScalingConfigurationArn = resourceArn("autoscalingconfiguration", "an auto scaling configuration");

/** Bounds of the ARN of an observability configuration. */
export const observabilityConfigurationArn = resourceArn(
  "observabilityconfiguration",
  "an observability configuration",
);

/** Bounds of the ARN of a VPC connector. */
export const vpcConnectorArn = resourceArn("vpcconnector", "a VPC connector");

/** Bounds of the ARN of a VPC ingress connection. */
export const vpcIngressConnectionArn = resourceArn("vpcingressconnection", "a VPC ingress connection");
