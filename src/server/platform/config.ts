import { join, resolve } from 'node:path'
import { type SuiteName, suiteNames } from './cipher-suite.ts'
import { readStorage, readVirusScan } from './file-config.ts'
import type { S3Config } from './s3.ts'
import type { VirusScanConfig } from './virus-scan.ts'

/** What the surroundings decide. Each has a default that runs on a laptop; see README "Settings". */
export interface Config {
  readonly port: number
  readonly host: string
  /** Address under which people reach the platform; decides secure cookies and printed links. */
  readonly publicUrl: string
  readonly dataDir: string
  /** Null: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null
  /** A login that may be `weiquan_app` and nothing else; null: the owner's, which takes on that role. */
  readonly databaseAppUrl: string | null
  /** Demonstration network, people and matters. */
  readonly demo: boolean
  readonly poolSize: number
  /** Where files are kept; null: in `dataDir`. */
  readonly storage: S3Config | null
  /** Who looks for viruses; null: nobody. */
  readonly virusScan: VirusScanConfig | null
  /** Where staff may sign in by their national or provincial identity; null: nowhere. */
  readonly identityProvider: {
    readonly issuer: string
    readonly clientId: string
    readonly clientSecret: string
    /** As the button calls it. */
    readonly name: string
  } | null
  /** How long the door stays open after the signal to stop, while `/ready` already says no. */
  readonly stopDelayMs: number
  /** Who reads `/metrics` shows it; null: only readers on the machine itself. */
  readonly metricsToken: string | null
  /** With which ciphers and hashes personal data is sealed from now on; what the other suite sealed still opens. */
  readonly cryptoSuite: SuiteName
  /** The server that takes letters and the name they come from; null: no letters are sent. */
  readonly mail: { readonly url: string; readonly from: string } | null
  /** The gateway that takes text messages and the secret they are signed with; null: none are sent. */
  readonly sms: { readonly url: string; readonly secret: string } | null
  /** Host names that webhooks may reach in the clear and at private addresses. */
  readonly webhookPrivateHosts: readonly string[]
  /** Where the images of seals and signatures on documents come from; `none`: documents go out without. */
  readonly seal: { readonly kind: 'none' | 'file'; readonly folder: string }
  /** Who answers for the personal data of this installation (PIPL art. 17), as the privacy notice names them. */
  readonly operator: { readonly name: string; readonly contact: string }
}

const wholeNumber = (name: string, text: string | undefined, fallback: number, min: number, max: number): number => {
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (Number.isInteger(value) && value >= min && value <= max) return value
  throw new Error(`${name}: given "${text}", expected a whole number from ${min} to ${max}`)
}

const isLoopback = (hostname: string): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)

const readIdentityProvider = (env: NodeJS.ProcessEnv): Config['identityProvider'] => {
  const issuer = env.OIDC_ISSUER
  const clientId = env.OIDC_CLIENT_ID
  const clientSecret = env.OIDC_CLIENT_SECRET
  if (!issuer) return null
  const url = URL.canParse(issuer) ? new URL(issuer) : null
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new Error(`OIDC_ISSUER: given "${issuer}", expected an https address such as https://id.example.org`)
  }
  if (!clientId) throw new Error('OIDC_CLIENT_ID: expected the id that the identity provider gave this platform')
  if (!clientSecret) throw new Error('OIDC_CLIENT_SECRET: expected the secret that belongs to OIDC_CLIENT_ID')
  return { issuer, clientId, clientSecret, name: env.OIDC_NAME || '统一身份认证' }
}

const readMail = (env: NodeJS.ProcessEnv): Config['mail'] => {
  const url = env.SMTP_URL
  const from = env.MAIL_FROM
  if (!url) return null
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol)) {
    throw new Error(
      'SMTP_URL: expected smtps://user:password@host or smtp://host:port (not shown, it may hold a password)',
    )
  }
  if (!from || !/^([^<>@]+<)?[^\s<>@]+@[^\s<>@]+>?$/.test(from)) {
    throw new Error(`MAIL_FROM: given "${from ?? ''}", expected an address such as 维权一张网 <no-reply@example.org>`)
  }
  return { url, from }
}

/** As long as the key of the hash that it feeds. */
const secretChars = 32

const readSms = (env: NodeJS.ProcessEnv): Config['sms'] => {
  const url = env.SMS_URL
  const secret = env.SMS_SECRET
  if (!url) return null
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed?.protocol !== 'https:' && !(parsed?.protocol === 'http:' && isLoopback(parsed.hostname))) {
    throw new Error('SMS_URL: expected an https address, or http on this machine (not shown, it may hold a password)')
  }
  if (!secret || secret.length < secretChars) {
    throw new Error(`SMS_SECRET: expected at least ${secretChars} characters (the value is not shown)`)
  }
  return { url, secret }
}

const readSeal = (env: NodeJS.ProcessEnv, dataDir: string): Config['seal'] => {
  const kind = env.SEAL || 'none'
  if (kind !== 'none' && kind !== 'file') throw new Error(`SEAL: given "${kind}", expected none or file`)
  return { kind, folder: resolve(env.SEAL_DIR || join(dataDir, 'seals')) }
}

const shortestToken = 24

const readMetricsToken = (env: NodeJS.ProcessEnv): string | null => {
  const token = env.METRICS_TOKEN
  if (!token) return null
  if (token.length >= shortestToken) return token
  throw new Error(`METRICS_TOKEN: expected at least ${shortestToken} characters (the value is not shown)`)
}

/** What stands for the operator until the installation names one. */
export const unnamedOperator = {
  name: '本平台的运行单位',
  contact: '请联系您的事项的办理机构，由其转交',
} as const

/** @throws an Error that names the variable, what was given and what was expected. */
export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  const dataDir = resolve(env.DATA_DIR || '.data')
  const port = wholeNumber('PORT', env.PORT, 8080, 0, 65_535)
  const host = env.HOST || '127.0.0.1'
  const publicUrl = env.PUBLIC_URL || `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  if (!URL.canParse(publicUrl) || !/^https?:$/.test(new URL(publicUrl).protocol)) {
    throw new Error(`PUBLIC_URL: given "${publicUrl}", expected an address such as https://weiquan.example.org`)
  }
  const databaseUrl = env.DATABASE_URL || null
  const databaseAppUrl = env.DATABASE_APP_URL || null
  for (const [name, url] of [
    ['DATABASE_URL', databaseUrl],
    ['DATABASE_APP_URL', databaseAppUrl],
  ] as const) {
    if (url === null || /^postgres(ql)?:\/\//.test(url)) continue
    throw new Error(
      `${name}: expected postgres://user:password@host:port/database (the value is not shown, it may hold a password)`,
    )
  }
  if (databaseAppUrl !== null && databaseUrl === null) {
    throw new Error(
      'DATABASE_APP_URL: expected together with DATABASE_URL; the embedded database has a login for the app',
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
    dataDir,
    databaseUrl,
    databaseAppUrl,
    demo: env.DEMO !== 'off',
    poolSize: wholeNumber('DB_POOL', env.DB_POOL, 16, 2, 200),
    storage: readStorage(env),
    virusScan: readVirusScan(env),
    identityProvider: readIdentityProvider(env),
    cryptoSuite,
    metricsToken: readMetricsToken(env),
    stopDelayMs: wholeNumber('STOP_DELAY', env.STOP_DELAY, 0, 0, 60) * 1000,
    mail: readMail(env),
    sms: readSms(env),
    webhookPrivateHosts: (env.WEBHOOK_PRIVATE_HOSTS || '').split(',').flatMap((host) => host.trim() || []),
    seal: readSeal(env, dataDir),
    operator: {
      name: env.OPERATOR_NAME || unnamedOperator.name,
      contact: env.OPERATOR_CONTACT || unnamedOperator.contact,
    },
  }
}
