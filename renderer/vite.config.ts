import { linguiTransformerBabelPreset, lingui } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

// The plugin praises its native transform at every build; its binary is not to be had for all platforms.
process.env['LINGUI_SUPPRESS_BABEL_WARNING'] = '1'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// Babel 7 brings no types, which turns every option of the plugin into a required one.
const linguiMacros = { presets: [linguiTransformerBabelPreset({}, { cwd: here('..') })] } as Parameters<typeof babel>[0]

// Relative addresses work from http://127.0.0.1:PORT/ and from app://millrace/ alike. Nothing is inlined into the pages, no data: addresses:
// the Content-Security-Policy allows scripts and fonts of the page's own origin only. Chrome 114 is what Electron 25 has.
export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [react(), lingui({ cwd: here('..') }), babel(linguiMacros), tailwindcss()],
  build: {
    outDir: here('../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome114',
    cssTarget: 'chrome114',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: { input: { index: here('index.html'), gallery: here('gallery.html') } },
  },
})
