import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { catalogue } from '../catalogue.ts'
import { contractPart, contractParts } from './harness/contract-parts.ts'

// A node of the catalogue is in the battery by being there.

it('runs the battery over every node, in one file of its part', () => {
  for (const part of contractParts) {
    const file = readFileSync(resolve(import.meta.dirname, `contract-${part}.contract.test.ts`), 'utf8')
    expect(file).toContain(`contractBattery('${part}')`)
  }
  expect(new Set([...catalogue.keys()].map(contractPart))).toEqual(new Set(contractParts))
})

it('finds every node file', () => {
  expect(catalogue.size).toBeGreaterThan(0)
  for (const id of catalogue.keys()) {
    const [category = '', name = ''] = id.split('.')
    const folder = resolve(import.meta.dirname, '..', category)
    expect(existsSync(join(folder, `${name}.ts`))).toBe(true)
    // Its own file, or one of the folder that is about several: it imports the node or runs it by its id.
    const tests = readdirSync(folder).filter((file) => file.endsWith('.test.ts'))
    const tested = tests.some((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      return text.includes(`'./${name}.ts'`) || text.includes(`'${id}'`)
    })
    expect(tested, `${id} has no test`).toBe(true)
  }
})
