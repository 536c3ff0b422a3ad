import { resolve } from 'node:path'
import { type SuiteName, suiteNames } from './cipher-suite.ts'

/** What the surroundings decide. Each has a default that runs on a laptop; see README "Settings". */
export interface Config {
  readonly port: number
  readonly host: string
  /** Address under which people reach the platform; decides secure cookies and printed links. */
  readonly publicUrl: string
  readonly dataDir: string
  /** Null: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null
  /** Demonstration network, people and matters. */
  readonly demo: boolean
  readonly poolSize: number
  /** With which ciphers and hashes personal data is sealed from now on; what the other suite sealed still opens. */
  readonly cryptoSuite: SuiteName
  /** Who answers for the personal data of this installation (PIPL art. 17), as the privacy notice names them. */
  readonly operator: { readonly name: string; readonly contact: string }
}

const wholeNumber = (name: string, text: string | undefined, fallback: number, min: number, max: number): number => {
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (Number.isInteger(value) && value >= min && value <= max) return value
  throw new Error(`${name}: given "${text}", expected a whole number from ${min} to ${max}`)
}

/** @throws an Error that names the variable, what was given and what was expected. */
export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  const port = wholeNumber('PORT', env.PORT, 8080, 0, 65_535)
  const host = env.HOST || '127.0.0.1'
  const publicUrl = env.PUBLIC_URL || `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  if (!URL.canParse(publicUrl) || !/^https?:$/.test(new URL(publicUrl).protocol)) {
    throw new Error(`PUBLIC_URL: given "${publicUrl}", expected an address such as https://weiquan.example.org`)
  }
  const databaseUrl = env.DATABASE_URL || null
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new Error(
      'DATABASE_URL: expected postgres://user:password@host:port/database (the value is not shown, it may hold a password)',
    )
  }
  if (env.DEMO !== undefined && !['', 'on', 'off'].includes(env.DEMO)) {
    throw new Error(`DEMO: given "${env.DEMO}", expected on or off`)
  }
  const cryptoSuite = suiteNames.find((name) => name === (env.CRYPTO_SUITE || 'default'))
  if (cryptoSuite === undefined) {
    throw new Error(`CRYPTO_SUITE: given "${env.CRYPTO_SUITE}", expected ${suiteNames.join(' or ')}`)
  }
  return {
    port,
    host,
    publicUrl: publicUrl.replace(/\/+$/, ''),
    dataDir: resolve(env.DATA_DIR || '.data'),
    databaseUrl,
    demo: env.DEMO !== 'off',
    poolSize: wholeNumber('DB_POOL', env.DB_POOL, 16, 2, 200),
    cryptoSuite,
    operator: {
      name: env.OPERATOR_NAME || '本平台的运行单位',
      contact: env.OPERATOR_CONTACT || '请联系您的事项的办理机构，由其转交',
    },
  }
}
