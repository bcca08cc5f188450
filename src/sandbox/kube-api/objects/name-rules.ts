const dnsLabel = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const subdomain = new RegExp(`^${dnsLabel}(\\.${dnsLabel})*$`);
const label = new RegExp(`^${dnsLabel}$`);
const qualifiedPart = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const subdomainText =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
  "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const labelText =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an " +
  "alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const partText =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. " +
  "'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const labelValueText =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
  "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

function tooLong(limit: number, unit: "bytes" | "characters" = "characters"): string {
  return `must be no more than ${limit} ${unit}`;
}

/** What is wrong with a name of most kinds; a prefix may end in a dash. */
export function subdomainErrors(name: string, isPrefix = false): string[] {
  const text = isPrefix ? name.replace(/-$/, "a") : name;
  return [...(text.length > 253 ? [tooLong(253)] : []), ...(subdomain.test(text) ? [] : [subdomainText])];
}

/** What is wrong with the name of a namespace. */
export function labelErrors(name: string, isPrefix = false): string[] {
  const text = isPrefix ? name.replace(/-$/, "a") : name;
  const form = label.test(text) ? [] : [subdomain.test(text) ? "must not contain dots" : labelText];
  return [...(text.length > 63 ? [tooLong(63)] : []), ...form];
}

/** What is wrong with the key of a label or annotation, or with the name of a finalizer. */
export function qualifiedNameErrors(name: string): string[] {
  const [first = "", second, ...rest] = name.split("/");
  if (rest.length > 0) {
    return [`a qualified name ${partText} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const errors = second === undefined ? [] : prefixErrors(first);
  const part = second ?? first;
  if (part === "") errors.push("name part must be non-empty");
  else if (part.length > 63) errors.push(`name part ${tooLong(63, "bytes")}`);
  if (!qualifiedPart.test(part)) errors.push(`name part ${partText}`);
  return errors;
}

function prefixErrors(prefix: string): string[] {
  if (prefix === "") return ["prefix part must be non-empty"];
  return subdomainErrors(prefix).map((message) => `prefix part ${message}`);
}

/** What is wrong with the value of a label. */
export function labelValueErrors(value: string): string[] {
  return [
    ...(value.length > 63 ? [tooLong(63, "bytes")] : []),
    ...(value === "" || qualifiedPart.test(value) ? [] : [labelValueText]),
  ];
}

/** Names that cannot stand in a path. */
export function pathSegmentErrors(name: string): string[] {
  if (name === "." || name === "..") return [`may not be '${name}'`];
  return ["/", "%"]
    .filter((character) => name.includes(character))
    .map((character) => `may not contain '${character}'`);
}
