/** The text as Go's %q prints it, which is how the server quotes names and values. */
export function goQuote(text: string): string {
  return JSON.stringify(text).replace(/\\u([0-9a-f]{4})/g, (escape, digits: string) =>
    digits.startsWith("00") ? `\\x${digits.slice(2)}` : escape,
  );
}
