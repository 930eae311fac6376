// Draws build/icon.svg at every size that the installers want: PNG for Linux, ICO for Windows, ICNS for macOS. Needs Chromium.
// `node tools/make-icons.mjs [PATH OF CHROMIUM]`; run after a change of the drawing, the results are in the repository.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../build')
const svg = readFileSync(resolve(folder, 'icon.svg'), 'utf8')
const browser = await chromium.launch({ executablePath: process.argv[2] ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await browser.newPage()

async function draw(size) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
  return page.screenshot({ omitBackground: true })
}

const sizes = [16, 32, 48, 64, 128, 256, 512, 1024]
const pictures = new Map()
for (const size of sizes) pictures.set(size, await draw(size))
await browser.close()

mkdirSync(resolve(folder, 'icons'), { recursive: true })
for (const size of sizes.slice(0, -1)) writeFileSync(resolve(folder, 'icons', `${size}x${size}.png`), pictures.get(size))
writeFileSync(resolve(folder, 'icon.png'), pictures.get(512))
writeFileSync(resolve(folder, 'icon.ico'), ico([16, 32, 48, 64, 128, 256]))
writeFileSync(
  resolve(folder, 'icon.icns'),
  icns({ icp4: 16, icp5: 32, ic07: 128, ic08: 256, ic09: 512, ic10: 1024, ic11: 32, ic12: 64, ic13: 256, ic14: 512 }),
)

/** A directory of pictures, each whole as PNG. */
function ico(chosen) {
  const head = Buffer.alloc(6 + 16 * chosen.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(chosen.length, 4)
  let at = head.length
  chosen.forEach((size, i) => {
    const entry = 6 + 16 * i
    head.writeUInt8(size % 256, entry) // 0 means 256
    head.writeUInt8(size % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(pictures.get(size).length, entry + 8)
    head.writeUInt32LE(at, entry + 12)
    at += pictures.get(size).length
  })
  return Buffer.concat([head, ...chosen.map((size) => pictures.get(size))])
}

/** Chunks of a four-letter type, a length and a PNG. */
function icns(chosen) {
  const chunks = Object.entries(chosen).map(([type, size]) => chunk(type, pictures.get(size)))
  return chunk('icns', Buffer.concat(chunks))
}

function chunk(type, body) {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(body.length + 8, 4)
  return Buffer.concat([head, body])
}
