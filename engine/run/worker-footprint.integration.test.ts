import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const module = pathToFileURL(join(import.meta.dirname, 'worker-footprint.ts')).href

/** What a process of its own says that does `code` between the beginning and the end of a task. */
async function after(code: string): Promise<{ gone: boolean; mebibytes: readonly number[]; seconds: number }> {
  const script = `
    import { setPriority } from 'node:os'
    import { watchFootprint } from ${JSON.stringify(module)}
    const mebibytes = []
    let footprint = watchFootprint()
    const task = (work) => { footprint = watchFootprint(); work?.(); mebibytes.push(footprint.memoryBytes() / 2 ** 20) }
    ${code}
    console.log(JSON.stringify({ gone: await footprint.isGone(), mebibytes, seconds: footprint.cpuSeconds() }))
    process.exit(0)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  return JSON.parse(stdout) as Awaited<ReturnType<typeof after>>
}

describe('what a task leaves in its process', () => {
  it('is nothing where it only computed', async () => {
    expect(await after('for (const end = performance.now() + 60; performance.now() < end;);')).toMatchObject({ gone: true })
  })

  it.each([
    ['a timer', 'setInterval(() => undefined, 1000)'],
    ['a listener', "process.on('SIGHUP', () => undefined)"],
    ['a global', 'globalThis.left = 1'],
    ['a variable of the environment', "process.env.LEFT = '1'"],
    ['a folder', "process.chdir('/')"],
    ['a priority', 'setPriority(19)'],
    ['memory', 'globalThis.process.left = Buffer.alloc(300 * 2 ** 20, 1)'],
  ])('is seen: %s', async (_, code) => {
    expect(await after(code)).toMatchObject({ gone: false })
  })

  it('may end a moment later', async () => {
    expect(await after('setTimeout(() => undefined, 30)')).toMatchObject({ gone: true })
  })

  it.skipIf(process.platform !== 'linux')('is not told of the next task: its peak of memory and its time', async () => {
    const { mebibytes, seconds, gone } = await after(`
      task(() => Buffer.alloc(400 * 2 ** 20, 1))
      await footprint.isGone()
      await new Promise((resolve) => setTimeout(resolve, 50))
      task()`)
    const [first = 0, second = 0] = mebibytes
    expect(first).toBeGreaterThan(400)
    expect(second).toBeLessThan(200)
    expect(gone).toBe(true)
    expect(seconds).toBeLessThan(0.2)
  })
})
