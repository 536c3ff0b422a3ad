import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'

// The headless shell has the same engine without the parts around a window: journeys take two thirds of the time (measured on two).
const installed = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** The Chromium of this machine: CHROMIUM_PATH, else the system's, else one that Playwright downloaded; null without any. */
export function findChromium(): string | null {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (existsSync(given)) return given
    throw new Error(`CHROMIUM_PATH: given "${given}", expected an existing program`)
  }
  return [...installed, chromium.executablePath()].find((path) => existsSync(path)) ?? null
}

/**
 * Makes sure that the journeys have a browser and Chinese type: as root on Debian from its packages, else by Playwright's download.
 * Throws with what to do when neither works; missing type only makes boxes of characters, so that is told through `log`.
 */
export function ensureChromium(log: (line: string) => void): string {
  const found = findChromium()
  if (found && hasChineseType()) return found
  const type = hasChineseType() ? [] : ['fonts-noto-cjk']
  const tried = found
    ? installFromDebian(type, log)
    : // Nothing to tell: it worked. Older Debians have no package of the shell.
      installFromDebian(['chromium-headless-shell', ...type], log) && installFromDebian(['chromium', ...type], log)
  if (!findChromium()) downloadWithPlaywright(log)
  const chosen = findChromium()
  if (!chosen) {
    throw new Error(
      `浏览器测试需要 Chromium，但没有找到，也无法安装。请安装 chromium（Debian：apt-get install chromium fonts-noto-cjk），或用 CHROMIUM_PATH 指明位置。\n${tried}`,
    )
  }
  if (!hasChineseType())
    log('没有找到中文字体（fc-list :lang=zh 为空），页面上的汉字会显示为方框；可安装 fonts-noto-cjk。')
  return chosen
}

function hasChineseType(): boolean {
  const list = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  // Systems without fontconfig (macOS, Windows) bring Chinese type along.
  if (list.error) return process.platform !== 'linux'
  return list.stdout.trim() !== ''
}

function installFromDebian(packages: readonly string[], log: (line: string) => void): string {
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  if (process.getuid?.() !== 0) return '当前用户不是 root，未尝试 apt-get。'
  if (apt('--version').error) return '没有 apt-get。'
  log(`正在安装 ${packages.join('、')}（apt-get）…`)
  apt('update')
  const outcome = apt('install', '-y', '--no-install-recommends', ...packages)
  return outcome.status === 0 ? '' : `apt-get: ${outcome.stderr.trim().slice(-2000)}`
}

function downloadWithPlaywright(log: (line: string) => void): void {
  log('正在下载 Chromium（Playwright）…')
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit', timeout: 300_000 })
}
