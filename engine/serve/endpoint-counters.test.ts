import { describe, expect, it } from 'vitest'
import { countRequest, latency, metricsText, newCounters } from './endpoint-counters.ts'

describe('latency', () => {
  it('is that of the request which a share of all were not slower than', () => {
    const counters = newCounters()
    expect(latency(counters, 0.5)).toBeNull()
    for (const ms of [5, 1, 4, 2, 3]) countRequest(counters, 200, ms)
    expect([0, 0.2, 0.5, 0.8, 0.95, 1].map((p) => latency(counters, p))).toEqual([1, 1, 3, 4, 5, 5])
  })

  it('forgets what is older than a thousand requests', () => {
    const counters = newCounters()
    countRequest(counters, 200, 1e6)
    for (let request = 0; request < 1000; request++) countRequest(counters, 200, 1)
    expect(latency(counters, 1)).toBe(1)
    expect(counters.requests).toBe(1001)
  })
})

describe('metricsText', () => {
  it('says of every family what it is, once, and of every endpoint how it does, in seconds', () => {
    const busy = newCounters()
    countRequest(busy, 200, 2)
    countRequest(busy, 422, 4)
    busy.rows += 10
    const text = metricsText(
      new Map([
        ['loans', { counters: busy }],
        ['idle', { counters: newCounters() }],
      ]),
    )
    expect(text.split('\n')).toEqual([
      '# HELP millrace_requests_total Requests to score rows.',
      '# TYPE millrace_requests_total counter',
      'millrace_requests_total{endpoint="loans"} 2',
      'millrace_requests_total{endpoint="idle"} 0',
      '# HELP millrace_request_errors_total Those of them that were refused or failed.',
      '# TYPE millrace_request_errors_total counter',
      'millrace_request_errors_total{endpoint="loans"} 1',
      'millrace_request_errors_total{endpoint="idle"} 0',
      '# HELP millrace_rows_total Rows that were answered.',
      '# TYPE millrace_rows_total counter',
      'millrace_rows_total{endpoint="loans"} 10',
      'millrace_rows_total{endpoint="idle"} 0',
      '# HELP millrace_request_duration_seconds Time to answer; quantiles of the last 1000 requests.',
      '# TYPE millrace_request_duration_seconds summary',
      'millrace_request_duration_seconds{endpoint="loans",quantile="0.5"} 0.002',
      'millrace_request_duration_seconds{endpoint="loans",quantile="0.95"} 0.004',
      'millrace_request_duration_seconds{endpoint="loans",quantile="0.99"} 0.004',
      'millrace_request_duration_seconds_sum{endpoint="loans"} 0.006',
      'millrace_request_duration_seconds_count{endpoint="loans"} 2',
      'millrace_request_duration_seconds_sum{endpoint="idle"} 0',
      'millrace_request_duration_seconds_count{endpoint="idle"} 0',
      '',
    ])
  })

  it('lets no name break a line', () => {
    expect(metricsText(new Map([['a"\n\\b', { counters: newCounters() }]]))).toContain('{endpoint="a___b"} 0')
  })
})
