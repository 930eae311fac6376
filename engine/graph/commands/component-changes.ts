import type { Component, DocumentNode } from '../../protocol/document.ts'
import { canonical } from '../write-document.ts'

export interface ComponentChange {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly what: 'node' | 'input' | 'output' | 'setting' | 'wires'
  /** What it is called; empty for wires, which are counted. */
  readonly name: string
  readonly count: number
}

/** What is different in another version of a component, thing by thing: ports, settings of its form, nodes, wires. Places do not count. */
export function componentChanges(before: Component, after: Component, titleOf: (node: DocumentNode) => string): readonly ComponentChange[] {
  const label = (item: { readonly label: string }) => item.label
  return [
    ...compared('input', before.inputs, after.inputs, label),
    ...compared('output', before.outputs, after.outputs, label),
    ...compared('setting', before.settings, after.settings, label),
    ...compared('node', before.nodes, after.nodes, titleOf),
    ...wires(before, after),
  ]
}

function compared<T>(
  what: ComponentChange['what'],
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  nameOf: (item: T) => string,
): ComponentChange[] {
  const one = (kind: ComponentChange['kind'], item: T): ComponentChange => ({ kind, what, name: nameOf(item), count: 1 })
  return [
    ...Object.entries(after).flatMap(([id, item]) => {
      const old = before[id]
      if (old === undefined) return [one('added', item)]
      return canonical(old) === canonical(item) ? [] : [one('changed', item)]
    }),
    ...Object.entries(before).flatMap(([id, item]) => (Object.hasOwn(after, id) ? [] : [one('removed', item)])),
  ]
}

function wires(before: Component, after: Component): ComponentChange[] {
  const ends = ({ wires: all }: Component) => new Set(all.map(({ from, to }) => `${from} ${to}`))
  const [old, fresh] = [ends(before), ends(after)]
  const counted = (kind: ComponentChange['kind'], some: ReadonlySet<string>, others: ReadonlySet<string>): ComponentChange[] => {
    const count = [...some].filter((wire) => !others.has(wire)).length
    return count === 0 ? [] : [{ kind, what: 'wires', name: '', count }]
  }
  return [...counted('added', fresh, old), ...counted('removed', old, fresh)]
}
