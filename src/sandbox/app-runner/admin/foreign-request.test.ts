import { expect, it } from "vitest";
import { foreignRequest } from "./foreign-request.ts";

function asked(url: string, origin?: string): string | undefined {
  const headers = origin === undefined ? {} : { origin };
  return foreignRequest(new Request(`${url}/_emulator/reset`, { method: "POST", headers }));
}

it.each([
  ["a program", "http://127.0.0.1:4566", undefined],
  ["a program by IPv6", "http://[::1]:4566", undefined],
  ["a program in a container's network", "http://emulator:4566", undefined],
  ["a program in a container on the host", "http://host.docker.internal:4566", undefined],
  ["the emulator's own page", "http://127.0.0.1:4566", "http://127.0.0.1:4566"],
  ["its own page as localhost", "http://localhost:4566", "http://localhost:4566"],
  ["its own page by a name of the machine itself", "http://app.localhost:4566", "http://app.localhost:4566"],
])("answers %s", (_who, url, origin) => {
  expect(asked(url, origin)).toBeUndefined();
});

it.each([
  ["a page on the internet", "http://127.0.0.1:4566", "https://evil.test"],
  ["a page of another port", "http://127.0.0.1:4566", "http://127.0.0.1:8080"],
  ["its own page by another name", "http://127.0.0.1:4566", "http://localhost:4566"],
  ["a page without an origin, as of a sandboxed frame", "http://127.0.0.1:4566", "null"],
  ["a page whose name leads here", "http://evil.test:4566", "http://evil.test:4566"],
  ["a page whose name leads here and that only reads", "http://evil.test:4566", undefined],
  ["one with a dot at the end", "http://evil.test.:4566", undefined],
])("refuses %s", (_who, url, origin) => {
  expect(asked(url, origin)).toMatch(/^The admin interface /);
});
