// npm run new:node clean/trim-text: writes a node that works, and its test, to be made into the node you want.

import { access, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** The two files of a new node, by path under nodes/. Throws when `place` is no `category/name`. */
export function nodeFiles(place) {
  const match = /^([a-z]+)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(place)
  if (!match) throw new Error(`“${place}” is no place for a node; write it like clean/trim-text`)
  const [, category, name] = match
  if (category === 'kit') throw new Error('nodes/kit holds the contract, not nodes')
  const words = name.split('-')
  const title = words.join(' ').replace(/^./, (letter) => letter.toUpperCase())
  const variable = words.map((word, index) => (index === 0 ? word : word.replace(/^./, (letter) => letter.toUpperCase()))).join('')
  const texts = { category, name, title, variable }
  return { [`${category}/${name}.ts`]: nodeText(texts), [`${category}/${name}.test.ts`]: testText(texts) }
}

const nodeText = ({ category, name, title, variable }) => `import { z } from 'zod'
import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr } from '../../engine/relation/expression.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'

const table = {
  columns: [
    { name: 'name', type: 'text' },
    { name: 'age', type: 'int' },
  ],
  rows: [
    ['Ana', 31],
    [null, null],
  ],
} as const

export const ${variable} = defineNode({
  id: '${category}.${name}',
  version: 1,
  icon: 'sparkles',
  title: { en: '${title}', fr: '${title} (à traduire)' },
  summary: { en: 'Writes texts in capitals.', fr: 'Écrit les textes en majuscules.' },
  help: {
    en: 'What it does, when to use it and what becomes of missing values.',
    fr: 'Ce qu’il fait, quand s’en servir et ce que deviennent les valeurs manquantes.',
  },
  keywords: { en: ['capitals'], fr: ['majuscules'] },
  ...tablePorts,
  params: z.object({
    columns: field.columns({
      label: { en: 'Columns', fr: 'Colonnes' },
      accepts: ['text'],
      default: { by: 'types', types: ['text'], except: [] },
    }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, params.columns, { param: 'columns', accepts: ['text'] })
    return extend(
      input,
      columns.map((column) => ({ name: column.name, expr: call('upper', columnExpr(column.name)) })),
    )
  },
  explain(params) {
    const what = columnsPhrase(params.columns)
    return { en: \`capitals in \${what.en}\`, fr: \`majuscules : \${what.fr}\` }
  },
  examples: [
    {
      title: { en: 'All texts', fr: 'Tous les textes' },
      params: {},
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['ANA', 31],
            [null, null],
          ],
        },
      },
    },
    {
      title: { en: 'One column by name', fr: 'Une colonne par son nom' },
      params: { columns: { by: 'names', names: ['name'] } },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['ANA', 31],
            [null, null],
          ],
        },
      },
    },
  ],
})
`

const testText = ({ name, variable }) => `import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { ${variable} } from './${name}.ts'

const table = {
  columns: [
    { name: 't', type: 'text', role: 'target' },
    { name: 'n', type: 'int' },
  ],
  rows: [],
} as const

describe('${name.replaceAll('-', ' ')}', () => {
  it('keeps columns, types and roles', () => {
    expect(columnsOf(compileNode(${variable}, {}, { table }).table)).toEqual(['t: text (target)', 'n: int'])
  })

  it('objects to a column of another type', async () => {
    const params = { columns: { by: 'names', names: ['n'] } }
    expect(await problemOf(() => compileNode(${variable}, params, { table }))).toMatchObject({ code: 'wrong-type', column: 'n' })
  })

  it('says what it does', () => {
    expect(sentenceOf(${variable}, {})).toBe('capitals in text columns')
  })
})
`

async function isThere(path) {
  return access(path).then(
    () => true,
    () => false,
  )
}

async function main(place) {
  const files = Object.entries(nodeFiles(place ?? '')).map(([path, text]) => [join(root, 'nodes', path), text])
  for (const [path] of files) if (await isThere(path)) throw new Error(`${path} is there already`)
  for (const [path, text] of files) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    console.log(path)
  }
  console.log('\nNow make it yours, then: npx vitest run nodes')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main(process.argv[2])
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 2
  }
}
