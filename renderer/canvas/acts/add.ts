import type { CatalogueEntry, ColumnStep } from '../../../engine/protocol/catalogue.ts'
import type { Position, Wire } from '../../../engine/protocol/document.ts'
import { fillStep, type PointedAt } from '../../../engine/protocol/fill-step.ts'
import { fileSource } from '../../commands/file-source.ts'
import type { ReadableFile } from '../../session/host.ts'
import { relativePath } from '../../session/relative-path.ts'
import { useNotices } from '../../session/notices.ts'
import { useSession } from '../../session/store.ts'
import { announce } from '../announce.ts'
import { addBehind, type PortPlace } from '../edit/add-behind.ts'
import { addNode, addNodeAfter, centredAt, type Addition, type Join } from '../edit/add-node.ts'
import { insertNode } from '../edit/insert-node.ts'
import { freeId } from '../edit/new-node.ts'
import { focusNode } from '../focus-node.ts'
import { revealBox, viewCentre } from '../flow.ts'
import { freePlace, nodeBox, placeOf, rowPitch } from '../geometry.ts'
import { editable, selectOnly } from './target.ts'
import type { Command } from '../../../engine/protocol/command.ts'

export interface TakenStep {
  readonly step: ColumnStep
  readonly at: PointedAt
  /** The port whose table is looked at. */
  readonly port: PortPlace
}

/** Puts a node of a type on the canvas: at a place, or beside what is selected and wired to it when that fits, or in the middle. */
export function addOfType(type: string, at?: Position): boolean {
  const found = editable()
  const entry = found?.catalogue.get(type)
  if (!found || !entry) return false
  const { document, catalogue, nodes } = found
  const several = nodes.length > 1 && !at ? addNodeAfter({ document, catalogue, entry }, nodes) : undefined
  if (several) return take(several)
  const [only] = nodes
  const join: Join | undefined = nodes.length === 1 && only !== undefined ? { node: only } : undefined
  const place = at ? freePlace(document, at) : join ? undefined : freePlace(document, centredAt(viewCentre()))
  return take(addNode({ document, catalogue, entry, ...(place && { at: place }), ...(join && { join }) }))
}

/** Puts a node at the loose end of a wire. */
export function addAtEnd(entry: CatalogueEntry, at: Position, join: Join): boolean {
  const found = editable()
  return found !== undefined && take(addNode({ ...found, entry, at: freePlace(found.document, at), join }))
}

/** Puts a node into a wire. */
export function addInWire(type: string, wire: Wire): boolean {
  const found = editable()
  const entry = found?.catalogue.get(type)
  const insertion = found && entry && insertNode(found.document, found.catalogue, wire, { entry })
  return insertion !== undefined && take(insertion)
}

/** Takes a step from a column or a cell: its node goes behind the port that is looked at, so that what comes after sees it too. */
export function addColumnStep({ step, at, port }: TakenStep): boolean {
  const found = editable()
  if (!found) return false
  const { document, catalogue } = found
  const addition = addBehind(document, catalogue, port, { type: step.node, params: fillStep(step.params, at), apart: step.apart })
  const label = { en: `${step.label.en}: ${at.column}`, fr: `${step.label.fr} : ${at.column}` }
  if (addition === undefined || !take({ ...addition, label })) return false
  if (step.opens !== undefined) useSession.getState().show({ node: addition.id, param: step.opens, open: true })
  return true
}

/** Makes a node for each data file, one under the other. */
export function addFiles(files: readonly ReadableFile[], at: Position): void {
  const found = editable()
  if (!found || files.length === 0) return
  const taken = new Set<string>()
  const place = freePlace(found.document, centredAt(at))
  const commands = files.flatMap((file, i): Command[] => {
    const node = fileSource([...found.catalogue.values()], relativePath(found.pipeline.path, file.path))
    if (!node) return []
    const id = freeId(found.document, nameOf(file.name), taken)
    taken.add(id)
    return [{ type: 'add-node', id, node, position: { x: place.x, y: place.y + i * rowPitch } }]
  })
  if (commands.length === 0) {
    useNotices.getState().add(noSource)
    return
  }
  const [file] = files
  const what =
    files.length === 1 && file ? { en: file.name, fr: file.name } : { en: `${files.length} files`, fr: `${files.length} fichiers` }
  if (!found.pipeline.apply({ type: 'batch', commands }, { en: `add ${what.en}`, fr: `ajouter ${what.fr}` })) return
  selectOnly([...taken])
  // Who drops something on the canvas goes on there, wherever the focus was.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  focusNode([...taken].at(-1) ?? '')
  announce({ en: `Added ${what.en}.`, fr: `Ajouté : ${what.fr}.` })
}

/** An id out of the name of a file: `loans.csv` gives `loans`. */
function nameOf(file: string): string {
  return file.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N}_-]+/gu, '-') || 'file'
}

function take({ command, id, label }: Addition): boolean {
  const found = editable()
  if (!found?.pipeline.apply(command, label)) return false
  selectOnly([id])
  const after = editable()?.document
  if (after) revealBox(nodeBox(placeOf(after, id)))
  focusNode(id)
  announce({ en: `Done: ${label.en}.`, fr: `Fait : ${label.fr}.` })
  return true
}

const noSource = {
  code: 'no-file-source',
  severity: 'error',
  place: {},
  text: { en: 'There is no node that reads files.', fr: 'Aucun nœud ne sait lire des fichiers.' },
} as const
