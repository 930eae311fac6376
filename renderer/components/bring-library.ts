import { componentDigest } from '../../engine/graph/commands/component-digest.ts'
import type { Command } from '../../engine/protocol/command.ts'
import type { Component, Document, DocumentNode } from '../../engine/protocol/document.ts'
import type { LibraryComponent } from '../../engine/protocol/library-methods.ts'
import { carryComponents, type Components } from '../canvas/edit/carry-components.ts'

type Library = Readonly<Record<string, LibraryComponent>>

const prefix = 'library.'

/** What a node out of the palette is called before its component is in the pipeline. */
export function libraryType(name: string): string {
  return prefix + name
}

/** A component of the workspace as a pipeline holds it: it knows where it comes from. */
export function linked({ name, component }: LibraryComponent): Component {
  return { ...component, library: { name, version: component.version, digest: componentDigest(component) } }
}

/** The type of the component in a pipeline that is this one of the workspace. */
export function typeOfLinked(components: Components, name: string): string | undefined {
  return Object.keys(components).find((type) => components[type]?.library?.name === name)
}

/** A command that puts in nodes out of the library, with the components that they need; any other command as it is. */
export function bringFromLibrary(document: Pick<Document, 'components'>, command: Command, library: Library): Command {
  let there: Components = document.components ?? {}
  const added: Record<string, Component> = {}
  const placed = (node: DocumentNode): DocumentNode => {
    const entry = node.type.startsWith(prefix) ? library[node.type.slice(prefix.length)] : undefined
    if (!entry) return node
    const known = typeOfLinked(there, entry.name)
    if (known !== undefined) return { ...node, type: known }
    const own = `component.${entry.name}`
    const { added: more, typeOf } = carryComponents(there, { ...entry.needs, [own]: entry.component })
    const type = typeOf(own)
    // Those inside may be called otherwise here: what it holds is noted as it stands here.
    const brought = { ...more, [type]: linked({ ...entry, component: more[type] ?? entry.component }) }
    Object.assign(added, brought)
    there = { ...there, ...brought }
    return { ...node, type }
  }
  const brought = rewritten(command, placed)
  if (Object.keys(added).length === 0) return brought
  return { type: 'batch', commands: [{ type: 'patch', components: added }, brought] }
}

function rewritten(command: Command, placed: (node: DocumentNode) => DocumentNode): Command {
  switch (command.type) {
    case 'batch':
      return { ...command, commands: command.commands.map((one) => rewritten(one, placed)) }
    case 'add-node':
    case 'insert-on-wire':
      return { ...command, node: placed(command.node) }
    default:
      return command
  }
}
