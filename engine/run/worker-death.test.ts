import { expect, it } from 'vitest'
import { memoryKillsIn } from './memory-kills.ts'
import { deathProblem } from './worker-death.ts'

const death = { code: null, reason: null, errors: '', kept: null, shortOfMemory: null } as const
const codeOf = (what: object) => deathProblem({ ...death, ...what }, 512).data.code

it.each([
  ['killed, and the system ended a process for want of memory', { reason: 'SIGKILL', shortOfMemory: true }, 'memory-short'],
  ['killed, and the system ended none', { reason: 'SIGKILL', shortOfMemory: false }, 'worker-killed'],
  ['killed where the system does not say', { reason: 'SIGKILL' }, 'memory-short'],
  ['its heap ran full', { reason: 'SIGABRT', errors: 'FATAL ERROR: JavaScript heap out of memory', shortOfMemory: false }, 'memory-short'],
  ['another signal', { reason: 'SIGSEGV', shortOfMemory: false }, 'worker-crashed'],
  ['an exit of its own', { code: 3 }, 'worker-crashed'],
])('%s', (_, what, code) => {
  expect(codeOf(what)).toBe(code)
})

it('goes on from what was kept, and says what to do otherwise', () => {
  const killed = { ...death, reason: 'SIGKILL', shortOfMemory: false } as const
  const kept = { en: 'round 40', fr: 'la ronde 40' }
  expect(deathProblem({ ...killed, kept }, 512).data.action?.en).toBe('Run again: it goes on from round 40.')
  expect(deathProblem(killed, 512).data.action?.fr).toContain('Relancez')
  expect(deathProblem(killed, 512).data.text.en).toContain('killed from outside')
})

it('counts what the system ended for want of memory, where it tells', () => {
  expect(memoryKillsIn('nr_free_pages 7\noom_kill 12\npgfault 3\n')).toBe(12)
  expect(memoryKillsIn('nr_free_pages 7\nnot_oom_kill 12\n')).toBeNull()
})
