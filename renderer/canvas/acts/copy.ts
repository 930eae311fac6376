import { useSession } from '../../session/store.ts'
import { announce } from '../announce.ts'
import { clipOf, pasteClip, readClip, writeClip, type Clip } from '../edit/clipboard.ts'
import { focusNode } from '../focus-node.ts'
import { toCanvas, viewCentre } from '../flow.ts'
import { boundsOf, nodeBox, placeOf, rowPitch } from '../geometry.ts'
import type { ScreenPoint } from '../store.ts'
import { removeSelected } from './remove.ts'
import { editable, nameThem, selectOnly, target, titleOf } from './target.ts'

/** The last text that was copied here, for a paste from a menu: the page may not read the clipboard without being asked to by keys. */
let copied = ''

/** How often the same text was pasted: each time a little further. */
let times = 0

export function canCopy(): boolean {
  const found = target()
  return found !== undefined && found.nodes.length + found.notes.length > 0
}

export function canPaste(): boolean {
  return editable() !== undefined && copied !== ''
}

/** What is selected as text for the clipboard; undefined when nothing is. */
export function copyText(): string | undefined {
  const found = target()
  if (!found || !canCopy()) return undefined
  const { document, nodes, notes } = found
  const language = useSession.getState().language
  const describe = (id: string) => {
    const sentence = found.pipeline.inspection?.nodes[id]?.sentence[language]
    const title = titleOf(found, id)[language]
    return sentence ? `${title} (${sentence})` : title
  }
  copied = writeClip(clipOf(document, { nodes, notes }), describe)
  times = 0
  const what = nameThem(found, nodes, notes.length)
  announce({ en: `Copied ${what.en}.`, fr: `Copié : ${what.fr}.` })
  return copied
}

/** Copies from a menu. */
export async function copySelected(): Promise<void> {
  const text = copyText()
  if (text !== undefined) await navigator.clipboard.writeText(text)
}

export async function cutSelected(): Promise<void> {
  await copySelected()
  if (editable()) removeSelected(false)
}

export interface PasteWish {
  readonly keepInputs: boolean
  /** Where the middle of it goes; without it, beside where it was, or in the middle of what is seen. */
  readonly at?: ScreenPoint
}

/** Puts a copied text in. Returns whether it held nodes. */
export function pasteText(text: string, wish: PasteWish): boolean {
  const clip = readClip(text)
  const found = editable()
  if (!clip || !found) return false
  times = text === copied ? times + 1 : 1
  put(clip, wish)
  return true
}

export function pasteCopied(wish: PasteWish): void {
  pasteText(copied, wish)
}

/** A second one of what is selected, beside it. */
export function duplicateSelected(): void {
  const found = target()
  if (!found || !editable()) return
  times = 1
  put(clipOf(found.document, found), { keepInputs: true }, { en: 'duplicate', fr: 'dupliquer' })
}

function put(clip: Clip, { keepInputs, at }: PasteWish, verb = { en: 'paste', fr: 'coller' }): void {
  const found = editable()
  if (!found) return
  const boxes = [...Object.values(clip.layout).map((place) => nodeBox(place)), ...Object.values(clip.notes)]
  const bounds = boundsOf(boxes)
  if (!bounds) return
  const middle = { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 }
  const here = Object.keys(clip.nodes).some((id) => Object.hasOwn(found.document.nodes, id) && samePlace(clip, found.document, id))
  const goal = at ? toCanvas(at) : here ? { x: middle.x, y: middle.y + rowPitch * times } : viewCentre()
  const pasting = pasteClip(found.document, clip, { by: { x: goal.x - middle.x, y: goal.y - middle.y }, keepInputs })
  const what = nameThem(
    { ...found, document: { ...found.document, nodes: clip.nodes } },
    Object.keys(clip.nodes),
    Object.keys(clip.notes).length,
  )
  if (!found.pipeline.apply(pasting.command, { en: `${verb.en} ${what.en}`, fr: `${verb.fr} ${what.fr}` })) return
  selectOnly(pasting.nodes, { notes: pasting.notes })
  const [first] = pasting.nodes
  if (first !== undefined) focusNode(first)
  announce({ en: `Pasted ${what.en}.`, fr: `Collé : ${what.fr}.` })
}

function samePlace(clip: Clip, document: Parameters<typeof placeOf>[0], id: string): boolean {
  const place = placeOf(document, id)
  return clip.layout[id]?.x === place.x && clip.layout[id]?.y === place.y
}
