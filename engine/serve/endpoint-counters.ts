/** What an endpoint has done since it was started. */
export interface EndpointCounters {
  requests: number
  errors: number
  /** Rows that were answered. */
  rows: number
  /** Milliseconds of all requests together. */
  totalMs: number
  /** Milliseconds of the last 1 000 requests, newest last. */
  readonly recent: number[]
}

const remembered = 1000

export function newCounters(): EndpointCounters {
  return { requests: 0, errors: 0, rows: 0, totalMs: 0, recent: [] }
}

export function countRequest(counters: EndpointCounters, status: number, ms: number): void {
  counters.requests++
  if (status >= 400) counters.errors++
  counters.totalMs += ms
  counters.recent.push(ms)
  if (counters.recent.length > remembered) counters.recent.shift()
}

/** The share `p` of the recent requests was answered within this many milliseconds; null before the first. */
export function latency({ recent }: Pick<EndpointCounters, 'recent'>, p: number): number | null {
  const sorted = recent.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null
}

const families = [
  { name: 'millrace_requests_total', type: 'counter', help: 'Requests to score rows.' },
  { name: 'millrace_request_errors_total', type: 'counter', help: 'Those of them that were refused or failed.' },
  { name: 'millrace_rows_total', type: 'counter', help: 'Rows that were answered.' },
  { name: 'millrace_request_duration_seconds', type: 'summary', help: 'Time to answer; quantiles of the last 1000 requests.' },
] as const

/** The counters in the text format of Prometheus. */
export function metricsText(endpoints: ReadonlyMap<string, { readonly counters: EndpointCounters }>): string {
  const lines = families.flatMap(({ name, type, help }) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...[...endpoints].flatMap(([endpoint, { counters }]) => samples(name, `endpoint="${endpoint.replace(/["\\\n]/g, '_')}"`, counters)),
  ])
  return `${lines.join('\n')}\n`
}

function samples(family: (typeof families)[number]['name'], label: string, counters: EndpointCounters): string[] {
  switch (family) {
    case 'millrace_requests_total':
      return [`${family}{${label}} ${counters.requests}`]
    case 'millrace_request_errors_total':
      return [`${family}{${label}} ${counters.errors}`]
    case 'millrace_rows_total':
      return [`${family}{${label}} ${counters.rows}`]
    case 'millrace_request_duration_seconds':
      return [
        ...[0.5, 0.95, 0.99].flatMap((quantile) => {
          const ms = latency(counters, quantile)
          return ms === null ? [] : [`${family}{${label},quantile="${quantile}"} ${seconds(ms)}`]
        }),
        `${family}_sum{${label}} ${seconds(counters.totalMs)}`,
        `${family}_count{${label}} ${counters.requests}`,
      ]
  }
}

function seconds(ms: number): number {
  return Math.round(ms * 1000) / 1e6
}
