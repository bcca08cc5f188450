import { describe, expect, it } from "vitest";
import { verifyIntegrity } from "./verify-integrity.ts";

describe("verifyIntegrity", () => {
  // printf abc | openssl dgst -sha512 -binary | base64
  const ofAbc = "sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==";

  it("accepts content of that digest", () => {
    expect(() => verifyIntegrity(Buffer.from("abc"), ofAbc)).not.toThrow();
  });

  it("refuses other content", () => {
    expect(() => verifyIntegrity(Buffer.from("abd"), ofAbc)).toThrow(`expected ${ofAbc}`);
  });
});
