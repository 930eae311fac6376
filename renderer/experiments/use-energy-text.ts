import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import type { Energy } from '../../engine/protocol/experiment-record.ts'
import { useFormat } from '../session/use-format.ts'

/** Energy with its range and how it is known. */
export function useEnergyText(): (energy: Energy) => string {
  const { t } = useLingui()
  const { energy } = useFormat()
  return useCallback(
    ({ wattHours, range: [least, most], from }) => {
      const how = {
        counter: t`counted by the processor`,
        tdp: t`from the processor’s power and load`,
        default: t`a rough estimate per core`,
      }
      return t`${energy(wattHours)} (${energy(least)} to ${energy(most)}), ${how[from]}`
    },
    [t, energy],
  )
}
