import type { SdkRequest, SdkRequestHandler } from "./sdk-connection.ts";

/**
 * Carries the SDK's requests to a function instead of a network: everything else of the SDK (signing, wire format,
 * parsing) stays as it is. For simulations in one process and in virtual time.
 */
export function inProcessHandler(handle: (request: Request) => Promise<Response>): SdkRequestHandler {
  return {
    async handle(request) {
      const response = await handle(toFetchRequest(request));
      return {
        response: {
          statusCode: response.status,
          headers: Object.fromEntries(response.headers),
          body: new Uint8Array(await response.arrayBuffer()),
        },
      };
    },
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

function toFetchRequest(request: SdkRequest): Request {
  const port = request.port === undefined ? "" : `:${request.port}`;
  // App Runner's and STS's protocols put nothing into the query.
  return new Request(`${request.protocol}//${request.hostname}${port}${request.path}`, {
    method: request.method,
    headers: { ...request.headers },
    body: bodyOf(request.body),
  });
}

function bodyOf(body: unknown): string | Uint8Array<ArrayBuffer> | null {
  if (typeof body === "string") return body;
  // A copy: the SDK's own class pretends to be a string in places.
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return null;
}
