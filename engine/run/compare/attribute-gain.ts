import { applyChanges, type TwoDocuments } from '../../graph/document-changes.ts'
import type { Document } from '../../protocol/document.ts'
import type { Attribution, Change } from '../../protocol/experiment-comparison.ts'
import type { Text } from '../../protocol/text.ts'

export interface GainQuestion extends TwoDocuments {
  readonly changes: readonly Change[]
  readonly figure: string
  /** The figure of a document that is run; a text says why there is none. Throws what ends everything: a cancel. */
  valueOf(document: Document): Promise<number | Text>
  /** Milliseconds, for the time it took. */
  now(): number
  onRun?(done: number, of: number): void
}

/**
 * What each change is worth: A with the change alone, and the changes made one after the other in the order of the pipeline. A change's share is
 * what it does alone with an even part of what they do only together (for two changes that is their Shapley value), so that the shares add up
 * to the whole. Throws the text of A or B when one of them has no such figure.
 */
export async function attributeGain(question: GainQuestion): Promise<Attribution | { readonly none: Text }> {
  const { changes, a, b } = question
  const started = question.now()
  let runs = 0
  const all = changes.length < 2 ? 2 : 2 * changes.length
  const run = async (document: Document) => {
    const value = await question.valueOf(document)
    runs++
    question.onRun?.(runs, all)
    return value
  }
  const from = await run(a)
  if (typeof from !== 'number') return { none: from }
  const to = await run(b)
  if (typeof to !== 'number') return { none: to }
  const problems: { change: string; text: Text }[] = []
  const withOnly = (ids: readonly string[]) => applyChanges(question, new Set(ids))
  const alone: (number | null)[] = []
  for (const { id } of changes) {
    const value = changes.length === 1 ? to : await run(withOnly([id]))
    if (typeof value !== 'number') problems.push({ change: id, text: value })
    alone.push(typeof value === 'number' ? value - from : null)
  }
  const inOrder: (number | null)[] = []
  let before: number | null = from
  for (const [at] of changes.entries()) {
    const value = await afterSome(at)
    inOrder.push(value === null || before === null ? null : value - before)
    before = value
  }
  const known = alone.filter((value) => value !== null)
  const together = to - from - known.reduce((sum, value) => sum + value, 0)
  return {
    figure: question.figure,
    from,
    to,
    parts: changes.map((change, at) => {
      const own = alone[at] ?? null
      return { change: { ...change }, alone: own, inOrder: inOrder[at] ?? null, share: own === null ? null : own + together / known.length }
    }),
    together,
    runs,
    seconds: (question.now() - started) / 1000,
    problems,
  }

  /** The figure after the changes up to this place: the first alone and all together are known already. */
  async function afterSome(at: number): Promise<number | null> {
    const first = alone[0] ?? null
    if (at === changes.length - 1) return to as number
    if (at === 0) return first === null ? null : (from as number) + first
    const value = await run(withOnly(changes.slice(0, at + 1).map(({ id }) => id)))
    return typeof value === 'number' ? value : null
  }
}
