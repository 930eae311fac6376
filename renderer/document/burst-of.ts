import type { Command } from '../../engine/protocol/command.ts'

/** What a command is about, when typing or dragging makes many of them in a row; null when each is a step of its own. */
export function burstOf(command: Command): string | null {
  switch (command.type) {
    case 'set-params':
      return `params ${command.id} ${[...Object.keys(command.params), ...command.remove].sort().join(' ')}`
    case 'set-node':
      return command.title === undefined ? null : `title ${command.id}`
    case 'set-note':
      return `note ${command.id}`
    case 'set-frame':
      return `frame ${command.id}`
    case 'set-document':
      return `document ${Object.keys(command).sort().join(' ')}`
    case 'move':
      return `move ${Object.keys(command.positions).sort().join(' ')}`
    default:
      return null
  }
}
