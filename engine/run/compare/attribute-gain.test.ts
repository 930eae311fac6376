import { describe, expect, it } from 'vitest'
import { diffDocuments } from '../../graph/diff-documents.ts'
import { listChanges } from '../../graph/document-changes.ts'
import type { Document } from '../../protocol/document.ts'
import { attributeGain } from './attribute-gain.ts'

const made = (params: Readonly<Record<string, number>>): Document => ({
  format: 'millrace/pipeline',
  version: 1,
  name: 'x',
  seed: 1,
  parameters: {},
  nodes: { model: { type: 'train.decision-tree', version: 1, params } },
  wires: [],
  notes: {},
  frames: {},
  layout: {},
})
const [a, b] = [made({ x: 0, y: 0, z: 0 }), made({ x: 1, y: 1, z: 1 })]
const diff = diffDocuments(a, b)
const ask = (valueOf: (of: Record<string, number>) => number | null) => {
  const asked: string[] = []
  let time = 0
  return attributeGain({
    a,
    b,
    diff,
    changes: listChanges(diff),
    figure: 'auc',
    now: () => (time += 500),
    valueOf: async ({ nodes }) => {
      const params = nodes['model']?.params as Record<string, number>
      asked.push(`${params['x']}${params['y']}${params['z']}`)
      return valueOf(params) ?? { en: 'no', fr: 'non' }
    },
  }).then((result) => ({ result, asked }))
}
const shares = (result: Awaited<ReturnType<typeof attributeGain>>) => ('none' in result ? [] : result.parts.map(({ share }) => share))

describe('which change caused the gain', () => {
  it('gives each change what it does where they do not touch each other', async () => {
    const { result, asked } = await ask(({ x = 0, y = 0, z = 0 }) => 0.5 + 0.2 * x - 0.05 * y + 0.1 * z)
    expect(shares(result)).toEqual([expect.closeTo(0.2, 12), expect.closeTo(-0.05, 12), expect.closeTo(0.1, 12)])
    expect(asked).toEqual(['000', '111', '100', '010', '001', '110'])
    expect(result).toMatchObject({ from: 0.5, runs: 6, seconds: 0.5, problems: [] })
    const { to, together } = 'none' in result ? { to: Number.NaN, together: Number.NaN } : result
    expect([to, together]).toEqual([expect.closeTo(0.75, 12), expect.closeTo(0, 12)])
  })

  it('splits what they do only together evenly, and adds up to the whole', async () => {
    const { result } = await ask(({ x = 0, y = 0, z = 0 }) => 0.1 * x + 0.3 * x * y * z)
    expect(shares(result)).toEqual([expect.closeTo(0.2, 12), expect.closeTo(0.1, 12), expect.closeTo(0.1, 12)])
    expect('none' in result ? [] : result.parts.map(({ inOrder }) => inOrder)).toEqual([
      expect.closeTo(0.1, 12),
      expect.closeTo(0, 12),
      expect.closeTo(0.3, 12),
    ])
  })

  it('says which change cannot be tried alone', async () => {
    const { result } = await ask(({ x = 0, y = 0, z = 0 }) => (y === 1 && x === 0 ? null : x + y + z))
    expect(shares(result)).toEqual([1.5, null, 1.5])
    expect(result).toMatchObject({ problems: [{ change: 'param:model.y', text: { en: 'no' } }] })
  })

  it('has nothing to say where A or B has no such figure', async () => {
    expect((await ask(({ x = 0 }) => (x === 0 ? null : 1))).result).toEqual({ none: { en: 'no', fr: 'non' } })
  })
})
