import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { uuid } from '../../contract/text.ts'
import type { Language } from '../../domain/kernel/language.ts'
import { chinaDate } from '../../domain/kernel/plain-date.ts'
import { accountOf } from '../applicant/account-session.ts'
import type { Platform } from '../platform/platform.ts'
import type { Frame } from '../portal/frame.ts'
import { viewOf } from '../portal/view.ts'
import { discardUploads } from '../upload/discard.ts'
import { type AnswerStep, type Answers, firstOpenStep, type World } from './answers.ts'
import { type Draft, discardDraft, draftDays, findDraft, saveDraft } from './draft.ts'
import { questions, settled } from './questions.ts'

/** The application that this browser is filling in. Nothing is stored before the first page is answered. */
export interface Session {
  readonly draft: Draft<Answers> | null
  readonly answers: Answers
  readonly world: World
}

const draftCookie = 'wq_draft'
/** What was picked on the home page, until the first answer begins a draft. */
const startCookie = 'wq_start'
const path = '/apply'

export interface Start {
  readonly kind?: string
  readonly scene?: string
}

const startShape = z.object({ kind: z.string().optional(), scene: z.string().optional() })

export const worldOf = (platform: Platform, language: Language): World => ({
  language,
  codes: platform.codes.inLanguage(language),
  on: chinaDate(platform.clock.now()),
})

/** Only what is on offer today; anything else in a link is as good as nothing. */
export const readStart = (given: unknown, world: World): Start => {
  const parsed = startShape.safeParse(given)
  if (!parsed.success) return {}
  const { kind = '', scene = '' } = parsed.data
  return {
    kind: questions.kind.check({ kind }, {}, world).length === 0 ? kind : undefined,
    scene: world.codes.find('scenes', scene, world.on) ? scene : undefined,
  }
}

const beginning = ({ kind, scene }: Start): Answers => ({
  ...(kind === undefined ? {} : { kind: { kind } }),
  ...(scene === undefined ? {} : { startScene: scene }),
})

const startOf = (frame: Frame, request: FastifyRequest, world: World): Start => {
  const kept = frame.readCookie(request, startCookie)
  return kept === null ? {} : readStart(JSON.parse(kept), world)
}

export const keepStart = (frame: Frame, reply: FastifyReply, start: Start): void => {
  if (start.kind === undefined && start.scene === undefined) frame.clearCookie(reply, startCookie, path)
  else frame.setCookie(reply, startCookie, JSON.stringify(start), { path, maxAgeSeconds: 3600 })
}

export const openSession = async (frame: Frame, request: FastifyRequest): Promise<Session> => {
  const world = worldOf(frame.platform, viewOf(request).language)
  const id = uuid.safeParse(frame.readCookie(request, draftCookie))
  const draft = id.success ? await findDraft<Answers>(frame.platform, id.data, request.id) : null
  return { draft, answers: draft?.answers ?? beginning(startOf(frame, request, world)), world }
}

/** What a page showed of its own answer, so that its form can tell whether another device has changed it meanwhile. */
export const seenOf = (platform: Platform, { answers }: Pick<Session, 'answers'>, step: AnswerStep): string =>
  platform.crypto
    .keyedHash('draft.seen', JSON.stringify([step, answers[step] ?? null]))
    .toString('base64url')
    .slice(0, 16)

/** Puts a draft into the browser's hand. */
export const holdDraft = (frame: Frame, reply: FastifyReply, draftId: string): void =>
  frame.setCookie(reply, draftCookie, draftId, { path, maxAgeSeconds: draftDays * 86_400 })

/** Saves one page's answer and takes out what it has made wrong elsewhere. The first answer begins the draft. */
export const saveAnswer = async <Step extends AnswerStep>(
  frame: Frame,
  request: FastifyRequest,
  reply: FastifyReply,
  session: Session,
  step: Step,
  change: (before: Answers[Step]) => Answers[Step],
): Promise<Draft<Answers>> => {
  const { world } = session
  const saved = await saveDraft<Answers>(
    frame.platform,
    session.draft?.id ?? null,
    session.answers,
    (answers) => settled(answers, { ...answers, [step]: change(answers[step]) }, world),
    request.id,
    { resumable: true, accountId: await accountOf(frame, request) },
  )
  holdDraft(frame, reply, saved.id)
  if (session.draft === null) frame.clearCookie(reply, startCookie, path)
  return saved
}

/** Puts the draft out of the browser's hand: a new application may begin. */
export const leaveDraft = (frame: Frame, reply: FastifyReply): void => frame.clearCookie(reply, draftCookie, path)

/** Throws the unfinished application away, its files included. */
export const restart = async (
  frame: Frame,
  request: FastifyRequest,
  reply: FastifyReply,
  session: Session,
): Promise<void> => {
  leaveDraft(frame, reply)
  if (session.draft === null || session.draft.matterId !== null) return
  const answers = await discardDraft<Answers>(frame.platform, session.draft.id, request.id)
  const uploadIds = (answers?.evidence?.items ?? []).flatMap((item) => item.uploadId ?? [])
  await discardUploads(frame.platform, uploadIds, request.id)
}

export const openStepOf = ({ answers, world }: Session) => firstOpenStep(answers, world)
