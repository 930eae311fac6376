import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'

/** What a learner's curve is called in the studio. A measure that is not known keeps the name that its learner gave it. */
export function useCurveWords(): (name: string) => string {
  const { t } = useLingui()
  return useCallback(
    (name) => {
      const layer = /^(dead units|saturated|update ratio) (.+)$/.exec(name)?.[2]
      if (layer !== undefined) return t`layer ${layer}`
      const known: Readonly<Record<string, string>> = {
        loss: t`loss`,
        'validation loss': t`loss, rows kept apart`,
        accuracy: t`accuracy`,
        'validation accuracy': t`accuracy, rows kept apart`,
        'calibration error': t`calibration error`,
        'validation calibration error': t`calibration error, rows kept apart`,
        'out-of-bag accuracy': t`accuracy, out of bag`,
        'out-of-bag R²': t`R², out of bag`,
        'learning rate': t`learning rate`,
        'gradient norm': t`gradient norm`,
        'rows per second': t`rows per second`,
        'dead units': t`units that never answer, by layer`,
        saturated: t`units at their limit, by layer`,
        'update ratio': t`change of the weights per step, by layer`,
      }
      return known[name] ?? name
    },
    [t],
  )
}
