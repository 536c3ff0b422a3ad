import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('the settings', () => {
  it('all have a default that runs on a laptop', () => {
    expect(readConfig({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:8080',
      dataDir: expect.stringMatching(/[/\\]\.data$/),
      databaseUrl: null,
      demo: true,
      poolSize: 16,
    })
  })

  it('an empty variable is one that is not set', () => {
    const empty = { PORT: '', HOST: '', PUBLIC_URL: '', DATA_DIR: '', DATABASE_URL: '', DEMO: '', DB_POOL: '' }
    expect(readConfig(empty)).toEqual(readConfig({}))
  })

  it('the address follows host and port, and has no slash at its end', () => {
    expect(readConfig({ PORT: '80', HOST: '::1' }).publicUrl).toBe('http://[::1]:80')
    expect(readConfig({ PUBLIC_URL: 'https://weiquan.example.org//' }).publicUrl).toBe('https://weiquan.example.org')
  })

  it.each([
    [{ PORT: 'http' }, 'PORT: given "http", expected a whole number from 0 to 65535'],
    [{ PORT: '70000' }, 'PORT: given "70000"'],
    [{ PORT: '80.5' }, 'PORT: given "80.5"'],
    [{ DB_POOL: '1' }, 'DB_POOL: given "1", expected a whole number from 2 to 200'],
    [{ PUBLIC_URL: 'weiquan.example.org' }, 'PUBLIC_URL: given "weiquan.example.org"'],
    [{ PUBLIC_URL: 'ftp://weiquan.example.org' }, 'PUBLIC_URL: given "ftp://weiquan.example.org"'],
    [{ DEMO: 'yes' }, 'DEMO: given "yes", expected on or off'],
    [{ METRICS_TOKEN: 'short' }, /^METRICS_TOKEN: expected at least 24 characters(?!.*short)/],
    [{ CRYPTO_SUITE: 'rot13' }, 'CRYPTO_SUITE: given "rot13", expected default or sm'],
    [{ SMTP_URL: 'mail.example.org' }, 'SMTP_URL: expected smtps://'],
    [{ SMTP_URL: 'smtps://mail.example.org' }, 'MAIL_FROM: given "", expected an address such as'],
    [{ SMTP_URL: 'smtps://mail.example.org', MAIL_FROM: 'nobody' }, 'MAIL_FROM: given "nobody"'],
    [{ SMS_URL: 'http://sms.example.org' }, 'SMS_URL: expected an https address'],
    [{ SMS_URL: 'https://sms.example.org', SMS_SECRET: 'short' }, 'SMS_SECRET: expected at least 32 characters'],
    [{ DATABASE_URL: 'mysql://root:secret@host/db' }, 'DATABASE_URL: expected postgres://'],
    [
      { DATABASE_URL: 'postgres://owner@host/db', DATABASE_APP_URL: 'mysql://root:secret@host/db' },
      'DATABASE_APP_URL: expected postgres://',
    ],
    [{ DATABASE_APP_URL: 'postgres://app@host/db' }, 'DATABASE_APP_URL: expected together with DATABASE_URL'],
    [{ OIDC_ISSUER: 'http://id.example.org' }, 'OIDC_ISSUER: given "http://id.example.org", expected an https address'],
    [{ OIDC_ISSUER: 'nonsense' }, 'OIDC_ISSUER: given "nonsense", expected an https address'],
    [{ OIDC_ISSUER: 'https://id.example.org' }, 'OIDC_CLIENT_ID: expected'],
    [{ OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'weiquan' }, 'OIDC_CLIENT_SECRET: expected'],
  ])('%j stops the start and says what was expected', (env, message) => {
    expect(() => readConfig(env)).toThrow(message)
  })

  it('a refused address of the database is not repeated, for it may hold a password', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://root:secret@host/db' })).toThrow(/^(?!.*secret)/)
  })
})
