import type { Command } from '../../protocol/command.ts'
import type { Document } from '../../protocol/document.ts'
import { unknownId } from './command-error.ts'

type BindParam = Extract<Command, { type: 'bind-param' }>

/** Ties a setting of a node to a parameter of the pipeline, or frees it; its own value is kept for that. */
export function bindParam(document: Document, { id, param, parameter }: BindParam): Document {
  const node = document.nodes[id]
  if (!node) throw unknownId('node', id)
  if (parameter !== null && !Object.hasOwn(document.parameters, parameter)) throw unknownId('parameter', parameter)
  const { bind, ...rest } = node
  const left = Object.fromEntries(Object.entries(bind ?? {}).filter(([name]) => name !== param))
  const next = parameter === null ? left : { ...left, [param]: parameter }
  return { ...document, nodes: { ...document.nodes, [id]: Object.keys(next).length > 0 ? { ...rest, bind: next } : rest } }
}
