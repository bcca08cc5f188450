import { Timestamp } from "./timestamp.ts";

/** A value of an answer; undefined members are left out, null is never sent. */
export type WireValue = string | number | boolean | Timestamp | readonly WireValue[] | WireObject;

export interface WireObject {
  readonly [member: string]: WireValue | undefined;
}

/** The compact text of an answer, members in alphabetical order as App Runner sends them. */
export function awsJson(value: WireValue): string {
  if (value instanceof Timestamp) return value.toString();
  if (isWireList(value)) return `[${value.map((member) => awsJson(member)).join(",")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .flatMap(([name, member]) => (member === undefined ? [] : [`${JSON.stringify(name)}:${awsJson(member)}`]));
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value);
}

function isWireList(value: WireValue): value is readonly WireValue[] {
  return Array.isArray(value);
}
