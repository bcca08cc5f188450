/**
 * Thrown by a handler that wants its caller to lose the connection without any answer. `listen` closes the socket; a
 * caller in the same process sees the rejection, as it would see a network error.
 */
export class ConnectionDropped extends Error {
  override readonly name = "ConnectionDropped";

  constructor() {
    super("the connection was closed before an answer was sent");
  }
}
