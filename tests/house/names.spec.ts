import { describe, expect, it } from 'vitest'
import { migrationsFolder, readMigrations } from '../../src/server/platform/migrate.ts'
import { sourceFiles, textOf } from '../../testing/source-files.ts'

const folders = ['src', 'testing', 'tests', 'scripts']
const source = folders.flatMap((folder) => sourceFiles(folder, /\.(ts|tsx|mjs|css)$/))
const nameOf = (file: string) => file.split('/').at(-1) ?? ''

describe('files and their names', () => {
  it('are kebab-case; a file of one component has its component’s name', () => {
    const good =
      /^[a-z0-9]+(-[a-z0-9]+)*(\.(spec|routes|properties|config))*\.(ts|tsx|mjs|css)$|^[A-Z][A-Za-z0-9]*\.tsx$/
    expect(source.filter((file) => !good.test(nameOf(file)))).toEqual([])
    const components = source.filter((file) => /^[A-Z]/.test(nameOf(file)))
    expect(components.length).toBeGreaterThan(30)
    const wrong = components.filter((file) => {
      const exported = [...textOf(file).matchAll(/^export (?:const|function) ([A-Z]\w*)/gm)].map(([, name]) => name)
      // Kindred parts may share a file under a name for all of them.
      return exported.length === 0 || (exported.length === 1 && exported[0] !== nameOf(file).replace('.tsx', ''))
    })
    expect(wrong).toEqual([])
  })

  it('say what they hold: no utils, helpers, common, misc, manager, index', () => {
    const empty = /(^|\/)(utils?|helpers?|common|misc|managers?|shared|index|types|constants)(\.|\/)/
    expect(source.filter((file) => empty.test(file))).toEqual([])
  })

  it('gather nothing: no barrels, no default exports in the rooms', () => {
    expect(source.filter((file) => /^export \*/m.test(textOf(file)))).toEqual([])
    const handsOnOnly = (text: string) =>
      text.trim() !== '' && text.replace(/^(export|import) [^;]*? from '[^']*'$/gm, '').trim() === ''
    expect(source.filter((file) => handsOnOnly(textOf(file)))).toEqual([])
    const rooms = source.filter((file) => file.startsWith('src/') || file.startsWith('testing/'))
    expect(rooms.filter((file) => /^export default/m.test(textOf(file)))).toEqual([])
  })

  it('have at most 400 lines; the one stylesheet of the portal is the exception', () => {
    const long = source.filter((file) => textOf(file).split('\n').length > 401)
    expect(long.filter((file) => file !== 'src/web/portal/portal.css')).toEqual([])
  })
})

describe('what stands in the files', () => {
  it('no work left for later', () => {
    // Written apart, so that this line is not its own find.
    const marks = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`)
    expect(source.filter((file) => marks.test(textOf(file)))).toEqual([])
  })

  it('no path of somebody’s machine', () => {
    const personal = /['"`\s(](\/(home|Users|root|work)\/[a-z]|C:\\\\Users\\\\)/
    expect([...source, ...sourceFiles('.', /\.md$/)].filter((file) => personal.test(textOf(file)))).toEqual([])
  })

  it('no spec that is skipped or runs alone', () => {
    const specs = source.filter((file) => /\.spec\.tsx?$/.test(file))
    expect(specs.length).toBeGreaterThan(40)
    const alone = /\b(it|test|describe)\.(only|skip|todo|fails)\(/
    expect(specs.filter((file) => alone.test(textOf(file)))).toEqual([])
  })

  it('no spec that sleeps', () => {
    const specs = source.filter((file) => /\.spec\.tsx?$/.test(file))
    expect(specs.filter((file) => /\bsetTimeout\(\s*(resolve|done|r)\b|\bsleep\(/.test(textOf(file)))).toEqual([])
  })

  it('no type check switched off', () => {
    // Written apart, for the same reason.
    const off = new RegExp(`@ts-${'ignore'}|@ts-${'nocheck'}|@ts-${'expect-error'}`)
    expect(source.filter((file) => off.test(textOf(file)))).toEqual([])
  })

  it('no public page styles itself or carries a program: the one stylesheet does, and scripts of our own come by address', () => {
    const pages = sourceFiles('src/web/portal', /\.tsx$/).concat(sourceFiles('src/web/ui', /\.tsx$/))
    expect(
      pages.filter(
        (file) => !file.includes('.spec.') && /\bstyle=|<style|<script(?! type="module" src=\{)/.test(textOf(file)),
      ),
    ).toEqual([])
  })
})

describe('migrations', () => {
  it('are numbered without a gap, by number and verb', async () => {
    const migrations = await readMigrations(migrationsFolder)
    expect(migrations.map((migration) => migration.number)).toEqual(migrations.map((_, index) => index + 1))
    const verbs = /^\d{4}-(create|add|change|rename|move|drop|fill|index|grant|allow|keep)-[a-z0-9-]+\.sql$/
    expect(migrations.map((migration) => migration.name).filter((name) => !verbs.test(name))).toEqual([])
  })

  it('go forward only', async () => {
    for (const { name, sql } of await readMigrations(migrationsFolder)) {
      expect(sql.replace(/--.*$/gm, ''), name).not.toMatch(/\brollback\b|\b-- *down\b/i)
    }
  })
})
