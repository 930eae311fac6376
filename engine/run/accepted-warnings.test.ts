import { expect, it } from 'vitest'
import { accepting, isAccepted, warningAgain, warningKey } from './accepted-warnings.ts'

const text = (share: string, name = 'x1') => ({ en: `“${name}” is later than “day 2” in ${share} of 1\u202f204 rows`, fr: '' })

it('is the same warning with other figures, not of another column', () => {
  expect(warningKey(text('34\u202f%'))).toBe('“x1” is later than “day 2” in #% of # rows')
  expect(warningKey(text('7.5\u202f%'))).toBe(warningKey(text('34\u202f%')))
  expect(warningKey(text('34\u202f%', 'x2'))).not.toBe(warningKey(text('34\u202f%')))
})

it('is accepted by one command and taken back by another', () => {
  const place = { id: 'model', node: { accepted: ['other'] } }
  expect(isAccepted(place, text('1'))).toBe(false)
  const [command] = accepting(place, text('1')).commands
  if (command?.type !== 'set-node') throw new Error('not a command for a node')
  const after = { id: 'model', node: { accepted: command.accepted ?? [] } }
  expect(isAccepted(after, text('2'))).toBe(true)
  expect(warningAgain(after, text('3')).commands).toEqual([{ type: 'set-node', id: 'model', accepted: ['other'] }])
})
