/** What stands where a sensitive value stood. Shorter than `shortestNeedle`, so that redacting always shortens a text. */
const marker = "***";

/** Values shorter than this are only found where they are quoted: removing each "1" or "on" would leave no text. */
const shortestNeedle = 4;

/** A value of which at least this much begins somewhere is found there though its rest is cut off. */
const prefixLength = 12;

interface Interval {
  readonly from: number;
  readonly to: number;
}

/**
 * `text` without any of `values`: each is replaced as it is, as inside a JSON string, percent-encoded, with runs of
 * white space made one space, and where only its first 12 characters or more are there. Values of fewer than four
 * characters are replaced only where quotes stand around them ('1', "on"), as AWS quotes what it refuses. After that no
 * value of four or more characters occurs in the result.
 */
export function redact(text: string, values: readonly string[]): string {
  const needles = [...new Set(values.flatMap(variantsOf))];
  const long = needles.filter((needle) => needle.length >= shortestNeedle);
  const short = needles.filter((needle) => needle.length > 0 && needle.length < shortestNeedle);

  let rest = redactQuoted(text, short);
  // A replacement can make a new occurrence together with what stands beside it. Each round shortens the text.
  for (let found = findAll(rest, long); found.length > 0; found = findAll(rest, long)) rest = cutOut(rest, found);
  return rest;
}

function variantsOf(value: string): readonly string[] {
  const forms = [value, value.trim(), value.replaceAll(/\s+/g, " ").trim()];
  return forms.flatMap((form) => [form, JSON.stringify(form).slice(1, -1), percentEncoded(form)]);
}

function percentEncoded(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

function redactQuoted(text: string, needles: readonly string[]): string {
  return needles.reduce(
    (rest, needle) =>
      ["'", '"', "`"].reduce((line, quote) => line.replaceAll(quote + needle + quote, quote + marker + quote), rest),
    text,
  );
}

/** Every occurrence, in the order of their starts; they may overlap. */
function findAll(text: string, needles: readonly string[]): readonly Interval[] {
  return needles.flatMap((needle) => occurrences(text, needle)).toSorted((left, right) => left.from - right.from);
}

function occurrences(text: string, needle: string): readonly Interval[] {
  const start = needle.slice(0, prefixLength);
  const found: Interval[] = [];
  for (let from = text.indexOf(start); from !== -1; from = text.indexOf(start, from + 1)) {
    let length = start.length;
    while (length < needle.length && text[from + length] === needle[length]) length++;
    found.push({ from, to: from + length });
  }
  return found;
}

/** Replaces each stretch of overlapping or touching intervals by one marker. */
function cutOut(text: string, intervals: readonly Interval[]): string {
  let result = "";
  let end = 0;
  for (const { from, to } of intervals) {
    if (from > end || (from === end && end === 0)) result += text.slice(end, from) + marker;
    end = Math.max(end, to);
  }
  return result + text.slice(end);
}
