import type { BrowserWindow, Dialog } from 'electron'
import { z } from 'zod'

const filters = z.array(z.object({ name: z.string().max(200), extensions: z.array(z.string().regex(/^[\w.*]{1,20}$/)).max(50) })).max(20)
// No folder in the suggested name, so that a page cannot lead the dialog anywhere.
const suggested = z.string().regex(/^[^/\\\0]{0,255}$/)
export const openFilesArguments = z.tuple([filters])
export const saveFileArguments = z.tuple([suggested, filters])

/** Asks which files to open, or for one folder where no kind of file is named. Absolute paths; none when the person thought better of it. */
export async function openFiles(dialog: Dialog, window: BrowserWindow, [filters]: z.output<typeof openFilesArguments>) {
  const properties = filters.length > 0 ? (['openFile', 'multiSelections'] as const) : (['openDirectory'] as const)
  const { filePaths, canceled } = await dialog.showOpenDialog(window, { properties: [...properties], filters })
  return canceled ? [] : filePaths
}

/** Asks where to write. One absolute path, or none. */
export async function saveFile(dialog: Dialog, window: BrowserWindow, [name, filters]: z.output<typeof saveFileArguments>) {
  const { filePath, canceled } = await dialog.showSaveDialog(window, { defaultPath: name, filters })
  return canceled || !filePath ? [] : [filePath]
}
