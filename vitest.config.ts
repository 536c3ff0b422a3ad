import { defineConfig } from 'vitest/config'

// Two workers: a station's machine and the shared runner have two cores, and the specs' PostgreSQL works beside them.
const maxWorkers = 2

/** Commands that work on an installation: their specs need the database. */
const databaseCommands = ['src/cli/user.spec.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'domain',
          include: [
            'src/{domain,contract,web,cli}/**/*.spec.{ts,tsx}',
            'tests/house/**/*.spec.ts',
            'scripts/**/*.spec.ts',
          ],
          exclude: databaseCommands,
          // Properties and the house specs are long on a busy machine; nothing here waits for anything.
          testTimeout: 30_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'server',
          include: ['src/server/**/*.spec.ts', 'tests/{attacks,faults}/**/*.spec.ts', ...databaseCommands],
          globalSetup: ['testing/database-server.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.spec.ts'],
          globalSetup: ['testing/running-app.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          maxWorkers,
        },
      },
    ],
  },
})
