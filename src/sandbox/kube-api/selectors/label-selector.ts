import { badRequest } from "../errors/refusals.ts";

export type Labels = Readonly<Record<string, string>>;
export type LabelSelector = (labels: Labels) => boolean;

/** A selector such as `app=web,tier in (a, b),!legacy`. @throws ApiError 400 */
export function parseLabelSelector(text: string): LabelSelector {
  const requirements = splitRequirements(text).map((requirement) => parseRequirement(requirement.trim(), text));
  return (labels) => requirements.every((matches) => matches(labels));
}

/** Commas inside of parentheses separate values. */
function splitRequirements(text: string): string[] {
  if (text.trim() === "") return [];
  return text.split(/,(?![^(]*\))/);
}

const name = "[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?";
const setForm = new RegExp(`^(${name})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const comparison = new RegExp(`^(${name})\\s*(==|=|!=|<|>)\\s*([A-Za-z0-9._-]*)$`);
const presence = new RegExp(`^(!?)\\s*(${name})$`);

function parseRequirement(text: string, whole: string): LabelSelector {
  const set = setForm.exec(text);
  if (set !== null) {
    const [, key = "", operator, list = ""] = set;
    const values = list.split(",").map((value) => value.trim());
    return operator === "in"
      ? (labels) => labels[key] !== undefined && values.includes(labels[key])
      : (labels) => labels[key] === undefined || !values.includes(labels[key]);
  }
  const compared = comparison.exec(text);
  if (compared !== null) {
    const [, key = "", operator = "", value = ""] = compared;
    return compare(key, operator, value);
  }
  const present = presence.exec(text);
  if (present !== null) {
    const [, not = "", key = ""] = present;
    return (labels) => (labels[key] === undefined) === (not === "!");
  }
  throw badRequest(`unable to parse requirement: found '${text}' in label selector "${whole}"`);
}

function compare(key: string, operator: string, value: string): LabelSelector {
  switch (operator) {
    case "!=":
      return (labels) => labels[key] !== value;
    case "<":
      return (labels) => labels[key] !== undefined && Number(labels[key]) < Number(value);
    case ">":
      return (labels) => labels[key] !== undefined && Number(labels[key]) > Number(value);
    default:
      return (labels) => labels[key] === value;
  }
}
