import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { preact } from '@preact/preset-vite'
import { defineConfig, type Plugin } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))
const chartLibrary = fileURLToPath(
  new URL('../../../node_modules/@visactor/vchart/build/index.min.js', import.meta.url),
)

/** Puts the chart library's ready-made file beside the page: its modules do not bundle. */
function chartFile(): Plugin {
  return {
    name: 'chart-file',
    async generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'assets/vchart.min.js',
        source: await readFile(chartLibrary),
      })
    },
  }
}

export default defineConfig({
  root: here,
  base: './',
  logLevel: 'warn',
  plugins: [preact(), chartFile()],
  build: {
    outDir: `${here}dist`,
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    rolldownOptions: {
      input: { index: `${here}index.html`, gallery: `${here}gallery.html` },
    },
  },
})
