import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  divisionsAnswer,
  divisionsQuery,
  institutionAnswer,
  institutionsAnswer,
  institutionsQuery,
  proposalAnswer,
  proposalQuery,
} from '../../contract/institution.ts'
import { problem } from '../../contract/problem.ts'
import { uuid } from '../../contract/text.ts'
import { type Division, type Institution, nationCode } from '../../domain/institution/institution.ts'
import type { NoProposal, Place } from '../../domain/institution/propose.ts'
import { as, type DivisionCode } from '../../domain/kernel/ids.ts'
import { chinaDate } from '../../domain/kernel/plain-date.ts'
import type { CodeLists } from '../platform/code-lists.ts'
import { sendProblem } from '../platform/http.ts'
import type { Desk } from '../platform/identity.ts'
import { type DirectoryRefusal, searchDirectory } from './directory.ts'
import { findDivision, findDivisions, listChildren } from './division-queries.ts'
import { findShownInstitution, listParents, proposeFor } from './queries.ts'

const divisionRow = ({ code, name, fullName, level }: Division) => ({ code, name, fullName, level })

const listedRow = (institution: Institution, divisionName: string) => {
  const { id, name, kind, level, divisionCode, demo, acceptsOnline, status } = institution
  return { id, name, kind, level, divisionCode, divisionName, demo, acceptsOnline, status }
}

const namedRow = ({ id, name, kind, level, demo }: Institution) => ({ id, name, kind, level, demo })

/** Which field of the query was not understood, and why. */
const explainDirectory = (refusal: DirectoryRefusal): { path: string; message: string } => {
  switch (refusal.code) {
    case 'place-unknown':
      return { path: 'place', message: `没有找到叫“${refusal.given}”的地方` }
    case 'place-ambiguous': {
      const meant = refusal.meant.map(({ code, fullName }) => `${fullName}（${code}）`).join('、')
      return { path: 'place', message: `叫“${refusal.given}”的地方不止一个：${meant}` }
    }
    case 'kind-unknown':
      return { path: 'kind', message: `没有机构类型“${refusal.given}”，可用的类型见代码表 institution-kinds` }
    case 'name-empty':
      return { path: 'name', message: `“${refusal.given}”里没有文字` }
    case 'after-malformed':
      return { path: 'after', message: '翻页标记应当原样取自上一页' }
  }
}

const explainNoProposal = (refusal: NoProposal, codes: CodeLists): string => {
  if (refusal.code === 'division-unknown') return `没有代码为 ${refusal.given} 的行政区划`
  const services = refusal.services.map((code) => codes.label('services', code))
  const rights = refusal.rightTypes.map((code) => codes.label('right-types', code))
  return `没有已接入平台的机构同时办理这些事项：${[...rights, ...services].join('、')}`
}

/**
 * Divisions, the directory and the proposal. Public, since the portal shows the same without signing in; a signed-in member of staff
 * also sees the institutions that nobody has confirmed.
 */
export const institutionRoutes =
  (desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    const { db, codes, clock } = desk.platform
    const today = () => chinaDate(clock.now())

    app.get(
      '/divisions',
      {
        config: { token: 'directory:read', openToAll: true },
        schema: {
          tags: ['institutions'],
          summary: 'Divisions by typed words, the children of one, or the provinces',
          querystring: divisionsQuery,
          response: { 200: divisionsAnswer },
        },
      },
      async (request, reply) => {
        const { text, parent } = request.query
        const found =
          text === null ? await listChildren(db, parent ?? nationCode, today()) : await findDivisions(db, text, today())
        reply.header('cache-control', 'public, max-age=300')
        return { rows: found.map(divisionRow) }
      },
    )

    app.get(
      '/institutions',
      {
        config: { token: 'directory:read', openToAll: true },
        schema: {
          tags: ['institutions'],
          summary: 'The directory by place, name and kind, the nearest first',
          querystring: institutionsQuery,
          response: { 200: institutionsAnswer, 422: problem },
        },
      },
      async (request, reply) => {
        const includeUnconfirmed = (await desk.identify(request)) !== null
        const found = await searchDirectory(db, codes, request.query, { on: today(), includeUnconfirmed })
        if (!found.ok) {
          const error = explainDirectory(found.refusal)
          return sendProblem(reply, 'invalid', error.message, { errors: [error] })
        }
        const { rows, after, place } = found.value
        return {
          rows: rows.map(({ institution, divisionName }) => listedRow(institution, divisionName)),
          after,
          place: place === null ? null : divisionRow(place),
        }
      },
    )

    app.get(
      '/institutions/proposal',
      {
        config: { token: 'directory:read', openToAll: true },
        schema: {
          tags: ['institutions'],
          summary: 'The nearest institution that serves a place, the rights and the services, with reasons',
          querystring: proposalQuery,
          response: { 200: proposalAnswer, 422: problem },
        },
      },
      async (request, reply) => {
        const { occurredIn, locatedIn, rightTypes, services } = request.query
        const unknown = [
          ...rightTypes.filter((code) => codes.find('right-types', code, today()) === null),
          ...services.filter((code) => codes.find('services', code, today()) === null),
        ]
        if (unknown.length > 0) return sendProblem(reply, 'invalid', `代码表里没有：${unknown.join('、')}`)
        const places: Place[] = [
          ...(occurredIn === null ? [] : [{ code: as<DivisionCode>(occurredIn), as: 'occurred' as const }]),
          ...(locatedIn === null ? [] : [{ code: as<DivisionCode>(locatedIn), as: 'located' as const }]),
        ]
        const proposal = await proposeFor(db, codes, { places, rightTypes, services }, today())
        if (!proposal.ok) return sendProblem(reply, 'invalid', explainNoProposal(proposal.refusal, codes))
        const { institution, why, alternatives, climbed } = proposal.value
        return { institution: namedRow(institution), why: [...why], alternatives: alternatives.map(namedRow), climbed }
      },
    )

    app.get(
      '/institutions/:id',
      {
        config: { token: 'directory:read', openToAll: true },
        schema: {
          tags: ['institutions'],
          summary: 'One institution with its area, services and source',
          params: z.object({ id: uuid }),
          response: { 200: institutionAnswer, 404: problem },
        },
      },
      async (request, reply) => {
        const includeUnconfirmed = (await desk.identify(request)) !== null
        const { id } = request.params
        const institution = await findShownInstitution(db, id, { on: today(), includeUnconfirmed })
        if (institution === null) return sendProblem(reply, 'not-found')
        const areas = await Promise.all(institution.areas.map((code) => findDivision(db, code)))
        const own = await findDivision(db, institution.divisionCode)
        const { rightTypes, services, hours, address, phone, url, sourceGrade, sourceUrl, asOf } = institution
        return {
          ...listedRow(institution, own?.fullName ?? ''),
          areas: areas.filter((area) => area !== null).map(divisionRow),
          rightTypes: [...rightTypes],
          services: [...services],
          ...{ hours, address, phone, url },
          parents: (await listParents(db, id)).map((parent) => ({ ...parent })),
          source: sourceGrade === null ? null : { grade: sourceGrade, url: sourceUrl, asOf },
        }
      },
    )
  }
