import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import {
  consentVersion,
  type submissionInput,
  submissionInput as submissionSchema,
} from '../src/contract/submission.ts'
import type { Actor } from '../src/domain/actor/actor.ts'
import { as, type InstitutionId, type MatterId } from '../src/domain/kernel/ids.ts'
import { type Instant, toChinaIso } from '../src/domain/kernel/plain-date.ts'
import type { Channel, Matter, Status } from '../src/domain/matter/matter.ts'
import { demoInstitutionId } from '../src/server/institution/demo-network.ts'
import { findMatter } from '../src/server/matter/store.ts'
import { type StepRequest, takeStep } from '../src/server/matter/use-cases.ts'
import { inContext } from '../src/server/platform/context.ts'
import { submissionSettings, submit } from '../src/server/submission/submit.ts'
import { applicantOf, deskOf, staffNamed, theSystem } from './actors.ts'
import { aCreditCode, aPhone, aResidentId } from './identifiers.ts'
import type { TestPlatform } from './platform.ts'

/** A submission as it comes over the wire. */
export type SubmissionJson = z.input<typeof submissionInput>

export interface SubmissionOverrides extends Partial<Omit<SubmissionJson, 'applicant' | 'need'>> {
  readonly applicant?: Partial<SubmissionJson['applicant']>
  readonly need?: Partial<SubmissionJson['need']>
}

let people = 0

/** A complete and valid request for aid: a person in Ningbo whose patent is copied in a shop. Each call is another person. */
export const aSubmission = ({ applicant, need, ...rest }: SubmissionOverrides = {}): SubmissionJson => {
  people += 1
  return {
    submissionId: randomUUID(),
    kind: 'aid',
    agent: null,
    respondents: [{ name: '宁波某五金商行', place: '宁波市鄞州区某路 18 号', link: null }],
    evidence: [],
    institutionId: null,
    consent: { version: consentVersion, sensitiveData: true },
    ...rest,
    applicant: {
      identityKind: 'natural-person',
      name: '张明',
      identifier: aResidentId(people % 1000),
      phone: aPhone(people),
      mail: 'zhangming@example.com',
      address: '宁波市海曙区某巷 3 号',
      sme: false,
      ...applicant,
    },
    need: {
      position: 'right-holder',
      rights: [{ type: 'patent-utility-model', number: null, name: '一种折叠式晾衣架' }],
      scene: 'shop',
      facts: '发现该商行销售的晾衣架与本人专利产品结构相同，已购买样品并保留票据。',
      knownSince: '2026-02-20',
      occurredIn: '330212',
      locatedIn: '330203',
      urgency: 'none',
      urgentUntil: null,
      services: ['CONSULT', 'INFRINGEMENT_OPINION'],
      ...need,
    },
  }
}

/** The same from a company. */
export const aCompanySubmission = (overrides: SubmissionOverrides = {}): SubmissionJson =>
  aSubmission({
    ...overrides,
    applicant: {
      identityKind: 'legal-person',
      name: '宁波海风文具有限公司',
      identifier: aCreditCode(people),
      sme: true,
      ...overrides.applicant,
    },
  })

export interface MatterAsked {
  readonly submission?: SubmissionOverrides
  /** Division of the demonstration institution that holds it. */
  readonly heldBy?: string
  readonly channel?: Channel
}

/** A matter as it stands in the database, with what its sender was told. */
export interface StoredMatter {
  readonly id: MatterId
  readonly number: string
  readonly queryCode: string
  readonly submissionId: string
  readonly matter: Matter
}

/** Takes one step through the use-case, now. @throws with the refusal's code. */
export const step = async (
  test: TestPlatform,
  matterId: MatterId,
  actor: Actor,
  request: StepRequest,
): Promise<Matter> => {
  const result = await inContext(test.platform, actor, 'spec', (ctx) => takeStep(ctx, matterId, null, request))
  if (!result.ok) throw new Error(`${request.type}: ${result.refusal.code}`)
  return result.value
}

const money = {
  avoidedLossYuan: 50_000,
  recoveredYuan: null,
  savedFeesYuan: 3000,
  subsidyYuan: null,
  disputeValueYuan: null,
}

/** What each step asks for, filled in as an officer would. */
const requests = {
  requestSupplement: { type: 'requestSupplement', items: ['请补充专利登记簿副本'] },
  supplement: { type: 'supplement', answer: '已补充登记簿副本。', evidence: [] },
  accept: { type: 'accept', words: null },
  refuse: { type: 'refuse', grounds: ['no-clear-facts'], reasons: '没有说明被指侵权的产品和销售者。' },
  markNotInArea: { type: 'markNotInArea', reasons: '侵权行为地在杭州。', advisedInstitutionId: null },
  appeal: { type: 'appeal', reasons: '申请书已写明商行名称和地址，并附有照片。' },
  issueDeliverable: {
    type: 'issueDeliverable',
    kind: 'advice',
    title: '关于晾衣架专利的咨询指导意见',
    body: '建议先公证购买样品，再向市场监督管理部门投诉。',
  },
  close: { type: 'close', resultCode: 'advice-given', summary: '已给出指导意见，申请人表示清楚。', money },
  terminate: { type: 'terminate', ground: 'contact-lost', reasons: '三次电话未接通。' },
  withdraw: { type: 'withdraw', reasons: '双方已自行协商。' },
} as const satisfies Record<string, StepRequest>

type Road = (walk: Walk) => Promise<void>

interface Walk {
  readonly desk: (request: StepRequest) => Promise<void>
  readonly applicant: (request: StepRequest) => Promise<void>
  readonly system: (request: StepRequest) => Promise<void>
  readonly superior: (request: StepRequest) => Promise<void>
  readonly assign: () => Promise<void>
  /** Registers the receipt of the last notice, by telephone today. */
  readonly receive: () => Promise<void>
  /** Lets the clock of the platform run on. */
  readonly wait: (days: number) => void
}

/** How each status is reached from `submitted`. */
const roads: Record<Status, Road> = {
  submitted: async () => {},
  'under-review': (walk) => walk.desk({ type: 'startReview' }),
  'supplement-noticed': async (walk) => {
    await roads['under-review'](walk)
    await walk.desk(requests.requestSupplement)
  },
  accepted: async (walk) => {
    await roads['under-review'](walk)
    await walk.desk(requests.accept)
  },
  'in-service': async (walk) => {
    await roads.accepted(walk)
    await walk.assign()
  },
  closed: async (walk) => {
    await roads['in-service'](walk)
    await walk.desk(requests.issueDeliverable)
    await walk.desk(requests.close)
  },
  refused: async (walk) => {
    await roads['under-review'](walk)
    await walk.desk(requests.refuse)
  },
  appealed: async (walk) => {
    await roads.refused(walk)
    await walk.receive()
    await walk.applicant(requests.appeal)
  },
  'refusal-upheld': async (walk) => {
    await roads.appealed(walk)
    await walk.superior({ type: 'decideAppeal', outcome: 'upheld', answer: '事实确实不明确，维持。' })
  },
  'not-in-area': async (walk) => {
    await roads['under-review'](walk)
    await walk.desk(requests.markNotInArea)
  },
  'deemed-withdrawn': async (walk) => {
    await roads['supplement-noticed'](walk)
    await walk.receive()
    walk.wait(30)
    await walk.system({ type: 'lapseSupplement' })
  },
  withdrawn: (walk) => walk.applicant(requests.withdraw),
  terminated: async (walk) => {
    await roads['under-review'](walk)
    await walk.desk(requests.terminate)
  },
  archived: async (walk) => {
    await roads.withdrawn(walk)
    await walk.desk({ type: 'archive' })
  },
}

/** Sends the submission in through the use-case, as the applicant on the portal or a clerk at the desk would. */
const send = async (test: TestPlatform, asked: MatterAsked): Promise<StoredMatter> => {
  const { heldBy = '330200', channel = 'online' } = asked
  const json = aSubmission({ institutionId: demoInstitutionId(heldBy), ...asked.submission })
  const input = submissionSchema.parse(json)
  const sender: Actor =
    channel === 'online' ? { kind: 'public', scope: { kind: 'none' } } : deskOf(demoInstitutionId(heldBy))
  const consentGiven = channel === 'online' ? 'on-screen' : 'to-clerk'
  const { id, number, queryCode, submissionId } = await inContext(
    test.platform,
    sender,
    'spec',
    async (ctx) => {
      const result = await submit(ctx, input, { channel, consentGiven })
      if (!result.ok) throw new Error(`submit: ${result.refusal.code}`)
      const { matterId, number, queryCode } = result.value
      return { id: as<MatterId>(matterId), number, queryCode, submissionId: input.submissionId }
    },
    { settings: submissionSettings(input.submissionId) },
  )
  const matter = await loadMatter(test, id)
  return { id, number, queryCode, submissionId, matter }
}

/** The fold of what stands in the database. @throws when there is no such matter. */
export const loadMatter = (test: TestPlatform, id: MatterId): Promise<Matter> =>
  inContext(test.platform, theSystem, 'spec', async (ctx) => {
    const loaded = await findMatter(ctx, id)
    if (!loaded) throw new Error(`no matter ${id}`)
    return loaded.matter
  })

/**
 * A matter in any status, walked there through the use-cases at the platform's time: `await aMatter(test).in('accepted')`. The desk is
 * everybody in one person, so that no spec depends on who was on duty.
 */
export const aMatter = (test: TestPlatform, asked: MatterAsked = {}) => ({
  in: async (status: Status): Promise<StoredMatter> => {
    const stored = await send(test, asked)
    const holderId: InstitutionId = stored.matter.holderId
    const take = (actor: Actor) => async (request: StepRequest) => {
      await step(test, stored.id, actor, request)
    }
    const desk = deskOf(holderId)
    await roads[status]({
      desk: take(desk),
      applicant: take(applicantOf(stored.id)),
      system: take(theSystem),
      superior: async (request) => take(await staffNamed(test.platform, 'hanlin'))(request),
      assign: async () => take(desk)({ type: 'assign', handlerId: await anOfficerOf(test, holderId) }),
      receive: async () => {
        const noticeId = (await loadMatter(test, stored.id)).notices.at(-1)?.noticeId ?? ''
        await take(desk)({ type: 'recordReceipt', noticeId, on: null, way: 'phone' })
      },
      wait: (days) => {
        const later = Date.parse(test.platform.clock.now()) + days * 86_400_000
        test.setClock(toChinaIso(new Date(later).toISOString() as Instant))
      },
    })
    return { ...stored, matter: await loadMatter(test, stored.id) }
  },
})

/** @throws when the institution has no one to handle a matter. */
const anOfficerOf = async (test: TestPlatform, institutionId: InstitutionId): Promise<string> => {
  const { rows } = await test.platform.pool.query<{ id: string }>(
    `select id from staff where institution_id = $1 and roles && array['clerk', 'reviewer', 'head'] order by username limit 1`,
    [institutionId],
  )
  if (!rows[0]) throw new Error(`nobody works at ${institutionId}`)
  return rows[0].id
}
