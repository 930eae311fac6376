import { expect, it } from 'vitest'
import { portChoices, shownPort } from './shown-port.ts'

const label = { en: 'x', fr: 'x' }
const ports = {
  inputs: { table: { kind: 'table' as const, label }, model: { kind: 'model' as const, label } },
  outputs: { train: { kind: 'table' as const, label }, report: { kind: 'report' as const, label } },
}

it('offers tables on both sides and other artifacts of the outputs', () => {
  expect(portChoices(ports).map(({ side, port }) => `${side}.${port}`)).toEqual(['in.table', 'out.train', 'out.report'])
})

it('shows the wished port, else the first output, else the first input', () => {
  const choices = portChoices(ports)
  expect(shownPort(choices, { node: 'n', port: 'table', side: 'in' })?.side).toBe('in')
  expect(shownPort(choices, { node: 'n', port: 'gone', side: 'out' })?.port).toBe('train')
  expect(shownPort(portChoices({ inputs: ports.inputs, outputs: {} }), null)?.port).toBe('table')
  expect(shownPort([], null)).toBeUndefined()
})
