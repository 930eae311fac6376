import { useCallback, useMemo } from 'react'
import { useSession } from '../session/store.ts'
import { useFormat } from '../session/use-format.ts'
import type { FigureFormats } from './format-figure.ts'

/** Numbers with a fixed count of places, for those that stand under one another. */
export function useFixed(): (value: number, digits: number) => string {
  const language = useSession((state) => state.language)
  return useCallback(
    (value, digits) =>
      new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false })
        .format(value)
        .replace('-', '−'),
    [language],
  )
}

/** Everything that figures are written with. */
export function useFigureFormats(): FigureFormats {
  const formats = useFormat()
  const fixed = useFixed()
  return useMemo(() => ({ ...formats, fixed }), [formats, fixed])
}
