import { crc32, inflateRawSync } from "node:zlib";

/** Signatures and layout: PKWARE APPNOTE.TXT, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end). */
const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;

/**
 * The content of the entry `name` of a ZIP archive, its checksum verified. Reads what common tools write: stored or
 * deflated entries, no encryption, no ZIP64. Throws when there is no such entry or it is damaged.
 */
export function unzipEntry(archive: Buffer, name: string): Buffer {
  let offset = archive.readUInt32LE(endOfCentralDirectory(archive) + 16);
  while (offset + 46 <= archive.length && archive.readUInt32LE(offset) === centralSignature) {
    const nameLength = archive.readUInt16LE(offset + 28);
    if (archive.toString("utf8", offset + 46, offset + 46 + nameLength) === name) return entryAt(archive, offset, name);
    offset += 46 + nameLength + archive.readUInt16LE(offset + 30) + archive.readUInt16LE(offset + 32);
  }
  throw new Error(`the ZIP archive has no entry ${name}`);
}

function endOfCentralDirectory(archive: Buffer): number {
  for (let offset = archive.length - 22; offset >= 0; offset -= 1) {
    if (archive.readUInt32LE(offset) === endSignature) return offset;
  }
  throw new Error("not a ZIP archive, or cut off: no end of central directory");
}

function entryAt(archive: Buffer, central: number, name: string): Buffer {
  const method = archive.readUInt16LE(central + 10);
  const compressedSize = archive.readUInt32LE(central + 20);
  const local = archive.readUInt32LE(central + 42);
  if (archive.readUInt32LE(local) !== localSignature) throw new Error(`the ZIP entry ${name} has no local header`);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const data = archive.subarray(start, start + compressedSize);
  const content = method === 0 ? data : method === 8 ? inflateRawSync(data) : undefined;
  if (content === undefined) throw new Error(`the ZIP entry ${name} uses compression method ${method}`);
  if (crc32(content) !== archive.readUInt32LE(central + 16)) throw new Error(`the ZIP entry ${name} is damaged`);
  return content;
}
