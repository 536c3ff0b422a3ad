import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { apiPaths } from '../../../contract/paths.ts'
import {
  endedSessions,
  passkeyCreationOptions,
  passkeyList,
  passkeyRequestOptions,
  passkeyRow,
  sessionList,
  signInWaysAnswer,
} from '../../../contract/session.ts'
import { signInAnswer } from '../../../contract/staff.ts'
import { call } from './client.ts'
import { localProblem, ProblemError } from './problem-error.ts'

const nothing = z.unknown()

export const signInWaysQuery = queryOptions({
  queryKey: ['sign-in-ways'],
  queryFn: ({ signal }) => call(apiPaths.signInWays(), signInWaysAnswer, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => call(apiPaths.passkeys(), passkeyList, { signal }),
})

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => call(apiPaths.sessions(), sessionList, { signal }),
})

/** Asks the device. It says no without saying why: cancelled, timed out, no key for this site. */
const askDevice = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await ask()
  } catch (cause) {
    const known = cause instanceof Error && cause.name === 'InvalidStateError'
    const words = known
      ? '这台设备上的通行密钥已经登记，不用重复添加。'
      : '设备没有完成验证。请再试一次，并在设备提示时确认。'
    throw new ProblemError(localProblem('unreachable', 0, words), { cause })
  }
}

/** Two steps: the password gives the question, the device answers it with a new key. */
export const addPasskey = async ({ name, password }: { name: string; password: string }) => {
  const options = await call(apiPaths.passkeyOptions(), passkeyCreationOptions, { method: 'POST', body: { password } })
  // The contract hands on what the library made, in the words of WebAuthn.
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
  const response = await askDevice(() => startRegistration({ optionsJSON }))
  return call(apiPaths.passkeys(), passkeyRow, { method: 'POST', body: { name, response } })
}

export const signInByPasskey = async () => {
  const options = await call(apiPaths.passkeySignInOptions(), passkeyRequestOptions, { method: 'POST' })
  // As above.
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  const response = await askDevice(() => startAuthentication({ optionsJSON }))
  return call(apiPaths.passkeySignIn(), signInAnswer, { method: 'POST', body: { response } })
}

export const removePasskey = (id: string) => call(apiPaths.onePasskey(id), nothing, { method: 'DELETE' })
export const endSession = (id: string) => call(apiPaths.oneSession(id), nothing, { method: 'DELETE' })
export const endOtherSessions = () => call(apiPaths.sessions(), endedSessions, { method: 'DELETE' })
export const endSessionsOf = (staffId: string) =>
  call(apiPaths.sessionsOfStaff(staffId), endedSessions, { method: 'DELETE' })
