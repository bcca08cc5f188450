import { boolean, enumeration, integer, list, string, structure } from "./shape.ts";
import { nextToken, resourceArn, tagList } from "./shapes.ts";

/** The name of a configuration or a connection. */
const name32 = string([4, 32], "[A-Za-z0-9][A-Za-z0-9\\-_]{3,31}");
const name40 = string([4, 40], "[A-Za-z0-9][A-Za-z0-9\\-_]{3,39}");
const page = { MaxResults: integer(1, 100), NextToken: nextToken };
const ids = list(string([0, 51_200], ".*"));

export const createAutoScalingConfigurationInput = structure(
  { AutoScalingConfigurationName: name32 },
  { MaxConcurrency: integer(1, 200), MinSize: integer(1, 25), MaxSize: integer(1), Tags: tagList },
);
export const autoScalingConfigurationArnInput = structure({ AutoScalingConfigurationArn: resourceArn }, {});
export const listAutoScalingConfigurationsInput = structure(
  {},
  { AutoScalingConfigurationName: name32, LatestOnly: boolean, ...page },
);
export const deleteAutoScalingConfigurationInput = structure(
  { AutoScalingConfigurationArn: resourceArn },
  { DeleteAllRevisions: boolean },
);
export const listServicesForAutoScalingConfigurationInput = structure(
  { AutoScalingConfigurationArn: resourceArn },
  page,
);

export const createObservabilityConfigurationInput = structure(
  { ObservabilityConfigurationName: name32 },
  { TraceConfiguration: structure({ Vendor: enumeration("AWSXRAY") }, {}), Tags: tagList },
);
export const observabilityConfigurationArnInput = structure({ ObservabilityConfigurationArn: resourceArn }, {});
export const listObservabilityConfigurationsInput = structure(
  {},
  { ObservabilityConfigurationName: name32, LatestOnly: boolean, ...page },
);

export const createVpcConnectorInput = structure(
  { VpcConnectorName: name40, Subnets: ids },
  { SecurityGroups: ids, Tags: tagList },
);
export const vpcConnectorArnInput = structure({ VpcConnectorArn: resourceArn }, {});
export const listVpcConnectorsInput = structure({}, page);

export const createConnectionInput = structure(
  { ConnectionName: name32, ProviderType: enumeration("GITHUB", "BITBUCKET") },
  { Tags: tagList },
);
export const connectionArnInput = structure({ ConnectionArn: resourceArn }, {});
export const listConnectionsInput = structure({}, { ConnectionName: name32, ...page });
