import { editCommands } from './edit-commands.ts'
import { fileCommands } from './file-commands.ts'
import type { UserCommand } from './registry.ts'
import { runCommands } from './run-commands.ts'
import { viewCommands } from './view-commands.ts'

/** The commands that are there from the start; the canvas adds its own while it is drawn. */
export const studioCommands: readonly UserCommand[] = [...fileCommands, ...editCommands, ...runCommands, ...viewCommands]
