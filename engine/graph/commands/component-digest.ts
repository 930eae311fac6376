import type { Component } from '../../protocol/document.ts'
import { canonical } from '../write-document.ts'

/** What a component does, as a short text: two that differ in anything but places and version have different ones (FNV-1a, twice). */
export function componentDigest({ version: _version, library: _library, layout: _layout, ...rest }: Component): string {
  const text = canonical(rest)
  const pass = (start: number) => {
    let hash = start
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
    return hash.toString(16).padStart(8, '0')
  }
  return pass(0x811c9dc5) + pass(0x050c5d1f)
}
