import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { uuid } from '../../contract/text.ts'
import type { Actor } from '../../domain/actor/actor.ts'
import { as, type MatterId } from '../../domain/kernel/ids.ts'
import { epochMs } from '../../domain/kernel/plain-date.ts'
import type { Frame } from '../portal/frame.ts'

/** Number and second proof have been shown in this browser: it may look at one matter for half an hour after the last look. */
export interface Grant {
  readonly matterId: MatterId
  readonly actor: Actor
}

const cookie = 'wq_track'
const path = '/track'
const minutes = 30

const shape = z.object({ matterId: uuid, until: z.number() })

export const giveGrant = (frame: Frame, reply: FastifyReply, matterId: MatterId): void => {
  const until = epochMs(frame.platform.clock.now()) + minutes * 60_000
  frame.setCookie(reply, cookie, JSON.stringify({ matterId, until }), { path, maxAgeSeconds: minutes * 60 })
}

/** The grant, its half hour begun anew; null when there is none or its time is over. */
export const useGrant = (frame: Frame, request: FastifyRequest, reply: FastifyReply): Grant | null => {
  const kept = frame.readCookie(request, cookie)
  const parsed = kept === null ? null : shape.safeParse(JSON.parse(kept))
  if (!parsed?.success || parsed.data.until <= epochMs(frame.platform.clock.now())) return null
  const matterId = as<MatterId>(parsed.data.matterId)
  giveGrant(frame, reply, matterId)
  return { matterId, actor: { kind: 'applicant', scope: { kind: 'matter', matterId } } }
}

export const dropGrant = (frame: Frame, reply: FastifyReply): void => frame.clearCookie(reply, cookie, path)
