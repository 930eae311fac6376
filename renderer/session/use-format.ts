import { useMemo } from 'react'
import { formatBytes, formatCount, formatEnergy, formatNumber, formatPercent, formatSeconds, formatWhen } from './format.ts'
import { useSession } from './store.ts'

export interface Formats {
  readonly count: (value: number) => string
  readonly number: (value: number, digits?: number) => string
  readonly percent: (share: number, digits?: number) => string
  readonly seconds: (seconds: number) => string
  readonly bytes: (bytes: number) => string
  /** Of watt-hours. */
  readonly energy: (wattHours: number) => string
  /** Of an ISO time, seen from now. */
  readonly when: (iso: string) => string
}

/** Numbers, sizes and times in the language of the studio. */
export function useFormat(): Formats {
  const language = useSession((state) => state.language)
  return useMemo(
    () => ({
      count: (value) => formatCount(value, language),
      number: (value, digits) => formatNumber(value, language, digits),
      percent: (share, digits) => formatPercent(share, language, digits),
      seconds: (seconds) => formatSeconds(seconds, language),
      bytes: (bytes) => formatBytes(bytes, language),
      energy: (wattHours) => formatEnergy(wattHours, language),
      when: (iso) => formatWhen(Date.parse(iso), Date.now(), language),
    }),
    [language],
  )
}
