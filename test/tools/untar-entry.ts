const blockSize = 512;

/**
 * The content of the file `name` of a tar archive. Layout: POSIX pax interchange format, ustar header block. Reads what
 * `npm pack` writes; names beyond 100 bytes, which stand in a second header, are not found. Throws when there is none.
 */
export function untarEntry(archive: Buffer, name: string): Buffer {
  let offset = 0;
  while (offset + blockSize <= archive.length) {
    const entryName = textAt(archive, offset, 100);
    if (entryName === "") break;
    const size = Number.parseInt(textAt(archive, offset + 124, 12), 8);
    const start = offset + blockSize;
    if (entryName === name) {
      if (start + size > archive.length) throw new Error(`the tar archive ends within ${name}`);
      return archive.subarray(start, start + size);
    }
    offset = start + Math.ceil(size / blockSize) * blockSize;
  }
  throw new Error(`the tar archive has no file ${name}`);
}

function textAt(archive: Buffer, offset: number, length: number): string {
  const field = archive.subarray(offset, offset + length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end < 0 ? length : end);
}
