import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import type { z } from 'zod'
import { isAppUrl } from './app-url.ts'

type Message = Pick<IpcMainEvent | IpcMainInvokeEvent, 'sender' | 'senderFrame'>

/** The only user of ipcMain. Answers the top frame of the studio in a window that we opened, and only to arguments that fit. */
export function createIpc(ipcMain: Pick<IpcMain, 'handle' | 'on'>, isOurs: (contentsId: number) => boolean) {
  const mayAsk = ({ sender, senderFrame: from }: Message) => from?.parent === null && isAppUrl(from.url) && isOurs(sender.id)
  return {
    /** Answers `ipcRenderer.invoke(channel, ...args)`; `schema` reads the list of arguments. */
    handle<S extends z.ZodType>(channel: string, schema: S, answer: (args: z.output<S>) => unknown) {
      ipcMain.handle(channel, async (event, ...args) => {
        if (!mayAsk(event)) throw new Error(`${channel}: not for this page`)
        return answer(schema.parse(args))
      })
    },
    /** Answers `ipcRenderer.sendSync`; null to whoever may not ask or asks wrongly. */
    handleSync<S extends z.ZodType>(channel: string, schema: S, answer: (args: z.output<S>) => unknown) {
      ipcMain.on(channel, (event, ...args) => {
        const { success, data } = schema.safeParse(args)
        event.returnValue = success && mayAsk(event) ? answer(data) : null
      })
    },
  }
}
