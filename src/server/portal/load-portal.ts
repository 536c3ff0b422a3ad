import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Portal, uploadPrefix } from './portal.ts'

const rendererPath = fileURLToPath(new URL('../../../dist/portal/render.js', import.meta.url))
const uploadFolder = fileURLToPath(new URL('../../../dist/upload', import.meta.url))
const cssPath = fileURLToPath(new URL('../../web/portal/portal.css', import.meta.url))

/** The portal as it was built. @throws when it was not; `npm start` builds it. */
export const loadPortal = async (): Promise<Portal> => {
  if (!existsSync(rendererPath)) throw new Error('the portal is not built: run "npm run build"')
  // The built module has no types here: the wall between the rooms. `tests` check that it fills PortalPages.
  const { renderPage } = (await import(pathToFileURL(rendererPath).href)) as { renderPage: Portal['render'] }
  const script = (await readdir(uploadFolder).catch(() => [])).find((name) => name.startsWith('evidence-upload-'))
  const uploadScript = script && { folder: uploadFolder, href: `${uploadPrefix}${script}` }
  return { render: renderPage, css: await readFile(cssPath, 'utf8'), ...(uploadScript ? { uploadScript } : {}) }
}
