import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readArguments } from './arguments.ts'

const folder = mkdtempSync(join(tmpdir(), 'arguments-'))
writeFileSync(join(folder, 'loans.millrace'), '')
writeFileSync(join(folder, 'loans.csv'), '')
mkdirSync(join(folder, 'app'))

test.each([
  [[], null, []],
  [['loans.millrace', 'loans.csv'], null, ['loans.millrace', 'loans.csv']],
  [['--workspace', 'credit', 'loans.csv'], 'credit', ['loans.csv']],
  [['--workspace=credit'], 'credit', []],
  [['--inspect=0', '--remote-debugging-port=0', '--no-sandbox', 'app', 'loans.csv'], null, ['loans.csv']],
  [['missing.csv', 'app', '.'], null, []],
  [['--workspace'], null, []],
])('%j', (args, workspace, files) => {
  expect(readArguments(args, folder)).toEqual({
    workspace: workspace === null ? null : join(folder, workspace),
    files: files.map((file) => join(folder, file)),
  })
})

test('absolute paths stay', () => {
  const file = join(folder, 'loans.csv')
  expect(readArguments([file, '--workspace=/elsewhere'], '/').files).toEqual([file])
})
