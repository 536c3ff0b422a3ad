import { ensureChromium } from '../testing/chromium.ts'

try {
  ensureChromium((line) => console.log(line))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
