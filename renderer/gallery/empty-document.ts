import type { Document } from '../../engine/protocol/document.ts'

export function emptyDocument(name: string): Document {
  return { format: 'millrace/pipeline', version: 1, name, seed: 1, parameters: {}, nodes: {}, wires: [], notes: {}, frames: {}, layout: {} }
}
