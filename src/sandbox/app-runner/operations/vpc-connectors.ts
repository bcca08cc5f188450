import {
  createVpcConnectorInput,
  listVpcConnectorsInput,
  vpcConnectorArnInput,
} from "../constraints/configuration-inputs.ts";
import { usersOf } from "../service/associations.ts";
import { checkQuotaOf } from "../service/check-configuration-quota.ts";
import { isActive, nextRevision, recordsOf } from "../service/find-configuration.ts";
import { newResource } from "../service/new-configuration.ts";
import { presentConnector } from "../service/present-configuration.ts";
import { isVpcConnectorArn } from "../service/revisioned-arn.ts";
import type { CallContext } from "../state/call-context.ts";
import type { ConnectorRecord } from "../state/configuration-record.ts";
import { invalidRequest, resourceNotFound } from "../wire/fault.ts";
import { defineOperation } from "./operation.ts";
import { pageOf, rowsOfTable } from "./page.ts";

const type = "vpcconnector";
/** What App Runner takes when no group is given: the VPC's default one. */
const defaultSecurityGroup = "sg-default";

export const createVpcConnector = defineOperation(createVpcConnectorInput, (input, context) => {
  const { VpcConnectorName: name, Subnets, SecurityGroups = [] } = input;
  const { vpcConnectorQuota, takenConnectorName } = context.settings.switches();
  const active = recordsOf(type, context).filter(isActive);
  if (Subnets.length === 0) throw invalidRequest("At least one subnet has to be provided.");
  const isTaken = active.some((record) => record.name === name);
  if (isTaken && takenConnectorName === "refuse") {
    throw invalidRequest(`VPC connector with the provided name already exists: ${name}.`);
  }
  checkQuotaOf("VPC connectors in this Region", active.length, vpcConnectorQuota, context);
  const revision = nextRevision(active, name);
  const record: ConnectorRecord = {
    type,
    ...newResource(`${type}/${name}/${revision}`, name, input.Tags, context),
    revision,
    subnets: Subnets,
    securityGroups: SecurityGroups.length === 0 ? [defaultSecurityGroup] : SecurityGroups,
  };
  context.region.configurations.push(record);
  return { VpcConnector: presentConnector(record, context) };
});

export const describeVpcConnector = defineOperation(vpcConnectorArnInput, (input, context) => ({
  VpcConnector: presentConnector(find(input.VpcConnectorArn, context), context),
}));

/** All of them, in full. */
export const listVpcConnectors = defineOperation(listVpcConnectorsInput, (input, context) => {
  const table = recordsOf(type, context);
  const rows = table.filter(isActive);
  const { page, NextToken } = pageOf(rows, input, rowsOfTable(rows, table));
  return { VpcConnectors: page.map((record) => presentConnector(record, context)), NextToken };
});

export const deleteVpcConnector = defineOperation(vpcConnectorArnInput, (input, context) => {
  const record = find(input.VpcConnectorArn, context);
  if (!isActive(record)) throw invalidRequest("The VPC connector you specified has been deleted");
  if (usersOf(record.arn, context).length > 0) {
    throw invalidRequest(`Provided VPC connector arn is being used by other services. ARN: ${record.arn}`);
  }
  record.deletedAtMs = context.nowMs;
  return { VpcConnector: presentConnector(record, context) };
});

/** @throws {Fault} for an ARN that is none, and for one that nothing has. */
function find(arn: string, context: CallContext): ConnectorRecord {
  const found = recordsOf(type, context).find((record) => record.arn === arn);
  if (found !== undefined) return found;
  if (!isVpcConnectorArn(arn, context.region)) {
    throw invalidRequest(`The VPC connector ARN you specified isn't valid. ARN: '${arn}'`);
  }
  throw resourceNotFound(`VPC connector with the provided ARN doesn't exist. ARN: ${arn}`);
}
