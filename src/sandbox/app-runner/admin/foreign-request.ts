import { isIP } from "node:net";

/**
 * Why a request is not answered: a web page that somebody looks at elsewhere must neither change the emulator nor read
 * what is in it. Undefined for programs, and for the emulator's own page.
 *
 * A browser tells by `Origin` which page asks for a change. Where a page had its own name lead to this machine (DNS
 * rebinding), the browser takes it for the emulator's own, but the name is in `Host`: one that can be had on the internet
 * has a dot in it and is no IP address.
 */
export function foreignRequest(request: Request): string | undefined {
  const { host, hostname } = new URL(request.url);
  if (!isLocalName(hostname)) {
    return `The admin interface is not to be had as ${hostname}: use an IP address, or a name without a dot.`;
  }
  const origin = request.headers.get("origin");
  if (origin === null || (URL.canParse(origin) && new URL(origin).host === host)) return undefined;
  return "The admin interface does nothing for pages of other servers.";
}

function isLocalName(hostname: string): boolean {
  const name = hostname.replace(/^\[(.*)\]$/, "$1");
  return isIP(name) !== 0 || !name.includes(".") || name.endsWith(".localhost") || name === "host.docker.internal";
}
