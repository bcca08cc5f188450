/** How long one request to AWS may take, milliseconds. Long enough for a slow answer, short enough to notice a dead one. */
export const requestTimeoutMs = 30_000;
