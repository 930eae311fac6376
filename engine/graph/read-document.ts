import type { NodeDefinition } from '../../nodes/kit/define-node.ts'
import { componentOf, documentSchema, documentVersion, type Document, type DocumentNode } from '../protocol/document.ts'
import type { Problem } from '../protocol/problem.ts'

export interface ReadDocument {
  readonly document: Document
  /** Something in it is newer than this Millrace or unknown to it: it is shown, and never written over. */
  readonly readOnly: boolean
  readonly problems: readonly Problem[]
}

/** A text is no pipeline at all. */
export class DocumentError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.text.en)
    this.name = 'DocumentError'
    this.problem = problem
  }
}

type Catalogue = ReadonlyMap<string, NodeDefinition>

/** Reads the text of a pipeline file: checks its shape, brings older nodes to this version. Throws DocumentError for what is no pipeline. */
export function readDocument(text: string, catalogue: Catalogue): ReadDocument {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''), (key, value: unknown) => (key === '__proto__' ? undefined : value))
  } catch (error) {
    throw notAPipeline(error instanceof Error ? error.message : String(error))
  }
  const parsed = documentSchema.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw notAPipeline(issue ? `${issue.path.join('.')}: ${issue.message}` : 'shape')
  }
  return migrateDocument(parsed.data, catalogue)
}

/** Brings the nodes of a document to the catalogue's versions. Unknown types and newer versions make it read-only. */
export function migrateDocument(document: Document, catalogue: Catalogue): ReadDocument {
  const problems: Problem[] = []
  let readOnly = false
  if (document.version > documentVersion) {
    readOnly = true
    problems.push({
      code: 'document-newer',
      severity: 'error',
      place: {},
      text: {
        en: `This pipeline was saved by a newer Millrace (format ${document.version}, this one knows ${documentVersion}).`,
        fr: `Ce pipeline vient d’un Millrace plus récent (format ${document.version}, celui-ci connaît ${documentVersion}).`,
      },
      action: { en: 'Update Millrace to edit it.', fr: 'Mettez Millrace à jour pour le modifier.' },
    })
  }
  const migrated = (before: Readonly<Record<string, DocumentNode>>) => {
    const nodes: Record<string, DocumentNode> = {}
    for (const [id, node] of Object.entries(before)) {
      const definition = catalogue.get(node.type)
      nodes[id] = node
      if (componentOf(node, document)) continue
      if (!definition) {
        readOnly = true
        problems.push(unknownNode(id, node.type))
      } else if (node.version > definition.version) {
        readOnly = true
        problems.push(newerNode(id, node, definition.version))
      } else nodes[id] = migrateNode(node, definition)
    }
    return nodes
  }
  const nodes = migrated(document.nodes)
  if (!document.components) return { document: { ...document, nodes }, readOnly, problems }
  const components = Object.fromEntries(
    Object.entries(document.components).map(([type, component]) => [type, { ...component, nodes: migrated(component.nodes) }]),
  )
  return { document: { ...document, nodes, components }, readOnly, problems }
}

/** A node with its params brought to the definition's version, step by step. */
function migrateNode(node: DocumentNode, definition: NodeDefinition): DocumentNode {
  if (node.version === definition.version) return node
  let params = node.params
  for (let version = node.version; version < definition.version; version++) params = definition.migrate?.[version]?.(params) ?? params
  return { ...node, version: definition.version, params }
}

function notAPipeline(detail: string): DocumentError {
  return new DocumentError({
    code: 'document-unreadable',
    severity: 'error',
    place: {},
    text: { en: `This is no pipeline file (${detail}).`, fr: `Ce n’est pas un fichier de pipeline (${detail}).` },
    action: { en: 'Open another file; this one was not changed.', fr: 'Ouvrez un autre fichier ; celui-ci n’a pas été modifié.' },
  })
}

function unknownNode(node: string, type: string): Problem {
  return {
    code: 'node-unknown',
    severity: 'error',
    place: { node },
    text: { en: `This Millrace has no node “${type}”.`, fr: `Ce Millrace n’a pas de nœud « ${type} ».` },
    action: {
      en: 'Update Millrace to edit it. The settings of the node are kept.',
      fr: 'Mettez Millrace à jour pour le modifier. Les réglages du nœud sont conservés.',
    },
  }
}

function newerNode(id: string, node: DocumentNode, known: number): Problem {
  return {
    code: 'node-newer',
    severity: 'error',
    place: { node: id },
    text: {
      en: `This node is of version ${node.version}; this Millrace knows ${known}.`,
      fr: `Ce nœud est en version ${node.version} ; ce Millrace connaît la ${known}.`,
    },
    action: { en: 'Update Millrace to edit it.', fr: 'Mettez Millrace à jour pour le modifier.' },
  }
}
