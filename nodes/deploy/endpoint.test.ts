import { describe, expect, it } from 'vitest'
import { checkNode } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { endpoint } from './endpoint.ts'

describe('endpoint', () => {
  it.each([['model'], ['a'], ['loan-approval-2'], ['0']])('takes the name %s', (name) => {
    expect(checkNode(endpoint, { name })).toEqual([])
  })

  it.each([
    ['', undefined],
    ['../x', 'x'],
    ['-a', 'a'],
    ['Crédit à la conso', 'credit-a-la-conso'],
    ['a'.repeat(64), 'a'.repeat(63)],
    ['  ', undefined],
  ])('refuses the name “%s”', (name, offered) => {
    const [problem] = checkNode(endpoint, { name })
    expect(problem).toMatchObject({ code: 'name-unfit', param: 'name' })
    const [fix] = problem?.fixes ?? []
    expect(fix && 'params' in fix ? fix.params['name'] : undefined).toBe(offered)
    if (offered !== undefined) expect(checkNode(endpoint, { name: offered })).toEqual([])
  })

  it('refuses ports that need rights or that there are not', () => {
    for (const port of [80, 65_536, 8080.5]) expect(endpoint.params.safeParse({ port }).success).toBe(false)
  })

  it('says where it answers', () => {
    expect(sentenceOf(endpoint, { name: 'loans', port: 8180 })).toBe('POST /loans/predict on port 8180')
  })
})
