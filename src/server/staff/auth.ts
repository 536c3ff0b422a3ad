import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { twoFactor, username } from 'better-auth/plugins'
import { type Kysely, sql } from 'kysely'
import type { Config } from '../platform/config.ts'
import type { FieldCrypto } from '../platform/crypto.ts'
import type { Platform } from '../platform/platform.ts'
import { joinedDatabase } from './joined-database.ts'

/** A session ends this long after sign-in, and when it was not used for `sessionIdleMs`. */
export const sessionLifetimeMs = 12 * 3_600_000
export const sessionIdleMs = 2 * 3_600_000
/** Time to enter the second factor after the password. */
const challengeLifetimeMs = 10 * 60_000

export const totpIssuer = '维权一张网'
export const minPasswordLength = 12
export const maxPasswordLength = 200

/** Signs the cookies and seals the second factors' secrets; changing it ends every session and every second factor. */
export const authSecret = (crypto: FieldCrypto): string => crypto.derive('staff-sign-in').toString('base64url')

/** Names under which a browser keeps the session and the pending second factor. Over https better-auth marks them `__Secure-`. */
export const cookieNames = (publicUrl: string) => {
  const prefix = publicUrl.startsWith('https://') ? '__Secure-' : ''
  return { session: `${prefix}weiquan.session_token`, challenge: `${prefix}weiquan.two_factor` }
}

/** The network address as better-auth is told it; set by us alone, never taken from the request's headers. */
export const addressHeader = 'x-weiquan-address'

export const authOptions = (database: Kysely<unknown>, config: Pick<Config, 'publicUrl' | 'demo'>, secret: string) =>
  ({
    appName: totpIssuer,
    baseURL: config.publicUrl,
    secret,
    // Statements run in the caller's transaction, see joined-database.ts.
    database: { db: database, type: 'postgres', transaction: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Guesses are counted in guess.ts by name and address together; this counter knows addresses only.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      // Accounts are made by administrators (use-cases.ts); the handler that would serve sign-up is not mounted either.
      disableSignUp: true,
      minPasswordLength,
      maxPasswordLength,
    },
    user: {
      modelName: 'staff',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'staff_session',
      fields: {
        userId: 'staff_id',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        expiresAt: 'expires_at',
      },
      expiresIn: sessionLifetimeMs / 1000,
      // actor.ts keeps the time of last use; nothing may lengthen the session.
      disableSessionRefresh: true,
      // A cached session would outlive its revocation.
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'staff_account',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'staff_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'staff_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      session: {
        create: {
          // Runs after the password was checked, so a disabled account takes as long to refuse as a wrong password. The
          // password of demonstration accounts is published: without the demonstration they are disabled.
          before: async ({ userId }) => {
            const { rows } = await sql<{ enabled: boolean }>`
              select not s.disabled and (not i.demo or ${config.demo}) as enabled
              from staff s join institution i on i.id = s.institution_id where s.id = ${userId}`.execute(database)
            if (rows[0]?.enabled !== true) throw new APIError('UNAUTHORIZED', { code: 'ACCOUNT_DISABLED' })
          },
        },
      },
    },
    plugins: [
      username({
        displayUsername: false,
        maxUsernameLength: 40,
        usernameValidator: (name) => /^[a-z][a-z0-9._-]{2,39}$/.test(name),
      }),
      twoFactor({
        issuer: totpIssuer,
        twoFactorCookieMaxAge: challengeLifetimeMs / 1000,
        // Guesses at the second factor need the password first. The owner is locked out with the guesser, so the limit is
        // far above a person's slips, and far below what a search of a million codes needs.
        accountLockout: { enabled: true, maxFailedAttempts: 30, durationSeconds: 900 },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'staff_two_factor',
            fields: {
              userId: 'staff_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
    advanced: {
      cookiePrefix: 'weiquan',
      useSecureCookies: config.publicUrl.startsWith('https://'),
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // A spec compares the migration with what better-auth expects; doing it again at each start costs a query.
      database: { validateSchema: false },
    },
  }) satisfies BetterAuthOptions

/**
 * better-auth as the keeper of credentials, sessions and second factors. Its web handler is not mounted: our routes call its
 * functions, so only what `contract/staff.ts` names can be reached.
 */
export const createAuth = (platform: Pick<Platform, 'db' | 'crypto' | 'config'>) => {
  const { handle, join } = joinedDatabase(platform.db)
  const instance = betterAuth(authOptions(handle, platform.config, authSecret(platform.crypto)))
  return { api: instance.api, context: instance.$context, join }
}
export type Auth = ReturnType<typeof createAuth>
