import { expect, it } from 'vitest'
import type { Figure } from '../../../engine/protocol/artifact.ts'
import { offBeyondChance } from './off-beyond-chance.ts'

const figure = (id: string, interval?: Figure['interval']): Figure => ({
  id,
  label: { en: id, fr: id },
  value: 0.1,
  baseline: null,
  format: 'number',
  ...(interval && { interval }),
})

it('is said where the whole interval of the calibration error lies above what can be borne', () => {
  expect(offBeyondChance({ figures: [figure('auc', [0.7, 0.8]), figure('calibration-error', [0.02, 0.1])] })).toBe(true)
  expect(offBeyondChance({ figures: [figure('calibration-error', [0.005, 0.1])] })).toBe(false)
  expect(offBeyondChance({ figures: [figure('calibration-error')] })).toBe(false)
  expect(offBeyondChance({ figures: [figure('auc', [0.7, 0.8])] })).toBe(false)
})
