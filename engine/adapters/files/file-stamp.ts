import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { NodeProblem } from '../../../nodes/kit/problem.ts'

/**
 * A content id of a file that does not read all of it: size, time of change, and a hash of the head, the tail and 16 stripes between.
 * Two files with one stamp are taken for the same. Throws what `stat` throws, and NodeProblem
 * `file-is-folder`.
 */
export async function fileStamp(path: string): Promise<string> {
  const info = await stat(path)
  if (info.isDirectory()) throw isFolder()
  const known = stamps.get(path)
  const key = `${info.size}:${info.mtimeMs}:${info.ino}`
  if (known?.key === key) return known.stamp
  const hash = createHash('sha256').update(`${info.size}:${info.mtimeMs}`)
  const stripe = 65_536
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(stripe)
    const count = info.size <= stripe * 18 ? Math.ceil(info.size / stripe) : 18
    for (let index = 0; index < count; index++) {
      const position = count < 18 ? index * stripe : Math.floor(((info.size - stripe) * index) / 17)
      const { bytesRead } = await file.read(buffer, 0, stripe, position)
      hash.update(buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
  const stamp = hash.digest('hex').slice(0, 32)
  stamps.set(path, { key, stamp })
  return stamp
}

/** What is said of a folder in the place of a file. */
export function isFolder(): NodeProblem {
  return new NodeProblem({
    code: 'file-is-folder',
    param: 'path',
    text: { en: 'This is a folder, not a file.', fr: 'C’est un dossier, pas un fichier.' },
    action: {
      en: 'Choose a file in it, or stack all of them with the node “Folder of files”.',
      fr: 'Choisissez-y un fichier, ou empilez-les tous avec le nœud « Dossier de fichiers ».',
    },
  })
}

const stamps = new Map<string, { key: string; stamp: string }>()
