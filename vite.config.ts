import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The staff's client, served under /workbench/. */
const workbench: UserConfig = {
  root: folder('src/web/workbench'),
  base: '/workbench/',
  plugins: [react()],
  build: {
    outDir: folder('dist/workbench'),
    emptyOutDir: true,
    // antd alone is above the default of 500 kB; it is loaded once and cached for ever by its hashed name.
    chunkSizeWarningLimit: 1500,
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8080' } },
}

/** The public pages as functions for the server; React stays outside and comes from node_modules. */
const portal: UserConfig = {
  plugins: [react()],
  build: {
    outDir: folder('dist/portal'),
    emptyOutDir: true,
    target: 'node24',
    rolldownOptions: { input: folder('src/web/portal/render.tsx'), output: { entryFileNames: 'render.js' } },
  },
}

/** The one script of the public pages: it sends evidence piece by piece. With its worker, served under /assets/upload/. */
const upload: UserConfig = {
  base: '/assets/upload/',
  publicDir: false,
  worker: { format: 'es' },
  build: {
    outDir: folder('dist/upload'),
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: {
      input: folder('src/web/upload/evidence-upload.ts'),
      output: { entryFileNames: 'evidence-upload-[hash].js' },
    },
  },
}

export default defineConfig(({ isSsrBuild, mode }) => (isSsrBuild ? portal : mode === 'upload' ? upload : workbench))
