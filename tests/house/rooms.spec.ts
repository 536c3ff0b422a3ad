import { describe, expect, it } from 'vitest'
import { allImports, exists, type Import, packageOf, roomFiles, roomImports } from '../../testing/imports.ts'
import { textOf } from '../../testing/source-files.ts'

const rooms = ['domain', 'contract', 'server', 'cli', 'web'] as const
type Room = (typeof rooms)[number]

/** What each room may import besides itself; everything else is a hole in a wall. */
const mayEnter: Record<Room, { readonly rooms: readonly Room[]; readonly packages: RegExp }> = {
  domain: { rooms: [], packages: /^$/ },
  contract: { rooms: ['domain'], packages: /^zod$/ },
  server: { rooms: ['domain', 'contract'], packages: /./ },
  cli: { rooms: ['domain', 'contract', 'server'], packages: /./ },
  web: {
    rooms: ['domain', 'contract'],
    packages:
      /^(react|react-dom|react-router|tus-js-client$|sm-crypto-v2$|antd|@ant-design\/|@tanstack\/|@simplewebauthn\/browser$|dayjs|zod$)/,
  },
}

const told = ({ file, specifier }: Import) => `${file} imports ${specifier}`
const roomOf = (path: string) => /^src\/(\w+)\//.exec(path)?.[1]

describe('the walls between the rooms', () => {
  it.each(rooms)('src/%s imports only what it may', (room) => {
    const { rooms: allowed, packages } = mayEnter[room]
    const imports = roomImports(`src/${room}`)
    expect(imports.length, 'imports were read').toBeGreaterThan(10)
    const wrong = imports.filter(({ specifier, target }) => {
      if (target === null) return !packages.test(specifier)
      const other = roomOf(target)
      return other !== room && !(allowed as readonly (string | undefined)[]).includes(other) // widened for includes
    })
    expect(wrong.map(told)).toEqual([])
  })

  it('the public pages know react and nothing of the workbench', () => {
    const imports = [...roomImports('src/web/portal'), ...roomImports('src/web/ui')]
    const wrong = imports.filter(({ specifier, target }) =>
      target === null ? !/^react(-dom)?(\/|$)/.test(specifier) : target.startsWith('src/web/workbench'),
    )
    expect(wrong.map(told)).toEqual([])
  })

  it('the components of ui know none of our nouns', () => {
    // A choice and a field error are parts of any form; a day is a day everywhere.
    const known = /^src\/(web\/ui\/|contract\/portal\/parts\.ts$|domain\/kernel\/)/
    const wrong = roomImports('src/web/ui').filter(({ target }) => target !== null && !known.test(target))
    expect(wrong.map(told)).toEqual([])
  })

  it('product code imports no spec and nothing of testing', () => {
    const wrong = rooms
      .flatMap((room) => roomImports(`src/${room}`))
      .filter(({ target }) => target !== null && /^(testing|tests)\/|\.spec\.tsx?$/.test(target))
    expect(wrong.map(told)).toEqual([])
  })

  it('every relative import names a file with its extension', () => {
    const wrong = ['src', 'testing', 'tests', 'scripts']
      .flatMap(allImports)
      .filter(({ target }) => target !== null && !(/\.\w+$/.test(target) && exists(target)))
      // The built renderer is there after a build only.
      .filter(({ target }) => !target?.startsWith('dist/'))
    expect(wrong.map(told)).toEqual([])
  })

  it('what the server, the command line and the contract need at run time is installed with them', () => {
    const { dependencies } = JSON.parse(textOf('package.json'))
    const wrong = (['contract', 'server', 'cli'] as const)
      .flatMap((room) => roomImports(`src/${room}`))
      .filter(({ specifier, target }) => target === null && !specifier.startsWith('node:'))
      // Of fastify's own types, and the database that an operating system fits to itself.
      .filter(({ specifier }) => !(packageOf(specifier) in dependencies) && !['pino'].includes(specifier))
    expect(wrong.map(told)).toEqual([])
  })
})

/** Files that may do what others leave to `platform`, each with its reason. */
const exceptions = {
  drivers: {
    'src/server/demonstration/seed-matters.ts': 'copies a nation’s rows in bulk, past the query builder',
    'src/server/operation/backup/restore-backup.ts': 'copies every table in, as the owner',
    'src/server/operation/backup/tables.ts': 'asks the catalogue for every table there is',
    'src/server/operation/backup/write-backup.ts': 'copies every table out, as the owner',
    'src/server/operation/rotate-keys.ts': 'seals parties anew, which the app may not change',
    'src/server/operation/sealed-columns.ts': 'asks the catalogue for every sealed column there is',
  },
  clock: {
    'src/server/demonstration/seed-matters.ts': 'tells how long the copying took',
    'src/server/operation/backup/restore-backup.ts': 'tells how long the restoring took',
    'src/server/operation/backup/write-backup.ts': 'tells how long the saving took',
    'src/server/operation/rotate-keys.ts': 'tells how long the sealing took',
    'src/web/workbench/clock.ts': 'the browser’s only reader of the clock',
  },
  environment: {
    'src/server/main.ts': 'hands the surroundings to readConfig',
    'src/cli/installation.ts': 'hands the surroundings to readConfig',
  },
} as const satisfies Record<string, Record<string, string>>

const offenders = (
  folder: string,
  pattern: RegExp,
  allowed: Record<string, string>,
  inside = /^src\/server\/platform\//,
) =>
  roomFiles(folder)
    .filter((file) => !inside.test(file) && !(file in allowed))
    .filter((file) => pattern.test(textOf(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')))

describe('what only the platform touches', () => {
  it('drivers of the database and of the queue', () => {
    expect(offenders('src', /from '(pg|pg-copy-streams|graphile-worker)'/, exceptions.drivers)).toEqual([])
  })

  it('the machine’s clock', () => {
    const reads = /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/
    expect(offenders('src', reads, exceptions.clock)).toEqual([])
  })

  it('the environment', () => {
    expect(offenders('src', /\bprocess\.env\b/, exceptions.environment)).toEqual([])
  })

  it('the domain and the contract throw no dice, read no clock and know no surroundings', () => {
    const impure =
      /\bMath\.random\(|\bcrypto\b|\bDate\.now\(|\bnew Date\(\)|\bprocess\b|\bfetch\(|\bsetTimeout\(|\bconsole\./
    for (const room of ['src/domain', 'src/contract']) expect(offenders(room, impure, {}, /^$/)).toEqual([])
  })

  it('nobody throws dice that can be foreseen', () => {
    expect(offenders('src', /\bMath\.random\(/, {}, /^$/)).toEqual([])
  })

  it('every exception is still one', () => {
    const patterns = {
      drivers: /from '(pg|pg-copy-streams|graphile-worker)'/,
      clock: /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/,
      environment: /\bprocess\.env\b/,
    }
    const stale = Object.entries(exceptions).flatMap(
      ([kind, files]) =>
        Object.keys(files).filter(
          (file) => !exists(file) || !patterns[kind as keyof typeof patterns].test(textOf(file)),
        ), // keys of the same names
    )
    expect(stale).toEqual([])
  })
})
