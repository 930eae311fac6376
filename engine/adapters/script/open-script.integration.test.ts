import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ScriptSettings } from '../../../nodes/kit/context.ts'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import { openScript } from './open-script.ts'

const entry = resolve(import.meta.dirname, '../../bin/script-sandbox.ts')
const settings = { each: 'row', columns: [['a', 'int']], seconds: 3, megabytes: 48, seed: 7 } as const

async function run(code: string, over: Partial<ScriptSettings> = {}, rows: readonly (readonly (number | string | null)[])[] = [[1]]) {
  const script = await openScript(entry, { ...settings, code, ...over })
  try {
    return await script.call({ first: 0, rows, wanted: null })
  } finally {
    script.close()
  }
}

/** What an escape gives: a problem, an error of its row, or a value; never a door. */
async function attempt(code: string): Promise<string> {
  try {
    const { rows, errors } = await run(code)
    return errors[0]?.[1] ?? JSON.stringify(rows[0]?.[1][0] ?? null)
  } catch (error) {
    if (error instanceof NodeProblem) return error.data.code
    throw error
  }
}

const escapes: readonly (readonly [code: string, outcome: RegExp])[] = [
  ['return process.env', /ReferenceError/],
  ['return require("fs")', /ReferenceError/],
  ['return import("fs")', /code-refused/],
  ['return imp\\u006frt("fs")', /code-refused|Error/],
  ['return globalThis.process === undefined', /true/],
  ['return this === undefined', /true/],
  ['return fetch("http://127.0.0.1")', /ReferenceError/],
  ['return new WebSocket("ws://127.0.0.1")', /ReferenceError/],
  ['return new XMLHttpRequest()', /ReferenceError/],
  ['return eval("1 + 1")', /ReferenceError/],
  ['return (0, eval)("1")', /ReferenceError/],
  ['return Function("return 1")()', /EvalError/],
  ['return new Function("return process")()', /EvalError/],
  ['return (() => {}).constructor("return process")()', /EvalError/],
  ['return row.constructor', /undefined|null/],
  ['return [].constructor.constructor("return process")()', /EvalError/],
  ['return "".sub.constructor("return process")()', /EvalError/],
  ['return (async () => {}).constructor("return process")()', /EvalError/],
  ['return (function* () {}).constructor("return process")()', /EvalError/],
  ['return Reflect.construct(Function, ["return process"])()', /EvalError/],
  ['return globalThis.constructor.constructor("return process")()', /EvalError|TypeError/],
  ['return Object.getPrototypeOf(async function* () {}).constructor("return 1")', /EvalError/],
  ['try { null.x } catch (e) { return e.constructor.constructor("return process")() }', /EvalError/],
  ['const f = () => f(); try { f() } catch (e) { return e.constructor.constructor("return process")() }', /EvalError/],
  ['return new SharedArrayBuffer(8)', /ReferenceError/],
  ['return new ArrayBuffer(8)', /ReferenceError/],
  ['return new Uint8Array(8)', /ReferenceError/],
  ['return new Float64Array(8)', /ReferenceError/],
  ['return Atomics.wait', /ReferenceError/],
  ['return WebAssembly.Module', /ReferenceError/],
  ['return new WeakRef({})', /ReferenceError/],
  ['return setTimeout(() => {}, 1)', /ReferenceError/],
  ['return setInterval(() => {}, 1)', /ReferenceError/],
  ['return queueMicrotask(() => {})', /ReferenceError/],
  ['return console.log(1)', /ReferenceError/],
  ['return new Worker("x")', /ReferenceError/],
  ['return performance.now()', /ReferenceError/],
  ['return Date.now()', /TypeError/],
  ['return new Date()', /no clock/],
  ['return Date()', /no clock/],
  ['return new (Object.getPrototypeOf(new Date(0)).constructor)()', /no clock/],
  ['Object.prototype.toJSON = () => "x"; return 1', /TypeError/],
  ['Array.prototype.push = () => 1; return 1', /TypeError/],
  ['Object.prototype.polluted = 1; return 1', /TypeError/],
  ['({}).__proto__.polluted = 1; return 1', /TypeError/],
  ['JSON.stringify = () => "x"; return 1', /TypeError/],
  ['JSON = null; return 1', /TypeError/],
  ['Error.prepareStackTrace = (e, s) => s[0].getThis(); return 1', /TypeError/],
  ['return Error.prepareStackTrace === undefined', /true/],
  ['return Promise.resolve(1)', /promise/],
  ['return { then() {} }', /promise/],
  ['return { a: () => 1 }', /no value/],
  ['return { a: Symbol("x") }', /no value/],
  ['return { get a() { throw new Error("trap") } }', /trap/],
  ['return new Proxy({}, { ownKeys() { throw new Error("trap") } })', /trap/],
  ['const a = {}; a.a = a; return { a }', /circular/i],
  ['throw { get stack() { throw 1 } }', /without words/],
  ['throw null', /null/],
  ['const e = new Error("x"); e.stack = { toString() { throw 1 } }; throw e', /without words/],
  ['for (;;) {}', /code-slow/],
  ['return Promise.resolve().then(() => { for (;;) {} })', /code-slow|promise/],
  ['return /^(a+)+$/.test("a".repeat(40) + "b")', /code-slow/],
  ['const all = []; for (;;) all.push(new Array(1e6).fill(1.5))', /code-memory/],
  ['let s = "x"; for (;;) s += s + s; ', /RangeError|code-memory|Invalid string/],
  ['return { a: "x".repeat(60e6) }', /code-flood|code-memory/],
  ['return Array.from({ length: 2e6 }, () => ({ a: 1 }))', /million|code-memory|code-slow/],
  ['return Object.fromEntries(Array.from({ length: 5000 }, (_, i) => ["c" + i, 1]))', /1000 columns/],
  ['}); globalThis.x = 1; (function () {', /code-refused|Error|undefined|null/],
  ['return 1 +', /code-refused/],
  ['return arguments.callee.caller', /TypeError/],
  ['return Intl.DateTimeFormat().resolvedOptions().timeZone', /UTC/],
]

describe('what a script cannot do', () => {
  it.each(escapes)('%s', async (code, outcome) => {
    expect(await attempt(code)).toMatch(outcome)
  })

  it('starts a process that may do nothing, whatever runs in it', async () => {
    const { execFileSync } = await import('node:child_process')
    const attempts = `
      const said = []
      const tryIt = (name, act) => { try { act(); said.push(name) } catch { } }
      tryIt('read', () => require('fs').readFileSync('/etc/passwd'))
      tryIt('write', () => require('fs').writeFileSync('/tmp/millrace-escape', 'x'))
      tryIt('program', () => require('child_process').execSync('true'))
      tryIt('thread', () => new (require('worker_threads').Worker)('1', { eval: true }))
      tryIt('addon', () => process.dlopen({ exports: {} }, '/x.node'))
      console.log(JSON.stringify(said))`
    expect(
      execFileSync(process.execPath, ['--permission', '--no-addons', '--no-warnings', '-e', attempts], { encoding: 'utf8' }).trim(),
    ).toBe('[]')
  })
})

describe('what a script gives', () => {
  it('keeps the kinds of values apart', async () => {
    const code = 'return { a: row.a, b: 2.5, c: NaN, d: 10n, e: new Date(0), f: [1], g: null, h: true, ["__proto__"]: "x" }'
    const { names, rows } = await run(code, {}, [['9007199254740993']])
    expect(names).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', '__proto__'])
    expect(rows[0]?.[1]).toEqual([
      { i: '9007199254740993' },
      2.5,
      { f: 'NaN' },
      { i: '10' },
      { t: '1970-01-01T00:00:00.000Z' },
      { j: '[1]' },
      null,
      true,
      'x',
    ])
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  it('leaves out rows, makes several, and says where one failed', async () => {
    const code = 'if (row.a === 1) return null\nif (row.a === 2) return [{ x: 1 }, { x: 2 }]\nthrow new Error("no " + row.a)'
    const { rows, errors } = await run(code, {}, [[1], [2], [3]])
    expect(rows).toEqual([
      [1, [1]],
      [1, [2]],
    ])
    expect(errors).toEqual([[2, 'Error: no 3', 3]])
  })

  it('draws the same random numbers again', async () => {
    expect(await run('return { x: Math.random() }')).toEqual(await run('return { x: Math.random() }'))
  })

  it('treats a batch at once', async () => {
    const { rows } = await run('return [{ sum: rows.reduce((sum, row) => sum + row.a, 0) }]', { each: 'batch' }, [[1], [2], [3]])
    expect(rows).toEqual([[0, [6]]])
  })

  it('says at which line it is no JavaScript', async () => {
    const code = 'const a = 1\nreturn a +* 2'
    const problem = await run(code).then(
      () => null,
      (error: unknown) => (error instanceof NodeProblem ? error.data : null),
    )
    expect(problem).toMatchObject({ code: 'code-refused', from: 12 })
  })
})
