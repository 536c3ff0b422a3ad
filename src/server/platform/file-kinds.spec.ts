import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadFileKinds, publishedFileKinds } from './file-kinds.ts'

const published = readFileSync(join(import.meta.dirname, '../../../rules/uploads/file-kinds.yaml'), 'utf8')

describe('the list of what may be handed in', () => {
  let path = ''
  let dir = ''
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'weiquan-kinds-'))
    path = join(dir, 'file-kinds.yaml')
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))
  const load = (text: string) => {
    writeFileSync(path, text)
    return loadFileKinds(path)
  }

  it('gives each accepted kind its reason, and each refused ending what to do instead in both languages', () => {
    expect(publishedFileKinds.accepted.length).toBeGreaterThan(10)
    for (const { because } of publishedFileKinds.refused) expect([because.zh, because.en]).not.toContain('')
  })

  it('stops the start with the place of a mistake', () => {
    expect(() => load(published.replace('extensions: [pdf]', 'extensions: [PDF]'))).toThrow(
      'accepted.0.extensions.0: expected an ending in small letters without its dot',
    )
    expect(() => load(published.replace('extensions: [zip, rar', 'extensions: [pdf, rar'))).toThrow(
      'ending pdf: given twice, expected once',
    )
    expect(() => load(published.replace('because: 手机照片', ''))).toThrow('accepted.1.because')
  })
})
