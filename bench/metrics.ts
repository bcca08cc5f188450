/** The sum of a counter's samples whose labels `chosen` accepts, from Prometheus' text format. */
export function sumOf(metrics: string, name: string, chosen: (labels: string) => boolean): number {
  let sum = 0;
  for (const line of metrics.split("\n")) {
    const match = /^([a-z_]+)\{([^}]*)\} (\S+)/.exec(line);
    if (match?.[1] === name && chosen(match[2] ?? "")) sum += Number(match[3]);
  }
  return sum;
}

/** The operator's requests that change something in Kubernetes; those for the lease are not counted there. */
export function kubernetesWrites(metrics: string): number {
  return sumOf(metrics, "rest_client_requests_total", (labels) => /method="(POST|PUT|PATCH|DELETE)"/.test(labels));
}
