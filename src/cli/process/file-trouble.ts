/** Why a file could not be written, in a few words for a person. */
export function fileTrouble(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "its folder does not exist";
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "permission denied";
    case "EISDIR":
      return "it is a folder";
    case "ENOSPC":
    case "EDQUOT":
      return "the disk is full";
    default:
      return code ?? String(error);
  }
}

/** The same for one that could not be read. */
export function readTrouble(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code === "ENOENT" || code === "ENOTDIR" ? "there is no such file or folder" : fileTrouble(error);
}
