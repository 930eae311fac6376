import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nativeTarget } from './native-target.mjs'

const folder = mkdtempSync(join(tmpdir(), 'native-'))
let count = 0

/** A file of 512 bytes with these values written into it. */
function fileOf(write: (bytes: Buffer) => void): string {
  const bytes = Buffer.alloc(512)
  write(bytes)
  const path = join(folder, `file-${++count}`)
  writeFileSync(path, bytes)
  return path
}
const elf = (machine: number) =>
  fileOf((bytes) => {
    bytes.writeUInt32BE(0x7f454c46, 0)
    bytes.writeUInt16LE(machine, 18)
  })
const pe = (machine: number, at = 0x80) =>
  fileOf((bytes) => {
    bytes.write('MZ', 0, 'latin1')
    bytes.writeUInt32LE(at, 0x3c)
    bytes.write('PE\0\0', 0x80, 'latin1')
    bytes.writeUInt16LE(machine, 0x84)
  })
const mach = (cpu: number) =>
  fileOf((bytes) => {
    bytes.writeUInt32LE(0xfeedfacf, 0)
    bytes.writeUInt32LE(cpu, 4)
  })

test.each([
  ['ELF for x64', elf(0x3e), 'linux-x64'],
  ['ELF for ARM', elf(0xb7), 'linux-arm64'],
  ['ELF for something else', elf(0xf3), 'linux-other'],
  ['PE for x64', pe(0x8664), 'win32-x64'],
  ['PE for ARM', pe(0xaa64), 'win32-arm64'],
  ['Mach-O for x64', mach(0x01000007), 'darwin-x64'],
  ['Mach-O for ARM', mach(0x0100000c), 'darwin-arm64'],
  ['Mach-O for both', fileOf((bytes) => bytes.writeUInt32BE(0xcafebabe, 0) + bytes.writeUInt32BE(2, 4)), 'darwin-universal'],
  ['a Java class', fileOf((bytes) => bytes.writeUInt32BE(0xcafebabe, 0) + bytes.writeUInt32BE(65, 4)), null],
  ['a DOS program', pe(0x8664, 0), null],
  ['a PE head beyond the file', pe(0x8664, 0xffff), null],
  ['text', fileOf((bytes) => bytes.write('MZ is how this text begins')), null],
])('%s', (_name, path, target) => {
  expect(nativeTarget(path)).toBe(target)
})

test('this Node, and a file that is too short', () => {
  expect(nativeTarget(process.execPath)).toBe(`${process.platform}-${process.arch}`)
  const path = join(folder, 'short')
  writeFileSync(path, 'MZ')
  expect(nativeTarget(path)).toBeNull()
})
