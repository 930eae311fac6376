// Edits of a document, one file per command. Pure: a frozen document goes in, another one comes out, what did not change is shared.
import type { Text } from '../../protocol/text.ts'

export type CommandErrorCode = 'id-unknown' | 'id-taken' | 'id-unusable' | 'wire-unknown' | 'wire-refused' | 'name-unusable'

/** A command that cannot be done on this document. Nothing was changed. */
export class CommandError extends Error {
  readonly code: CommandErrorCode
  readonly text: Text

  constructor(code: CommandErrorCode, text: Text) {
    super(text.en)
    this.name = 'CommandError'
    this.code = code
    this.text = text
  }
}

const nouns = {
  node: { en: 'node', fr: 'nœud' },
  note: { en: 'note', fr: 'note' },
  frame: { en: 'frame', fr: 'cadre' },
  parameter: { en: 'parameter', fr: 'paramètre' },
  component: { en: 'component', fr: 'composant' },
}

export type RecordName = keyof typeof nouns

export function unknownId(noun: RecordName, id: string): CommandError {
  const { en, fr } = nouns[noun]
  const article = noun === 'note' ? 'aucune' : 'aucun'
  return new CommandError('id-unknown', { en: `There is no ${en} “${id}”.`, fr: `Il n’y a ${article} ${fr} « ${id} ».` })
}

export function takenId(id: string): CommandError {
  return new CommandError('id-taken', { en: `The id “${id}” is taken.`, fr: `L’identifiant « ${id} » est déjà pris.` })
}

export function unknownWire(from: string, to: string): CommandError {
  return new CommandError('wire-unknown', {
    en: `There is no wire from ${from} to ${to}.`,
    fr: `Aucun lien ne va de ${from} à ${to}.`,
  })
}
