// What a packaged tree is made of and whether it fits its target. tools/package.mjs puts it together.
import { closeSync, openSync, readSync } from 'node:fs'

const elf = new Map([
  [0x3e, 'x64'],
  [0xb7, 'arm64'],
])
const pe = new Map([
  [0x8664, 'x64'],
  [0xaa64, 'arm64'],
])
const mach = new Map([
  [0x0100_0007, 'x64'],
  [0x0100_000c, 'arm64'],
])

/**
 * For which system a native file was compiled, read from its head: `linux-x64`, `win32-x64`, `darwin-arm64`, ... ; `OS-other` for another
 * processor, `darwin-universal` for several. Null for a file that is not native.
 * @param {string} path
 * @returns {string | null}
 */
export function nativeTarget(path) {
  const head = Buffer.alloc(4096)
  const file = openSync(path, 'r')
  const length = readSync(file, head, 0, head.length, 0)
  closeSync(file)
  if (length < 64) return null
  if (head.readUInt32BE(0) === 0x7f45_4c46) return `linux-${elf.get(head.readUInt16LE(18)) ?? 'other'}`
  if (head.readUInt32LE(0) === 0xfeed_facf) return `darwin-${mach.get(head.readUInt32LE(4)) ?? 'other'}`
  // Java classes begin with the same four bytes; their version is far greater than any count of processors.
  if (head.readUInt32BE(0) === 0xcafe_babe && head.readUInt32BE(4) < 20) return 'darwin-universal'
  if (head.toString('latin1', 0, 2) !== 'MZ') return null
  const at = head.readUInt32LE(0x3c)
  if (at + 6 > length || head.toString('latin1', at, at + 4) !== 'PE\0\0') return null
  return `win32-${pe.get(head.readUInt16LE(at + 4)) ?? 'other'}`
}
