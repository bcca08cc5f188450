import { boolean, enumeration, integer, list, map, string, structure } from "./shape.ts";
import type { Infer } from "./shape.ts";

// The constraints of App Runner's API model, version 2020-05-15, for what the operations below take. Written down here
// so that the emulator judges requests by itself.

/** Any App Runner ARN. The model's pattern names no service and no resource type; the handlers do. */
export const resourceArn = string(
  [1, 1011],
  "arn:aws(-[\\w]+)*:[a-z0-9-\\\\.]{0,63}:[a-z0-9-\\\\.]{0,63}:[0-9]{12}:(\\w|\\/|-){1,1011}",
);

const roleArn = string(
  [29, 1024],
  "arn:(aws|aws-us-gov|aws-cn|aws-iso|aws-iso-b):iam::[0-9]{12}:(role|role\\/service-role)\\/[\\w+=,.@\\-/]{1,1000}",
);

const anyText = string([0, 51200], ".*");

export const serviceName = string([4, 40], "[A-Za-z0-9][A-Za-z0-9-_]{3,39}");

const command = string([], "[^\\x0a\\x0d]+", "sensitive");

const environmentVariables = map(string([1, 51200], ".*", "sensitive"), string([0, 51200], ".*", "sensitive"));

const environmentSecrets = map(string([1, 2048], undefined, "sensitive"), string([1, 2048], undefined, "sensitive"));

const repositoryPath = "((?:[a-z0-9]+(?:[._-][a-z0-9]+)*\\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*)";
const tagOrDigest = "(:([\\w\\d+\\-=._:\\/@])+|@([\\w\\d\\:]+))?";

const imageIdentifier = string(
  [1, 1024],
  `([0-9]{12}.dkr.ecr.[a-z\\-]+-[0-9]{1}.amazonaws.com\\/${repositoryPath}${tagOrDigest})` +
    `|(^public\\.ecr\\.aws\\/.+\\/${repositoryPath}${tagOrDigest})`,
);

const imageConfiguration = structure(
  {},
  {
    RuntimeEnvironmentVariables: environmentVariables,
    StartCommand: command,
    Port: anyText,
    RuntimeEnvironmentSecrets: environmentSecrets,
  },
);

const imageRepository = structure(
  { ImageIdentifier: imageIdentifier, ImageRepositoryType: enumeration("ECR", "ECR_PUBLIC") },
  { ImageConfiguration: imageConfiguration },
);

const codeConfigurationValues = structure(
  {
    Runtime: enumeration(
      "PYTHON_3",
      "NODEJS_12",
      "NODEJS_14",
      "CORRETTO_8",
      "CORRETTO_11",
      "NODEJS_16",
      "GO_1",
      "DOTNET_6",
      "PHP_81",
      "RUBY_31",
      "PYTHON_311",
      "NODEJS_18",
      "NODEJS_22",
    ),
  },
  {
    BuildCommand: command,
    StartCommand: command,
    Port: anyText,
    RuntimeEnvironmentVariables: environmentVariables,
    RuntimeEnvironmentSecrets: environmentSecrets,
  },
);

const codeConfiguration = structure(
  { ConfigurationSource: enumeration("REPOSITORY", "API") },
  { CodeConfigurationValues: codeConfigurationValues },
);

const codeRepository = structure(
  {
    RepositoryUrl: anyText,
    SourceCodeVersion: structure({ Type: enumeration("BRANCH"), Value: anyText }, {}),
  },
  { CodeConfiguration: codeConfiguration, SourceDirectory: string([1, 4096], "[^\\x00]+") },
);

export const sourceConfiguration = structure(
  {},
  {
    CodeRepository: codeRepository,
    ImageRepository: imageRepository,
    AutoDeploymentsEnabled: boolean,
    AuthenticationConfiguration: structure({}, { ConnectionArn: resourceArn, AccessRoleArn: roleArn }),
  },
);

export const instanceConfiguration = structure(
  {},
  {
    Cpu: string([3, 9], "256|512|1024|2048|4096|(0.25|0.5|1|2|4) vCPU"),
    Memory: string([3, 6], "512|1024|2048|3072|4096|6144|8192|10240|12288|(0.5|1|2|3|4|6|8|10|12) GB"),
    InstanceRoleArn: roleArn,
  },
);

export const encryptionConfiguration = structure(
  {
    KmsKey: string(
      [0, 256],
      "arn:aws(-[\\w]+)*:kms:[a-z\\-]+-[0-9]{1}:[0-9]{12}:key\\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    ),
  },
  {},
);

export const healthCheckConfiguration = structure(
  {},
  {
    Protocol: enumeration("TCP", "HTTP"),
    Path: string([1]),
    Interval: integer(1, 20),
    Timeout: integer(1, 20),
    HealthyThreshold: integer(1, 20),
    UnhealthyThreshold: integer(1, 20),
  },
);

export const networkConfiguration = structure(
  {},
  {
    EgressConfiguration: structure({}, { EgressType: enumeration("DEFAULT", "VPC"), VpcConnectorArn: resourceArn }),
    IngressConfiguration: structure({}, { IsPubliclyAccessible: boolean }),
    IpAddressType: enumeration("IPV4", "DUAL_STACK"),
  },
);

export const observabilityConfiguration = structure(
  { ObservabilityEnabled: boolean },
  { ObservabilityConfigurationArn: resourceArn },
);

const tagKey = string([1, 128], "^(?!aws:).+");

/** The model requires neither a tag's key nor its value. */
export const tagList = list(structure({}, { Key: tagKey, Value: string([0, 256], ".*") }));

export const tagKeyList = list(tagKey);

/** The page token of ListServices, ListOperations and DescribeCustomDomains. */
export const serviceNextToken = anyText;

/** The page token of the other lists. */
export const nextToken = string([1, 1024], ".*");

/** Page size of ListServices and ListOperations. */
export const maxResults20 = integer(1, 20);

export type SourceConfiguration = Infer<typeof sourceConfiguration>;
export type ImageRepository = Infer<typeof imageRepository>;
export type ImageConfiguration = Infer<typeof imageConfiguration>;
export type CodeRepository = Infer<typeof codeRepository>;
export type CodeConfiguration = Infer<typeof codeConfiguration>;
export type InstanceConfiguration = Infer<typeof instanceConfiguration>;
export type EncryptionConfiguration = Infer<typeof encryptionConfiguration>;
export type NetworkConfiguration = Infer<typeof networkConfiguration>;
export type ObservabilityConfiguration = Infer<typeof observabilityConfiguration>;
export type TagList = Infer<typeof tagList>;
