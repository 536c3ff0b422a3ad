import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root, sourceFiles, textOf } from '../../testing/source-files.ts'

const documents = sourceFiles('.', /\.md$/)

/** Every match of the first group, with the document that it stands in. */
const found = (pattern: RegExp): readonly { readonly document: string; readonly text: string }[] =>
  documents.flatMap((document) => [...textOf(document).matchAll(pattern)].map(([, text = '']) => ({ document, text })))

const missing = (all: readonly { document: string; text: string }[], isThere: (one: string, from: string) => boolean) =>
  all.filter(({ document, text }) => !isThere(text, document)).map(({ document, text }) => `${document}: ${text}`)

const readmes = ['README.md', 'README.zh-CN.md'] as const

describe('the documents', () => {
  it('link to files that are there', () => {
    const links = found(/\]\((?!https?:|#)([^)#\s]+)/g).filter(({ text }) => !text.endsWith('.png'))
    expect(links.length).toBeGreaterThan(60)
    expect(missing(links, (link, from) => existsSync(join(root, dirname(from), link)))).toEqual([])
  })

  it('show pictures of the tour that are there', () => {
    const shown = new Set(found(/\]\(docs\/tour\/([\w-]+\.png)\)/g).map(({ text }) => text))
    expect(shown.size).toBeGreaterThan(8)
    // The pictures are taken from a running platform and may be left out of a copy; half of them may not.
    if (!existsSync(join(root, 'docs/tour'))) return
    const taken = sourceFiles('docs/tour', /\.png$/).map((path) => path.replace('docs/tour/', ''))
    expect([...shown].filter((name) => !taken.includes(name))).toEqual([])
  })

  it('name files and folders that are there', () => {
    const paths = found(/`((?:src|rules|migrations|seed|scripts|docs|testing|tests)\/[\w./-]+)`/g)
    expect(paths.length).toBeGreaterThan(40)
    expect(missing(paths, (path) => existsSync(join(root, path)))).toEqual([])
  })

  it('name scripts of package.json, and commands of the command line', () => {
    const scripts = new Set(Object.keys(JSON.parse(textOf('package.json')).scripts))
    expect(missing(found(/npm run (?:-s )?([\w:]+)/g), (name) => scripts.has(name))).toEqual([])
    const commands = new Set(
      [...textOf('src/cli/main.ts').matchAll(/^ {2}'?([a-z-]+)'?: async/gm)].map(([, name]) => name),
    )
    expect(commands.size).toBeGreaterThan(4)
    expect(missing(found(/npm run -s weiquan -- ([a-z-]+)/g), (name) => commands.has(name))).toEqual([])
  })

  it('list every setting that the platform reads, in both languages, and no other', () => {
    const readers = ['src/server/platform/config.ts', 'src/server/platform/file-config.ts', 'src/server/main.ts']
    const read = readers.flatMap((file) => [...textOf(file).matchAll(/\benv\.([A-Z0-9_]+)/g)].map(([, name]) => name))
    const settings = [...new Set(read)].sort()
    expect(settings.length).toBeGreaterThan(8)
    for (const readme of readmes) {
      const listed = [...textOf(readme).matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, name]) => name)
      expect(listed.sort(), readme).toEqual(settings)
    }
  })

  it('say the same in English and Chinese: the same commands, pictures, links and accounts', () => {
    const [english, chinese] = readmes.map((readme) => {
      const text = textOf(readme)
      const blocks = [...text.matchAll(/```\w+\n([\s\S]*?)```/g)].map(([, block]) => block)
      const links = [...text.matchAll(/\]\(([^)]+)\)/g)]
        .map(([, link]) => link)
        .filter((link) => !link?.startsWith('README'))
      const accounts = [...text.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name)
      return { blocks, links, accounts, headings: text.match(/^##? /gm)?.length }
    })
    expect(chinese).toEqual(english)
  })

  it('number the decisions without a gap, each with its state', () => {
    const records = documents.filter((document) => document.startsWith('docs/decisions/'))
    const numbers = records.map((record) => Number(record.split('/').at(-1)?.slice(0, 4)))
    expect(numbers).toEqual(records.map((_, index) => index + 1))
    for (const record of records) {
      expect(textOf(record), record).toMatch(/^# \d{4} .+\n\nStatus: (accepted|superseded by \d{4}), \d{4}-\d\d-\d\d\n/)
    }
  })
})
