import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountHashKey, existingHashKey } from './hash-keys.ts'

let folder: string
const before = process.env['MILLRACE_HOME']
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-account-'))
  process.env['MILLRACE_HOME'] = folder
  await mkdir(join(folder, 'keys'))
})
afterAll(async () => {
  if (before === undefined) delete process.env['MILLRACE_HOME']
  else process.env['MILLRACE_HOME'] = before
  await rm(folder, { recursive: true, force: true })
})
const fileOf = (name: string) => join(folder, 'keys', `${name}.key`)

describe('keys of hashes', () => {
  it('are made once, however many ask at once', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => accountHashKey('together')))
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
    expect(await existingHashKey('together')).toEqual(keys[0])
  })

  it('are waited for while another process writes them', async () => {
    await writeFile(fileOf('slow'), '')
    const asked = accountHashKey('slow')
    await sleep(60)
    await writeFile(fileOf('slow'), Buffer.alloc(32, 5).toString('base64'))
    expect(await asked).toEqual(Buffer.alloc(32, 5))
  })

  it('are not taken from a file that holds something else', async () => {
    await writeFile(fileOf('other'), 'hello')
    await expect(accountHashKey('other')).rejects.toThrow('holds no key')
  })

  it('that are only looked for are not made', async () => {
    expect(await existingHashKey('none')).toBeNull()
    expect(await readdir(join(folder, 'keys'))).not.toContain('none.key')
  })
})
