import {
  connectionArnInput,
  createConnectionInput,
  listConnectionsInput,
} from "../constraints/configuration-inputs.ts";
import { usersOf } from "../service/associations.ts";
import { checkQuotaOf } from "../service/check-configuration-quota.ts";
import { isActive, recordsOf } from "../service/find-configuration.ts";
import { newResource } from "../service/new-configuration.ts";
import { presentConnection } from "../service/present-configuration.ts";
import { isConnectionArn } from "../service/revisioned-arn.ts";
import type { ConnectionRecord } from "../state/configuration-record.ts";
import { invalidRequest, resourceNotFound } from "../wire/fault.ts";
import { defineOperation } from "./operation.ts";
import { pageOf, rowsOfTable } from "./page.ts";

const type = "connection";

/** Waits for a handshake afterwards, which only a person can complete; here the admin interface. */
export const createConnection = defineOperation(createConnectionInput, (input, context) => {
  const { ConnectionName: name, ProviderType } = input;
  const active = recordsOf(type, context).filter(isActive);
  if (active.some((record) => record.name === name)) {
    throw invalidRequest(`Connection with the provided name already exists: ${name}.`);
  }
  checkQuotaOf("connections in this Region", active.length, context.settings.switches().connectionQuota, context);
  const record: ConnectionRecord = {
    type,
    ...newResource(`${type}/${name}`, name, input.Tags, context),
    provider: ProviderType,
    status: "PENDING_HANDSHAKE",
  };
  context.region.configurations.push(record);
  return { Connection: presentConnection(record) };
});

export const listConnections = defineOperation(listConnectionsInput, (input, context) => {
  const table = recordsOf(type, context);
  const rows = table
    .filter(isActive)
    .filter((record) => input.ConnectionName === undefined || record.name === input.ConnectionName);
  const { page, NextToken } = pageOf(rows, input, rowsOfTable(rows, table));
  return { ConnectionSummaryList: page.map(presentConnection), NextToken };
});

export const deleteConnection = defineOperation(connectionArnInput, (input, context) => {
  const arn = input.ConnectionArn;
  const record = recordsOf(type, context).find((candidate) => candidate.arn === arn && isActive(candidate));
  if (record === undefined) {
    if (!isConnectionArn(arn, context.region)) {
      throw invalidRequest(`The connection ARN you specified isn't valid. ARN: '${arn}'`);
    }
    throw resourceNotFound(`Connection with the provided ARN doesn't exist. ARN: ${arn}`);
  }
  if (usersOf(arn, context).length > 0) {
    throw invalidRequest(`Provided connection is being used by other services. ARN: ${arn}`);
  }
  record.deletedAtMs = context.nowMs;
  return { Connection: presentConnection(record) };
});
