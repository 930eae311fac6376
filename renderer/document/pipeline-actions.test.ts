import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { EngineFailure, type Client } from '../../engine/protocol/client.ts'
import type { Command } from '../../engine/protocol/command.ts'
import type { Document } from '../../engine/protocol/document.ts'
import { setClient } from '../session/client.ts'
import { useNotices } from '../session/notices.ts'
import { pipelineActions } from './pipeline-actions.ts'
import { openedState, type PipelineDocument } from './pipeline-document.ts'

const document: Document = {
  format: 'millrace/pipeline',
  version: 1,
  name: 'Test',
  seed: 1,
  parameters: {},
  nodes: { a: { type: 'source', version: 1, params: {} } },
  wires: [],
  notes: {},
  frames: {},
  layout: {},
}
const label = { en: 'rename', fr: 'renommer' }
const rename = (title: string) => ({ type: 'set-node', id: 'a', title }) as const

/** An engine that notes what it is asked. */
function engine(answers: Partial<Record<string, (input: never) => unknown>> = {}) {
  const calls: { readonly method: string; readonly input: unknown }[] = []
  const all: Record<string, (input: never) => unknown> = {
    inspect: () => ({ problems: [], nodes: {} }),
    saveDraft: () => ({}),
    dropDraft: () => ({}),
    savePipeline: () => ({ revision: 'r2' }),
    ...answers,
  }
  const client = async (method: string, input: unknown) => {
    calls.push({ method, input })
    return all[method]?.(input as never)
  }
  setClient(client as Client)
  return { count: (method: string) => calls.filter((call) => call.method === method).length, calls }
}

function open(readOnly = false, opened = document) {
  let state: PipelineDocument
  const kept = pipelineActions({ get: () => state, set: (change) => (state = { ...state, ...change }) })
  state = { ...openedState({ path: 'p.millrace', document: opened, revision: 'r1', readOnly, problems: [], draft: null }), ...kept.actions }
  return { kept, state: () => state }
}

beforeEach(() => {
  vi.useFakeTimers()
  useNotices.setState({ notices: [] })
})
afterEach(() => vi.useRealTimers())

describe('an open pipeline', () => {
  test('writes one draft 400 ms after the last of several edits, and asks for an inspection after the first and the last', async () => {
    const asked = engine()
    const { state } = open()
    for (const title of ['L', 'Lo', 'Loans']) {
      state().apply(rename(title), label)
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(asked.count('saveDraft')).toBe(0)
    expect(asked.count('inspect')).toBe(1)
    await vi.advanceTimersByTimeAsync(400)
    expect(asked.count('saveDraft')).toBe(1)
    expect(asked.count('inspect')).toBe(2)
    const [first, last] = asked.calls.filter(({ method }) => method === 'inspect').map(({ input }) => input as { document: Document })
    expect(first?.document.nodes['a']?.title).toBe('L')
    expect(last?.document.nodes['a']?.title).toBe('Loans')
    expect(state().dirty).toBe(true)
    expect(state().history.past).toHaveLength(1)
  })

  test('is clean again after undo, and lets its draft go', async () => {
    const asked = engine()
    const { state } = open()
    state().apply(rename('Loans'), label)
    await vi.advanceTimersByTimeAsync(500)
    state().undo()
    await vi.advanceTimersByTimeAsync(500)
    expect(state().dirty).toBe(false)
    expect(asked.count('dropDraft')).toBe(1)
  })

  test('saves over its revision and knows the new one', async () => {
    const asked = engine()
    const { state } = open()
    state().apply(rename('Loans'), label)
    await state().save()
    expect(asked.calls.find((call) => call.method === 'savePipeline')?.input).toMatchObject({ revision: 'r1' })
    expect(state()).toMatchObject({ revision: 'r2', dirty: false, conflict: false })
  })

  test('asks when the file was changed, and keeps mine without a revision', async () => {
    const problem = { code: 'document-changed', severity: 'error', place: {}, text: label } as const
    const asked = engine({
      savePipeline: ({ revision }: { revision: string | null }) => {
        if (revision !== null) throw new EngineFailure(problem, 409)
        return { revision: 'r3' }
      },
    })
    const { state } = open()
    state().apply(rename('Loans'), label)
    await state().save()
    expect(state().conflict).toBe(true)
    await state().keepMine()
    expect(state()).toMatchObject({ revision: 'r3', dirty: false, conflict: false })
    expect(asked.count('savePipeline')).toBe(2)
  })

  test('opens theirs, and undo brings mine back', async () => {
    const theirs = { ...document, name: 'Theirs' }
    engine({ openPipeline: () => ({ path: 'p.millrace', document: theirs, revision: 'r9', readOnly: false, problems: [], draft: null }) })
    const { state } = open()
    state().apply(rename('Loans'), label)
    await state().openTheirs()
    expect(state()).toMatchObject({ revision: 'r9', dirty: false })
    expect(state().document.name).toBe('Theirs')
    state().undo()
    expect(state().document.nodes['a']?.title).toBe('Loans')
  })

  test('takes a change from outside at once when nothing was edited, and asks when something was', async () => {
    const theirs = { ...document, name: 'Theirs' }
    engine({ openPipeline: () => ({ path: 'p.millrace', document: theirs, revision: 'r9', readOnly: false, problems: [], draft: null }) })
    const clean = open()
    await clean.kept.checkFile()
    expect(clean.state().document.name).toBe('Theirs')
    const edited = open()
    edited.state().apply(rename('Loans'), label)
    await edited.kept.checkFile()
    expect(edited.state().document.name).toBe('Test')
    expect(useNotices.getState().notices).toHaveLength(1)
  })

  test('shows a refused command as a problem and changes nothing', () => {
    engine()
    const { state } = open()
    expect(state().apply({ type: 'set-node', id: 'zzz', title: 'x' }, label)).toBe(false)
    expect(state().document).toBe(document)
    expect(useNotices.getState().notices[0]?.problem.code).toBe('id-unknown')
  })

  test('changes nothing when it is read-only', () => {
    engine()
    const { state } = open(true)
    expect(state().apply(rename('Loans'), label)).toBe(false)
    expect(state().document).toBe(document)
  })

  test('tries the draft again while the engine does not answer', async () => {
    let up = false
    const asked = engine({
      saveDraft: () => {
        if (!up) throw new EngineFailure({ code: 'engine-unreachable', severity: 'error', place: {}, text: label }, 0)
        return {}
      },
    })
    const { state } = open()
    state().apply(rename('Loans'), label)
    await vi.advanceTimersByTimeAsync(3000)
    up = true
    await vi.advanceTimersByTimeAsync(3000)
    expect(asked.count('saveDraft')).toBeGreaterThanOrEqual(2)
    expect(useNotices.getState().notices).toHaveLength(0)
  })

  test('drops the answer of an inspection that a newer one overtook', async () => {
    const answers: ((value: unknown) => void)[] = []
    engine({ inspect: () => new Promise((resolve) => answers.push(resolve)) })
    const { kept, state } = open()
    kept.inspectNow()
    kept.inspectNow()
    const of = (en: string) => ({ problems: [], nodes: { a: { sentence: { en, fr: en } } } })
    answers[1]?.(of('new'))
    answers[0]?.(of('old'))
    await vi.advanceTimersByTimeAsync(0)
    expect(state().inspection?.nodes['a']?.sentence.en).toBe('new')
  })

  describe('names that follow', () => {
    const joined: Document = {
      ...document,
      nodes: { ...document.nodes, b: { type: 'sort', version: 1, params: { by: 'old' } } },
      wires: [{ from: 'a.table', to: 'b.table' }],
    }
    const edit: Command = { type: 'set-params', id: 'a', params: { name: 'new' }, remove: [] }
    const follows = {
      followRenames: () => ({ commands: [{ type: 'set-params', id: 'b', params: { by: 'new' }, remove: [] }], settings: 1 }),
    }

    test('are part of the edit: one step of undo takes back both', async () => {
      const asked = engine(follows)
      const { state } = open(false, joined)
      state().apply(edit, label)
      await vi.advanceTimersByTimeAsync(500)
      expect(asked.calls.find(({ method }) => method === 'followRenames')?.input).toMatchObject({ path: 'p.millrace', before: joined })
      expect(state().document.nodes['b']?.params).toEqual({ by: 'new' })
      expect(state().history.past.map((step) => step.label)).toEqual([
        { en: 'With 1 setting behind: rename', fr: 'Avec 1 réglage en aval : renommer' },
      ])
      state().undo()
      expect(state().document).toEqual(joined)
      state().redo()
      expect(state().document.nodes['b']?.params).toEqual({ by: 'new' })
      await vi.advanceTimersByTimeAsync(500)
      expect(asked.count('followRenames')).toBe(1)
    })

    test('are not asked for where nothing comes behind, and change nothing after an undo', async () => {
      const asked = engine(follows)
      const alone = open()
      alone.state().apply(edit, label)
      await vi.advanceTimersByTimeAsync(500)
      expect(asked.count('followRenames')).toBe(0)
      const undone = open(false, joined)
      undone.state().apply(edit, label)
      undone.state().undo()
      await vi.advanceTimersByTimeAsync(500)
      expect(asked.count('followRenames')).toBe(1)
      expect(undone.state().document).toEqual(joined)
      expect(asked.calls.findLast(({ method }) => method === 'inspect')?.input).toMatchObject({ document: joined })
    })

    test('are inspected together with the edit', async () => {
      const asked = engine(follows)
      const { state } = open(false, joined)
      state().apply(edit, label)
      await vi.advanceTimersByTimeAsync(10)
      const [before, after] = asked.calls.filter(({ method }) => method === 'inspect').map(({ input }) => input as { document: Document })
      expect(before?.document.nodes['b']?.params).toEqual({ by: 'old' })
      expect(after?.document.nodes['b']?.params).toEqual({ by: 'new' })
      expect(state().inspecting).toBe(false)
    })

    test('wait for the last of several edits, and start from before the first', async () => {
      const answers: ((value: unknown) => void)[] = []
      const asked = engine({ followRenames: () => new Promise((resolve) => answers.push(resolve)) })
      const { state } = open(false, joined)
      state().apply(edit, label)
      await vi.advanceTimersByTimeAsync(200)
      state().apply({ type: 'set-params', id: 'a', params: { name: 'newer' }, remove: [] }, label)
      answers[0]?.(follows.followRenames())
      await vi.advanceTimersByTimeAsync(200)
      expect(state().document.nodes['b']?.params).toEqual({ by: 'old' })
      expect(asked.calls.filter(({ method }) => method === 'followRenames')[1]?.input).toMatchObject({ before: joined })
    })
  })
})
