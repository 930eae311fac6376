import { setComponent } from '../../engine/graph/commands/component-inside.ts'
import { difference } from '../../engine/graph/commands/difference.ts'
import { dissolveComponent } from '../../engine/graph/commands/dissolve-component.ts'
import { makeComponent } from '../../engine/graph/commands/make-component.ts'
import type { Document } from '../../engine/protocol/document.ts'
import { componentOf } from '../../engine/protocol/document.ts'
import { announce } from '../canvas/announce.ts'
import { editable, selectOnly, target } from '../canvas/acts/target.ts'
import { componentsUsed } from '../canvas/edit/carry-components.ts'
import { freeId } from '../canvas/edit/new-node.ts'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { getDocument } from '../document/store.ts'
import { getClient } from '../session/client.ts'
import { linked } from './bring-library.ts'
import { splitInside } from './inside-path.ts'
import { typeAt } from './inside-view.ts'
import { useLibrary } from './library-store.ts'
import { openInside } from './open-inside.ts'

export interface Wish {
  readonly title: string
  readonly settings: readonly { readonly node: string; readonly param: string; readonly label: string }[]
}

/** Puts the selected nodes into a component, and one use of it in their place: one step of undo. */
export function makeOfSelection({ title, settings }: Wish): void {
  const found = editable()
  if (!found || found.nodes.length === 0) return
  const { document, pipeline, catalogue, nodes } = found
  const type = freeType(document, title)
  const use = freeId(document, type.slice('component.'.length))
  const after = makeComponent(document, { nodes, type, use, title, settings }, catalogue)
  if (!pipeline.apply(difference(document, after), { en: `make the component ${title}`, fr: `créer le composant ${title}` })) return
  selectOnly([use])
  announce({ en: `${nodes.length} nodes are in the component ${title}.`, fr: `${nodes.length} nœuds sont dans le composant ${title}.` })
}

/** `component.clean-sales`, and a number when there is one already. */
function freeType(document: Document, title: string): string {
  const plain = title.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const stem = plain.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'component'
  const taken = document.components ?? {}
  let type = `component.${stem}`
  for (let number = 2; Object.hasOwn(taken, type); number++) type = `component.${stem}-${number}`
  return type
}

/** The selected node, when it uses a component. */
export function selectedUse(): string | undefined {
  const found = target()
  const [only] = found?.nodes ?? []
  if (!found || found.nodes.length !== 1 || only === undefined) return undefined
  const node = found.document.nodes[only]
  return node && componentOf(node, found.document) ? only : undefined
}

export function openSelected(): void {
  const use = selectedUse()
  const found = target()
  if (found && use !== undefined) openInside(found.pipeline.path, use)
}

/** Puts the nodes of a component back in the place of the selected use. */
export function dissolveSelected(): void {
  const found = editable()
  const use = selectedUse()
  if (!found || use === undefined) return
  const { document, pipeline } = found
  const title = componentOf(document.nodes[use] ?? { type: '', version: 1, params: {} }, document)?.title ?? use
  const { [use]: _gone, ...others } = document.nodes
  const { document: after, nodes } = dissolveComponent(document, use, (wanted, taken) =>
    freeId({ ...document, nodes: others }, wanted, taken),
  )
  if (!pipeline.apply(difference(document, after), { en: `dissolve ${title}`, fr: `dissoudre ${title}` })) return
  selectOnly(nodes)
}

/** Saves the component of the selected use for all pipelines of the workspace, as its next version there. */
export async function saveSelectedToLibrary(): Promise<void> {
  const found = editable()
  const use = selectedUse()
  const type = use === undefined ? undefined : found?.document.nodes[use]?.type
  if (found && type !== undefined) await saveToLibrary(found.pipeline, type)
}

/** The same for a component by its type. Throws EngineFailure, also when the workspace has a newer version. */
export async function saveToLibrary(pipeline: PipelineDocument, type: string): Promise<void> {
  const { components = {} } = pipeline.document
  const component = components[type]
  if (!component) return
  const { byName } = useLibrary.getState()
  const name = component.library?.name ?? freeName(type.slice('component.'.length), byName)
  const { [type]: _self, ...needs } = componentsUsed(components, component.nodes)
  // One that was removed from the workspace comes back.
  const over = byName[name] ? (component.library?.version ?? null) : null
  const { version } = await getClient()('saveToLibrary', { name, component, needs, over })
  const saved = linked({ name, component: { ...component, version }, needs })
  const title = component.title
  const label = { en: `version ${version} of ${title} to the workspace`, fr: `version ${version} de ${title} vers l’espace de travail` }
  pipeline.apply({ type: 'patch', components: { [type]: saved } }, label)
  announce({ en: `${title} is in the workspace, version ${version}.`, fr: `${title} est dans l’espace de travail, version ${version}.` })
}

function freeName(stem: string, taken: Readonly<Record<string, unknown>>): string {
  let name = stem
  for (let number = 2; Object.hasOwn(taken, name); number++) name = `${stem}-${number}`
  return name
}

interface ShownSetting {
  readonly path: string
  readonly node: string
  readonly param: string
  readonly label: string
}

/** The pipeline and the component that a path leads into. */
function around(path: string) {
  const at = splitInside(path)
  const pipeline = at ? getDocument(at.path) : undefined
  const type = at && pipeline ? typeAt(pipeline.document, at.use) : undefined
  const component = type === undefined ? undefined : pipeline?.document.components?.[type]
  return pipeline && component && type !== undefined ? { pipeline, type, component } : undefined
}

/** Whether a param of a node inside stands in the form of the component; undefined where nothing is open inside one. */
export function isShown({ path, node, param }: Omit<ShownSetting, 'label'>): boolean | undefined {
  const settings = around(path)?.component.settings
  return settings && Object.values(settings).some((setting) => setting.node === node && setting.param === param)
}

/** Puts a setting of a node inside into the form of the component, or takes it out. */
export function toggleShown({ path, node, param, label }: ShownSetting): void {
  const found = around(path)
  if (!found) return
  const { pipeline, type, component } = found
  const known = Object.entries(component.settings).filter(([, setting]) => setting.node === node && setting.param === param)
  const others = Object.fromEntries(Object.entries(component.settings).filter(([name]) => !known.some(([own]) => own === name)))
  let name = param
  for (let number = 2; Object.hasOwn(others, name); number++) name = `${param}-${number}`
  const settings = known.length > 0 ? others : { ...others, [name]: { label, node, param } }
  const after = setComponent(pipeline.document, type, { ...component, settings })
  pipeline.apply(
    difference(pipeline.document, after),
    known.length > 0
      ? { en: `take “${label}” out of the form`, fr: `retirer « ${label} » du formulaire` }
      : { en: `“${label}” in the form`, fr: `« ${label} » au formulaire` },
  )
}
