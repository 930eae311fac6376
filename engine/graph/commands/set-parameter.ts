import { parameterName } from '../../protocol/parameter.ts'
import type { Command } from '../../protocol/command.ts'
import type { Document, DocumentNode } from '../../protocol/document.ts'
import { CommandError, takenId, unknownId } from './command-error.ts'

type SetParameter = Extract<Command, { type: 'set-parameter' }>

/** Adds, changes, renames or removes a parameter. Settings that it was bound to follow its new name, or keep its last value. */
export function setParameter(document: Document, { name, parameter, rename }: SetParameter): Document {
  const { parameters } = document
  const to = rename ?? name
  if (parameter === null && !Object.hasOwn(parameters, name)) throw unknownId('parameter', name)
  if (parameter !== null && (!parameterName.test(to) || to === '__proto__')) throw noName(to)
  if (to !== name && (Object.hasOwn(parameters, to) || !Object.hasOwn(parameters, name))) throw takenId(to)
  const entries = Object.entries(parameters).flatMap(([key, old]): [string, typeof old][] =>
    key !== name ? [[key, old]] : parameter === null ? [] : [[to, parameter]],
  )
  if (parameter !== null && !Object.hasOwn(parameters, name)) entries.push([to, parameter])
  const last = parameters[name]?.default
  const follow = (node: DocumentNode): DocumentNode => {
    const bound = Object.entries(node.bind ?? {}).filter(([, wanted]) => wanted === name)
    if (bound.length === 0 || (parameter !== null && to === name)) return node
    const { bind, ...rest } = node
    const left = Object.fromEntries(
      Object.entries(bind ?? {}).flatMap(([param, wanted]) =>
        wanted !== name ? [[param, wanted]] : parameter === null ? [] : [[param, to]],
      ),
    )
    const params =
      parameter === null && last !== undefined
        ? { ...node.params, ...Object.fromEntries(bound.map(([param]) => [param, last])) }
        : node.params
    return { ...rest, params, ...(Object.keys(left).length > 0 && { bind: left }) }
  }
  const nodes = Object.fromEntries(Object.entries(document.nodes).map(([id, node]) => [id, follow(node)]))
  return { ...document, parameters: Object.fromEntries(entries), nodes }
}

function noName(name: string): CommandError {
  return new CommandError('name-unusable', {
    en: `“${name}” cannot name a parameter: letters, digits and _ can, a letter first.`,
    fr: `« ${name} » ne peut nommer un paramètre : il faut des lettres, des chiffres et _, une lettre d’abord.`,
  })
}
