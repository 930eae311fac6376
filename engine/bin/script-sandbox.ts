// The process in which a person's JavaScript runs. It stands in one file, the only one that this process may read.
// Three walls, each enough alone: Node's permission model (no files, processes, threads, addons), a context of its own with hardened
// intrinsics, no code from texts and no module loader, and a process that its parent ends when time or memory is over.

import dgram from 'node:dgram'
import dns from 'node:dns'
import net from 'node:net'
import vm from 'node:vm'

type Request = { readonly type: 'open'; readonly code: string; readonly each: string } | { readonly type: 'call'; readonly text: string }

/** What a batch may weigh as text: more is not a table but a flood. */
const mostLetters = 48_000_000

shutNetwork()

const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
  codeGeneration: { strings: false, wasm: false },
  microtaskMode: 'afterEvaluate',
})
const guest = vm.runInContext(guestSource(), context, { filename: 'guest.js' }) as (fn: unknown, text: string) => unknown
let fn: unknown

process.on('message', (request: Request) => {
  if (request.type === 'open') {
    const names = request.each === 'batch' ? 'rows' : 'row, index'
    try {
      fn = new vm.Script(`(function (${names}) {"use strict";\n${request.code}\n})`, {
        filename: 'script.js',
        lineOffset: -1,
      }).runInContext(context)
      process.send?.({ type: 'opened' })
    } catch (error) {
      process.send?.({ type: 'refused', text: error instanceof Error ? (error.stack ?? error.message).slice(0, 2000) : 'no text' })
    }
    return
  }
  let answer: unknown
  try {
    answer = guest(fn, request.text)
  } catch {
    // What a guest throws belongs to its world and is not looked at.
    answer = null
  }
  process.send?.({ type: 'answer', text: typeof answer === 'string' && answer.length <= mostLetters ? answer : null })
})
process.once('disconnect', () => process.exit(0))
process.send?.({ type: 'ready' })

/** Node's permissions do not cover the network: what leads there is taken away before anything else is read. */
function shutNetwork(): void {
  const refuse = () => {
    throw new Error('no network')
  }
  net.Socket.prototype.connect = refuse as never
  net.Server.prototype.listen = refuse as never
  dgram.Socket.prototype.bind = refuse as never
  dgram.Socket.prototype.send = refuse as never
  dns.lookup = refuse as never
  for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'navigator'] as const) Reflect.deleteProperty(globalThis, name)
}

/** Runs in the guest's world, before the person's code: takes away what has no place there, hardens the rest, and gives the caller. */
function guestSource(): string {
  return String.raw`'use strict';
(() => {
  const gone = ['eval', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'ArrayBuffer', 'DataView', 'FinalizationRegistry', 'WeakRef', 'console',
    ...Reflect.ownKeys(globalThis).filter((name) => typeof name === 'string' && /^(?:Big)?(?:Ui|I)nt\d+(?:Clamped)?Array$|^Float\d+Array$/.test(name))]
  for (const name of gone) delete globalThis[name]

  const RealDate = Date
  function CalendarDate(...parts) {
    if (!new.target || parts.length === 0) throw new Error('there is no clock here: give a date')
    return Reflect.construct(RealDate, parts, new.target === CalendarDate ? RealDate : new.target)
  }
  CalendarDate.prototype = RealDate.prototype
  CalendarDate.UTC = RealDate.UTC
  CalendarDate.parse = RealDate.parse
  RealDate.prototype.constructor = CalendarDate
  delete RealDate.now
  globalThis.Date = CalendarDate

  let state = 1
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  const { parse, stringify } = JSON
  const { isArray } = Array
  const { ownKeys } = Reflect
  const create = Object.create
  const Text = String, Big = BigInt
  const isDate = (value) => { try { RealDate.prototype.getTime.call(value); return true } catch { return false } }
  const lineOf = /script\.js:(\d+)/

  const seen = new Set()
  const harden = (value) => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return
    seen.add(value)
    harden(Object.getPrototypeOf(value))
    for (const key of ownKeys(value)) {
      const part = Object.getOwnPropertyDescriptor(value, key)
      harden(part.value); harden(part.get); harden(part.set)
    }
    if (value !== globalThis) Object.freeze(value)
  }
  harden(globalThis)
  for (const sample of [function* () {}, async () => {}, async function* () {}, [][Symbol.iterator](), ''[Symbol.iterator](), /a/[Symbol.matchAll]('')]) harden(sample)
  for (const name of ownKeys(globalThis)) Object.defineProperty(globalThis, name, { value: globalThis[name], writable: false, configurable: false })

  const bigOrNumber = (value) => (typeof value === 'string' ? Big(value) : value)
  const floating = (value) => (typeof value === 'string' ? +value : value)
  const readers = { int: bigOrNumber, float: floating }

  const write = (value) => {
    if (value === null || value === undefined) return null
    switch (typeof value) {
      case 'boolean': case 'string': return value
      case 'number': return value === value && value !== Infinity && value !== -Infinity ? value : { f: '' + value }
      case 'bigint': return { i: Text(value) }
      case 'object':
        if (isDate(value)) { const time = +value; return time === time ? { t: RealDate.prototype.toISOString.call(value) } : null }
        if (typeof value.then === 'function') throw new TypeError('a promise is no value: answer at once')
        return { j: stringify(value) }
      default: throw new TypeError('a ' + typeof value + ' is no value')
    }
  }

  const told = (error) => {
    try {
      const stack = typeof error === 'object' && error !== null ? Text(error.stack) : ''
      const line = lineOf.exec(stack)
      const message = typeof error === 'object' && error !== null ? Text(error.name) + ': ' + Text(error.message) : Text(error)
      return [message.slice(0, 500), line ? +line[1] : null]
    } catch { return ['an error without words', null] }
  }

  return (fn, text) => {
    const { first, columns, rows, wanted, each, seed } = parse(text)
    state = (seed + first) | 0
    const objects = rows.map((cells) => {
      const row = create(null)
      for (let at = 0; at < columns.length; at++) {
        const [name, type] = columns[at]
        const cell = cells[at]
        row[name] = cell === null ? null : (readers[type] ? readers[type](cell) : cell)
      }
      return row
    })
    const names = wanted === null ? [] : wanted
    const known = new Set(names)
    const results = []
    const errors = []
    const take = (at, value) => {
      if (typeof value !== 'object' || isDate(value)) {
        if (wanted === null && !known.has('value')) { known.add('value'); names.push('value') }
        results.push([at, { value }, true])
        return
      }
      if (typeof value.then === 'function') throw new TypeError('a promise is no row: answer at once')
      if (wanted === null) for (const name of ownKeys(value)) if (typeof name === 'string' && !known.has(name)) {
        if (names.length >= 1000) throw new RangeError('more than 1000 columns')
        known.add(name); names.push(name)
      }
      results.push([at, value, false])
    }
    const settle = (at, answer) => {
      const before = results.length
      try {
        if (answer === null || answer === undefined) return
        if (isArray(answer)) {
          if (answer.length > 1e6) throw new RangeError('more than a million rows of one')
          for (const item of answer) if (item !== null && item !== undefined) take(at, item)
        } else take(at, answer)
        for (let index = before; index < results.length; index++) {
          const [row, value, single] = results[index]
          results[index] = [row, names.map((name) => write(single ? (name === 'value' || names.length === 1 ? value.value : null) : Object.prototype.hasOwnProperty.call(value, name) ? value[name] : null))]
        }
      } catch (error) {
        results.length = before
        errors.push([at, ...told(error)])
      }
    }
    if (each === 'batch') {
      try { settle(0, fn(objects)) } catch (error) { errors.push([0, ...told(error)]) }
    } else
      for (let at = 0; at < objects.length; at++) {
        let answer
        try { answer = fn(objects[at], first + at) } catch (error) { errors.push([at, ...told(error)]); continue }
        settle(at, answer)
      }
    return stringify({ names, rows: results, errors })
  }
})()`
}
