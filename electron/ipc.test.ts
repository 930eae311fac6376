import { expect, test } from 'vitest'
import { z } from 'zod'
import { createIpc } from './ipc.ts'
import { fakeElectron, FakeContents } from './testing/fake-electron.ts'

const world = fakeElectron()
const ours = new FakeContents(7)
const ipc = createIpc(world.electron.ipcMain, (id) => id === 7)
ipc.handle('add', z.tuple([z.number(), z.number()]), ([a, b]) => a + b)
ipc.handleSync('twice', z.tuple([z.string()]), ([text]) => text + text)

const studio = { sender: ours, senderFrame: { url: 'app://millrace/', parent: null } }
const strangers = {
  'a frame that is gone': { ...studio, senderFrame: null },
  'a frame inside the page': { ...studio, senderFrame: { url: 'app://millrace/', parent: {} } },
  'another origin': { ...studio, senderFrame: { url: 'https://example.com/', parent: null } },
  'another host': { ...studio, senderFrame: { url: 'app://other/', parent: null } },
  'an empty page': { ...studio, senderFrame: { url: 'about:blank', parent: null } },
  'a window of somebody else': { ...studio, sender: new FakeContents(8) },
}

test('answers the studio', async () => {
  expect(await world.invoke('add', [1, 2], studio)).toBe(3)
  expect(world.sendSync('twice', ['ab'], studio)).toBe('abab')
})

test.each(Object.entries(strangers))('refuses %s', async (_name, from) => {
  await expect(world.invoke('add', [1, 2], from)).rejects.toThrow('add: not for this page')
  expect(world.sendSync('twice', ['ab'], from)).toBeNull()
})

test.each([[[]], [[1]], [['1', 2]], [[1, 2, 3]], [[null, 2]]])('refuses arguments %j', async (args) => {
  await expect(world.invoke('add', args, studio)).rejects.toThrow(/Invalid|Too (big|small)/)
  expect(world.sendSync('twice', args, studio)).toBeNull()
})
