// `npm start`: installs, builds and runs whatever is missing. Plain JavaScript, so that an old Node can say what is wrong.
const major = Number(process.versions.node.split('.')[0])
if (major < 20) {
  console.error(`需要 Node.js 20 或更高版本，当前是 ${process.versions.node}。请从 https://nodejs.org 安装后重新运行。`)
  process.exit(1)
}

const { ensureInstalled, pinnedNode, root } = await import('./install.mjs')
const { ensureBuilt } = await import('./build.mjs')
const { runPlatform } = await import('./run-platform.mjs')

await ensureInstalled()
await ensureBuilt()
await runPlatform(pinnedNode, root)
