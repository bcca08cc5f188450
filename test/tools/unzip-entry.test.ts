import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { unzipEntry } from "./unzip-entry.ts";

interface Entry {
  readonly name: string;
  readonly content: string;
  readonly method: number;
}

/** A ZIP archive as `zip` writes it, with an extra field in each local header, which readers have to skip. */
function zip(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, content, method } of entries) {
    const raw = Buffer.from(content);
    const data = method === 8 ? deflateRawSync(raw) : raw;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    local.writeUInt16LE(4, 28);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(crc32(raw), 16);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    const whole = Buffer.concat([local, Buffer.from(name), Buffer.alloc(4), data]);
    locals.push(whole);
    centrals.push(central, Buffer.from(name));
    offset += whole.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...centrals, end]);
}

describe("unzipEntry", () => {
  const archive = zip([
    { name: "stored", content: "as it is", method: 0 },
    { name: "folder/deflated", content: "again and again and again", method: 8 },
    { name: "exotic", content: "?", method: 12 },
  ]);

  it.each([
    ["stored", "as it is"],
    ["folder/deflated", "again and again and again"],
  ])("reads the entry %s", (name, content) => {
    expect(unzipEntry(archive, name).toString()).toBe(content);
  });

  const damaged = Buffer.from(archive);
  damaged.writeUInt8(damaged.readUInt8(45) ^ 1, 45);
  it.each([
    ["an entry that is not there", archive, "other", "the ZIP archive has no entry other"],
    ["another compression method", archive, "exotic", "the ZIP entry exotic uses compression method 12"],
    ["a damaged entry", damaged, "stored", "the ZIP entry stored is damaged"],
    ["something else", Buffer.from("x".repeat(100)), "stored", "not a ZIP archive, or cut off"],
    ["an archive that is cut off", archive.subarray(0, -30), "stored", "not a ZIP archive, or cut off"],
  ])("refuses %s", (_title, bytes, name, message) => {
    expect(() => unzipEntry(bytes, name)).toThrow(message);
  });
});
