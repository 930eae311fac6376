import { showWhole } from '../flow.ts'
import { wholeOf } from '../geometry.ts'
import { shownDocument } from '../fold/shown-document.ts'
import { useCanvas } from '../store.ts'
import { target } from './target.ts'

/** Shows all of the pipeline, or its beginning where all would be too small to be wired. */
export function showEverything(): void {
  const found = target()
  if (found)
    showWhole(
      wholeOf(shownDocument(found.document, found.catalogue).document, useCanvas.getState().compact),
      Object.keys(found.document.nodes).length,
    )
}
