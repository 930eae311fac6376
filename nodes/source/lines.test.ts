import { expect, it } from 'vitest'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { lines } from './lines.ts'

it.each([
  ['line', /^lines of “server\.log”/],
  ['widths', /^fixed widths of “server\.log”/],
  ['pattern', /^lines by a pattern from “server\.log”/],
])('says how it takes a file apart: %s', (take, sentence) => {
  expect(sentenceOf(lines, { path: 'logs/server.log', take })).toMatch(sentence)
  expect(sentenceOf(lines, { path: '', take })).toBe('no file yet')
})
