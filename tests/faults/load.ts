import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { consentVersion } from '../../src/contract/submission.ts'
import { demoInstitutionId } from '../../src/server/institution/demo-network.ts'
import { demoPassword } from '../../src/server/staff/demo.ts'
import { aPhone, aResidentId } from '../../testing/identifiers.ts'

/** What the platform has said it took. Whatever is here must be there after every fall. */
export interface Acknowledged {
  readonly submissions: Map<string, { readonly matterId: string; readonly number: string; readonly queryCode: string }>
  /** Upload id → SHA-256 of the content. */
  readonly uploads: Map<string, string>
  readonly messages: Map<string, { readonly matterId: string; readonly text: string }>
  /** Matter → the event that stands in its history, once. */
  readonly steps: Map<string, string>
}

export interface Load {
  readonly acknowledged: Acknowledged
  /** Requests that were answered with a fault or not at all. */
  readonly unanswered: () => number
  /** Ends the load; whatever was asked is answered or given up. */
  readonly stop: () => Promise<void>
}

const json = { 'content-type': 'application/json' }
/** Longer than any answer; a server that was killed breaks the connection much sooner. */
const patienceMs = 20_000

const submissionOf = (n: number, uploadIds: readonly string[]) => ({
  submissionId: randomUUID(),
  kind: 'aid',
  applicant: {
    identityKind: 'natural-person',
    name: '周平安',
    identifier: aResidentId(n % 1000),
    phone: aPhone(n % 1000),
    mail: null,
    address: '宁波市海曙区某巷 3 号',
  },
  agent: null,
  respondents: [],
  need: {
    position: 'right-holder',
    rights: [{ type: 'trademark', number: null, name: '海雀' }],
    scene: 'shop',
    facts: '附近的店在卖使用我们商标的雨伞，做工很差，顾客来找我们退货。',
    knownSince: null,
    occurredIn: '330212',
    locatedIn: '330203',
    urgency: 'none',
    urgentUntil: null,
    services: ['CONSULT'],
  },
  evidence: uploadIds.map((uploadId) => ({ kind: 'photo', name: '说明.txt', uploadId })),
  institutionId: demoInstitutionId('330200'),
  consent: { version: consentVersion, sensitiveData: true },
})

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/**
 * Applicants who upload and send in, and an officer who takes steps and writes messages, each as fast as it is answered. An unanswered
 * request is sent again with the same id, as a person presses again; it must then have happened once.
 * @param url where the platform answers now; it moves when the platform is started anew
 */
export const startLoad = (url: () => string): Load => {
  const acknowledged: Acknowledged = {
    submissions: new Map(),
    uploads: new Map(),
    messages: new Map(),
    steps: new Map(),
  }
  let stopping = false
  let unanswered = 0
  let n = 0
  /** Another network for each call, so that no limit on tries ends the load. */
  const network = () => {
    n += 1
    return { 'x-forwarded-for': `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}` }
  }
  const ask = async (path: string, init: RequestInit): Promise<Response | null> => {
    try {
      const response = await fetch(`${url()}/api/v1${path}`, { ...init, signal: AbortSignal.timeout(patienceMs) })
      if (response.status < 500) return response
      await response.body?.cancel()
    } catch {
      // Killed under way.
    }
    unanswered += 1
    await pause(50)
    return null
  }
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    ask(path, { method: 'POST', headers: { ...json, ...network(), ...headers }, body: JSON.stringify(body) })
  /** Until it is answered or the load ends. */
  const insist = async (once: () => Promise<Response | null>): Promise<unknown> => {
    while (!stopping) {
      const response = await once()
      if (!response) continue
      // Half an answer of a killed server counts as none.
      const body: unknown = await response.json().catch(() => undefined)
      if (body === undefined) continue
      if (response.ok) return body
      throw new Error(`${response.status} ${JSON.stringify(body)}`)
    }
    return null
  }

  const upload = async (): Promise<string | null> => {
    // No two contents are the same; what follows the end of a PNG is looked at by nobody.
    const content = Buffer.concat([png, randomBytes(200 + (n % 5) * 20_000)])
    const form = new FormData()
    form.set('file', new File([content], '照片.png'))
    // Not repeated under one id: each try is another upload, and only the answered ones are counted on.
    const receipt = (await insist(() => ask('/uploads', { method: 'POST', headers: network(), body: form }))) as {
      uploadId: string
      sha256: string
    } | null
    if (!receipt) return null
    if (receipt.sha256 !== createHash('sha256').update(content).digest('hex'))
      throw new Error('upload: another content')
    acknowledged.uploads.set(receipt.uploadId, receipt.sha256)
    return receipt.uploadId
  }
  const open: string[] = []
  const applicant = async () => {
    while (!stopping) {
      const uploadId = n % 3 === 0 ? await upload() : null
      const submission = submissionOf(n, uploadId ? [uploadId] : [])
      const receipt = (await insist(() => post('/submissions', submission))) as {
        matterId: string
        number: string
        queryCode: string
      } | null
      if (!receipt) continue
      const known = acknowledged.submissions.get(submission.submissionId)
      if (known && known.matterId !== receipt.matterId) throw new Error('one submission, two matters')
      acknowledged.submissions.set(submission.submissionId, receipt)
      if (open.length < 200) open.push(receipt.matterId)
    }
  }

  const signIn = async (): Promise<{ cookie: string } | null> => {
    const response = await post('/session', { username: 'limin', password: demoPassword })
    if (!response?.ok) return null
    return {
      cookie: response.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; '),
    }
  }
  const officer = async () => {
    let session: { cookie: string } | null = null
    while (!stopping) {
      session ??= await signIn()
      const matterId = open.shift()
      if (!session || !matterId) {
        await pause(20)
        continue
      }
      await stepsOf(matterId, session)
    }
  }
  /** Looks before each try: a try whose answer was lost may have been carried out. */
  const startReview = async (matterId: string, session: { cookie: string }): Promise<boolean> => {
    while (!stopping) {
      const view = await ask(`/matters/${matterId}`, { headers: session })
      const seen = (await view?.json().catch(() => undefined)) as { status: string; version: number } | undefined
      if (!seen) continue
      if (view?.ok && seen.status !== 'submitted') return true
      const response = await post(`/matters/${matterId}/start-review`, { expectedVersion: seen.version }, session)
      await response?.body?.cancel()
      if (response?.ok) return true
      // 409: its documents were filed in between.
      if (response && response.status !== 409) throw new Error(`start-review: ${response.status}`)
    }
    return false
  }
  const stepsOf = async (matterId: string, session: { cookie: string }) => {
    if (!(await startReview(matterId, session))) return
    acknowledged.steps.set(matterId, 'ReviewStarted')
    const messageId = randomUUID()
    const text = `请您补充一张店面的照片（${messageId.slice(0, 8)}）。`
    if (await insist(() => post(`/matters/${matterId}/messages`, { messageId, text }, session))) {
      acknowledged.messages.set(messageId, { matterId, text })
    }
  }

  const workers = [applicant(), applicant(), applicant(), officer()]
  // Told by `stop`; until then a fault of the load itself must not end the process.
  for (const worker of workers) worker.catch(() => {})
  return {
    acknowledged,
    unanswered: () => unanswered,
    stop: async () => {
      stopping = true
      await Promise.all(workers)
    },
  }
}
