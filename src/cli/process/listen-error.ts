import { CliError } from "../cli-error.ts";

/** The error of a server that could not be bound, as one line with the way out; any other error as it is. */
export function listenError(error: unknown, port: number, flag: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const hint = `give another --${flag} (port 0 takes any free one)`;
  switch (code) {
    case "EADDRINUSE":
      return new CliError(`port ${port} is in use: ${hint}`, undefined, { cause: error });
    case "EACCES":
      return new CliError(`port ${port} needs privileges: ${hint}`, undefined, { cause: error });
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new CliError(`the address is none of this machine's: ${hint}`, undefined, { cause: error });
    default:
      return error;
  }
}
