/** What metrics are called on screen, and what they mean; the same definitions as in docs/metrics.md. */
export interface MetricText {
  title: string;
  definition: string;
}

const texts: Record<string, MetricText> = {
  latency: { title: 'Latency', definition: 'From just before the request is written until the last byte of the answer is read.' },
  response_time: { title: 'Response time', definition: 'From when the request was due until the last byte; open loads only, free of coordinated omission.' },
  ttft: { title: 'Time to first token', definition: 'From just before the request is written until the first event with generated content.' },
  ttfat: { title: 'Time to first answer token', definition: 'As the time to first token, without reasoning text.' },
  tpot: { title: 'Time per output token', definition: '(latency − time to first token) / (output tokens − 1), of each request.' },
  inter_chunk_latency: { title: 'Inter-chunk latency', definition: 'The gap between successive content events of one answer.' },
  headers: { title: 'Response headers', definition: 'From just before the request is written until the response headers are there.' },
  connect: { title: 'Connect', definition: 'Opening the connection, TLS left out.' },
  tls: { title: 'TLS', definition: 'The TLS handshake.' },
  dns: { title: 'DNS', definition: 'Resolving the host name.' },
  pacing_error: { title: 'Pacing error', definition: 'From when a request was due until its first try is written; open loads only: how late the client itself was.' },
  send_delay: { title: 'Send delay', definition: 'From just before the request is written until the socket took its last byte.' },
  thread_pool_delay: { title: 'Thread pool delay', definition: 'How long work waited in the client\'s thread pool, sampled once a window.' },
  stall: { title: 'Stall', definition: 'A gap between content events of one answer that is longer than the test\'s stall threshold.' },
  gap_jitter: { title: 'Gap jitter', definition: 'How much the gaps between content events of one answer vary.' },
  output_tokens_per_second: { title: 'Output tokens/s', definition: 'Generated tokens of all requests / measured duration.' },
  requests_per_second: { title: 'Requests/s', definition: 'Successes / measured duration, warm-up left out.' },
  success_rate: { title: 'Success rate', definition: 'Successes / (successes + failures), with its Wilson 95 % interval.' },
  goodput: { title: 'Goodput', definition: 'Successes that meet every service-level objective / measured duration.' },
  cost_usd: { title: 'Cost', definition: 'Sum of tokens × price of their class, billed failures included.' },
  cost_per_1k_requests: { title: 'Cost per 1,000 requests', definition: '1,000 × cost / successes.' },
  output_tokens_per_dollar: { title: 'Output tokens/$', definition: 'Generated tokens / cost.' },
  requests: { title: 'Requests', definition: 'Requests that ended, without those that the client gave up.' },
  successes: { title: 'Successes', definition: 'Requests that were answered in full.' },
};

/** Of `latency.p95` the metric is `latency`. */
export function metricTitle(name: string): string {
  const dot = name.indexOf('.');
  const base = texts[dot < 0 ? name : name.slice(0, dot)]?.title ?? name.replaceAll('_', ' ');
  return dot < 0 ? base : `${base} ${name.slice(dot + 1)}`;
}

export function metricDefinition(name: string): string | undefined {
  return texts[name.split('.')[0]!]?.definition;
}
