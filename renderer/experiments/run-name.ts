import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import type { RunRow } from '../../engine/protocol/experiment-methods.ts'
import { useFormat } from '../session/use-format.ts'

/** What a run is called: its own name, or its number. */
export function useRunName(): (row: Pick<RunRow, 'number' | 'name'>) => string {
  const { t } = useLingui()
  const { count } = useFormat()
  return useCallback(({ number, name }) => (name === '' ? t`Run ${count(number)}` : name), [t, count])
}
