import { describe, expect, it } from 'vitest'
import { houseProblems } from './house-rules.mjs'

const found = (path: string, text = 'export const a = 1\n') => houseProblems([{ path, text }]) as string[]
const lines = (count: number, first = '') => `${first}${'a\n'.repeat(count)}`

describe('house rules', () => {
  it('says nothing of a file that keeps them', () => {
    expect(found('engine/run/plan-run.ts')).toEqual([])
    expect(found('renderer/canvas/Canvas.tsx')).toEqual([])
    expect(found('renderer/app.tsx')).toEqual([])
    expect(found('engine/run/plan-run.integration.test.ts')).toEqual([])
  })

  it.each(['engine/utils.ts', 'engine/run/run-helpers.ts', 'renderer/common/a.ts', 'engine/store/store.manager.ts', 'nodes/kit/Misc.tsx'])(
    'finds the empty word in %s',
    (path) => expect(found(path).join()).toContain('says nothing'),
  )

  it.each(['engine/planRun.ts', 'engine/Plan.ts', 'renderer/canvas/canvas.tsx', 'tools/make_samples.mjs'])(
    'finds the wrong case of %s',
    (path) => expect(found(path).join()).toContain('is named in'),
  )

  it('finds long files that do not say why', () => {
    expect(found('a.ts', lines(400))).toEqual([])
    expect(found('a.ts', lines(401))).toEqual(['a.ts: 401 lines, 400 at most; split it, or open it with "// Long: " and the reason'])
    expect(found('a.ts', lines(401, '// Long: one table\n'))).toEqual([])
  })

  it('finds what was left behind, with its line', () => {
    expect(found('a.ts', `a\n// ${'TO' + 'DO'}: later\n`)).toEqual(['a.ts:2: is a note for later: do it or write an issue'])
    expect(found('a.ts', `// ${'@ts' + '-ignore'}\n`)).toHaveLength(1)
    expect(found('a.ts', `// ${'oxlint' + '-disable'} no-empty\n`)).toHaveLength(1)
  })

  it('counts the desktop shell without its tests', () => {
    const shell = (path: string) => ({ path, text: lines(300) })
    expect(houseProblems([shell('electron/main.ts'), shell('electron/a.test.ts'), shell('electron/testing/b.ts')])).toEqual([])
    expect(houseProblems([shell('electron/main.ts'), shell('electron/a.ts'), shell('electron/b.ts')])).toEqual([
      'electron: 900 lines; the shell stays under 800',
    ])
  })
})
