// What a person feels on a large pipeline: frames while the canvas is moved and a node is dragged, with 300 nodes, in headless Chromium.
// `node bench/canvas/canvas.mjs [--nodes 300] [--dist dist/renderer]` prints one JSON line per figure; needs a build.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = resolve(fileURLToPath(import.meta.url), '../../..')
const goal = 34
const moves = 90

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

// From 20 % down the canvas is painted and nodes are not dragged one by one.
const views = [
  { view: '80 %', keys: [], acts: { scroll, pan, drag } },
  { view: '33 %', keys: ['1', '-', '-', '-', '-', '-'], acts: { scroll, pan, drag } },
  { view: 'all in sight', keys: ['f'], acts: { scroll, pan } },
]

/** Figures as { name, value, goal, unit }: p50 and p95 of the time between two frames. */
export async function measure({ nodes = 300, dist = join(root, 'dist/renderer') } = {}) {
  const server = await serve(dist)
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${server.url}/gallery.html?page=many-nodes&nodes=${nodes}&theme=light&language=en`)
    await page.waitForSelector('.node')
    await page.waitForTimeout(1500)
    const figures = []
    for (const { view, keys, acts } of views) {
      await page.locator('.canvas').focus()
      for (const key of keys) {
        await page.keyboard.press(key)
        await page.waitForTimeout(300)
      }
      await page.waitForTimeout(700)
      for (const [name, act] of Object.entries(acts)) {
        const before = await picture(page)
        const frames = await framesDuring(page, () => act(page))
        if ((await picture(page)) === before) throw new Error(`${view}, ${name}: nothing moved`)
        figures.push(
          { name: `${nodes} nodes, ${view}, ${name}, p50`, value: quantile(frames, 0.5), goal, unit: 'ms', frames: frames.length },
          { name: `${nodes} nodes, ${view}, ${name}, p95`, value: quantile(frames, 0.95), goal, unit: 'ms', frames: frames.length },
        )
      }
    }
    return figures
  } finally {
    await browser.close()
    server.close()
  }
}

function serve(folder) {
  return new Promise((done) => {
    const server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url, 'http://x').pathname)
      readFile(join(folder, path)).then(
        (body) => response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(body),
        () => response.writeHead(404).end(),
      )
    })
    server.listen(0, '127.0.0.1', () => done({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }))
  })
}

/** Times between frames, in ms, while something is done. */
async function framesDuring(page, act) {
  await page.evaluate(() => {
    window.frames300 = []
    let last = performance.now()
    const note = (now) => {
      window.frames300.push(now - last)
      last = now
      window.noting = requestAnimationFrame(note)
    }
    window.noting = requestAnimationFrame((now) => {
      last = now
      window.noting = requestAnimationFrame(note)
    })
  })
  await act()
  return page.evaluate(() => {
    cancelAnimationFrame(window.noting)
    return window.frames300
  })
}

const way = (step) => ({ dx: Math.sin(step / 9) * 160, dy: Math.cos(step / 7) * 90 })

async function scroll(page) {
  await page.mouse.move(860, 450)
  for (let step = 0; step < moves; step++) {
    const { dx, dy } = way(step)
    await page.mouse.wheel(dx / 4 + 1, dy / 4)
    await page.waitForTimeout(16)
  }
}

/** Where the view and the nodes are. */
function picture(page) {
  return page.evaluate(() => {
    const view = document.querySelector('.react-flow__viewport').style.transform
    return view + [...document.querySelectorAll('.react-flow__node')].map((node) => node.style.transform).join()
  })
}

/** From a spot of the canvas where no node lies. */
async function pan(page) {
  const start = await page.evaluate(() => {
    const { left, top, right, bottom } = document.querySelector('.canvas').getBoundingClientRect()
    for (let y = top + 100; y < bottom - 100; y += 7)
      for (let x = left + 100; x < right - 100; x += 7)
        if (document.elementFromPoint(x, y)?.classList.contains('react-flow__pane')) return { x, y }
    throw new Error('there is no free spot')
  })
  await along(page, start)
}

async function drag(page) {
  const start = await page.evaluate(() => {
    const { left, top, right, bottom } = document.querySelector('.canvas').getBoundingClientRect()
    const middle = { x: (left + right) / 2, y: (top + bottom) / 2 }
    const far = ({ x, y }) => Math.hypot(x - middle.x, y - middle.y)
    const places = [...document.querySelectorAll('.node')].map((node) => {
      const box = node.getBoundingClientRect()
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    })
    return places.sort((a, b) => far(a) - far(b))[0]
  })
  await along(page, start)
}

async function along(page, start) {
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  for (let step = 0; step < moves; step++) {
    const { dx, dy } = way(step)
    await page.mouse.move(start.x + dx, start.y + dy - 90)
    await page.waitForTimeout(8)
  }
  await page.mouse.up()
}

function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

const argument = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? process.argv[at + 1] : otherwise
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const figures = await measure({ nodes: Number(argument('nodes', 300)), dist: resolve(argument('dist', join(root, 'dist/renderer'))) })
  for (const figure of figures) process.stdout.write(`${JSON.stringify({ ...figure, met: figure.value <= figure.goal })}\n`)
}
