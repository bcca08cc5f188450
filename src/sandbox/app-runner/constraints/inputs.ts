import { structure } from "./shape.ts";
import type { Infer } from "./shape.ts";
import {
  encryptionConfiguration,
  healthCheckConfiguration,
  instanceConfiguration,
  maxResults20,
  networkConfiguration,
  observabilityConfiguration,
  resourceArn,
  serviceName,
  serviceNextToken,
  sourceConfiguration,
  tagKeyList,
  tagList,
} from "./shapes.ts";

export const createServiceInput = structure(
  { ServiceName: serviceName, SourceConfiguration: sourceConfiguration },
  {
    InstanceConfiguration: instanceConfiguration,
    Tags: tagList,
    EncryptionConfiguration: encryptionConfiguration,
    HealthCheckConfiguration: healthCheckConfiguration,
    AutoScalingConfigurationArn: resourceArn,
    NetworkConfiguration: networkConfiguration,
    ObservabilityConfiguration: observabilityConfiguration,
  },
);

export const updateServiceInput = structure(
  { ServiceArn: resourceArn },
  {
    SourceConfiguration: sourceConfiguration,
    InstanceConfiguration: instanceConfiguration,
    AutoScalingConfigurationArn: resourceArn,
    HealthCheckConfiguration: healthCheckConfiguration,
    NetworkConfiguration: networkConfiguration,
    ObservabilityConfiguration: observabilityConfiguration,
  },
);

/** DescribeService, DeleteService, PauseService, ResumeService and StartDeployment take nothing but the ARN. */
export const serviceArnInput = structure({ ServiceArn: resourceArn }, {});

export const listServicesInput = structure({}, { NextToken: serviceNextToken, MaxResults: maxResults20 });

export const listOperationsInput = structure(
  { ServiceArn: resourceArn },
  { NextToken: serviceNextToken, MaxResults: maxResults20 },
);

export const tagResourceInput = structure({ ResourceArn: resourceArn, Tags: tagList }, {});

export const untagResourceInput = structure({ ResourceArn: resourceArn, TagKeys: tagKeyList }, {});

export const listTagsForResourceInput = structure({ ResourceArn: resourceArn }, {});

export type CreateServiceInput = Infer<typeof createServiceInput>;
export type UpdateServiceInput = Infer<typeof updateServiceInput>;
