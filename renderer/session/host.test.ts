import { expect, test } from 'vitest'
import { EngineFailure } from '../../engine/protocol/client.ts'
import { uploadFile } from './browser-host.ts'
import { desktopHost } from './desktop-host.ts'
import type { DesktopHost } from './host.ts'

const file = new File(['a,b\n1,2\n'], 'loans & more.csv')

function answering(status: number, body: unknown) {
  const asked: string[] = []
  const send: typeof fetch = async (url) => {
    asked.push(url instanceof Request ? url.url : url.toString())
    return Response.json(body, { status })
  }
  return { asked, send }
}

test('a file is uploaded under its own name', async () => {
  const { asked, send } = answering(200, { path: 'data/loans & more.csv' })
  expect(await uploadFile('', file, send)).toEqual({ path: 'data/loans & more.csv', name: 'loans & more.csv' })
  expect(asked).toEqual(['/api/files?name=loans+%26+more.csv'])
})

test('the engine’s refusal is passed on', async () => {
  const problem = { code: 'disk-full', severity: 'error', place: {}, text: { en: 'Disk full.', fr: 'Disque plein.' } }
  const failure = uploadFile('', file, answering(507, { problem }).send)
  await expect(failure).rejects.toThrow(EngineFailure)
  await expect(failure).rejects.toMatchObject({ status: 507, problem: { code: 'disk-full' } })
})

test('no answer is a problem that names the file', async () => {
  const failure = uploadFile('', file, () => Promise.reject(new TypeError('network')))
  await expect(failure).rejects.toMatchObject({
    status: 0,
    problem: { code: 'upload-failed', text: { en: 'loans & more.csv could not be handed to the engine.' } },
  })
})

test('the desktop opens files where they are', async () => {
  const host: DesktopHost = {
    platform: 'win32',
    openFiles: async (filters) => (filters.length === 0 ? ['/home/ann/months'] : ['C:\\data\\loans.csv', '/home/ann/scores.parquet']),
    saveFile: async () => null,
    pathOf: ({ name }) => (name === 'made up' ? '' : `/dropped/${name}`),
    onMenu: () => () => {},
    onOpen: () => () => {},
    setMenu: () => {},
    setTitle: () => {},
  }
  const services = desktopHost(host)
  expect(await services.openFiles([{ name: 'Data', extensions: ['csv'] }])).toEqual([
    { path: 'C:\\data\\loans.csv', name: 'loans.csv' },
    { path: '/home/ann/scores.parquet', name: 'scores.parquet' },
  ])
  expect(await services.openFolder()).toEqual({ path: '/home/ann/months', name: 'months' })
  expect(await services.takeFiles([file, new File([], 'made up')])).toEqual([
    { path: '/dropped/loans & more.csv', name: 'loans & more.csv' },
  ])
})
