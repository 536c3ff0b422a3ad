import { beforeAll, describe, expect, it } from 'vitest'
import { aMatter, type StoredMatter } from '../../../testing/a-matter.ts'
import { type DemoUser, useTestApp } from '../../../testing/app.ts'
import { audited, expectNoPersonalData } from '../../../testing/audit-watch.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aPng } from '../../../testing/files.ts'
import { aResidentId } from '../../../testing/identifiers.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { uploaded } from '../../../testing/uploads.ts'
import type { MatterView } from '../../contract/matter.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const desk = useTestApp(database, test)

const applicant = {
  identifier: aResidentId(42),
  phone: '13812345678',
  mail: 'zhangming@example.com',
  address: '宁波市海曙区某巷 3 号',
}
let ningbo: StoredMatter
let hangzhou: StoredMatter
let view: MatterView

beforeAll(async () => {
  const photo = { kind: 'photo', uploadId: await uploaded(test.platform, '柜台"照片" (1).png', aPng) }
  const page = { kind: 'web-capture', name: '网店页面', link: 'https://example.com/item/1' }
  ningbo = await aMatter(test, { submission: { applicant, evidence: [photo, page] } }).in('submitted')
  hangzhou = await aMatter(test, { heldBy: '330100' }).in('submitted')
  view = (await desk.as('limin').get(`/matters/${ningbo.id}`)).json()
})

const partyId = (role: string) => view.parties.find((party) => party.role === role)?.partyId ?? ''

describe('revealing what identifies a party', () => {
  const reveal = (user: DemoUser, body: object, id: string = ningbo.id) =>
    desk.as(user).post(`/matters/${id}/reveal`, body)
  const asking = (field: string, more: object = {}) => ({
    partyId: partyId('applicant'),
    field,
    reason: '核对身份',
    ...more,
  })

  it('POST /api/v1/matters/:id/reveal does: shows one field in full', async () => {
    const values: Record<string, string> = {}
    for (const field of ['identifier', 'phone', 'mail', 'address']) {
      values[field] = (await reveal('limin', asking(field))).json().value
    }
    expect(values).toEqual(applicant)
  })

  it('POST /api/v1/matters/:id/reveal refuses: no reason, an unknown field, a field the party has not, a party of another matter', async () => {
    for (const body of [
      asking('phone', { reason: ' ' }),
      asking('salt'),
      asking('name'),
      asking('phone', { partyId: 'x' }),
    ]) {
      expect((await reveal('limin', body)).json()).toMatchObject({ status: 422, code: 'invalid' })
    }
    const respondent = await reveal('limin', asking('phone', { partyId: partyId('respondent') }))
    expect(respondent.json()).toMatchObject({ status: 404, code: 'not-found' })
    const elsewhere = await reveal('chenjie', asking('phone'), hangzhou.id)
    expect(elsewhere.json()).toMatchObject({ status: 404, code: 'not-found' })
  })

  it('POST /api/v1/matters/:id/reveal forbids: supervisors, auditor and administrator, another city, who is not signed in', async () => {
    for (const user of ['shenyun', 'hanlin', 'qinzheng', 'admin'] as const) {
      expect((await reveal(user, asking('phone'))).json(), user).toMatchObject({ status: 403, code: 'not-allowed' })
    }
    expect((await reveal('chenjie', asking('phone'))).statusCode).toBe(404)
    expect((await reveal(null, asking('phone'))).statusCode).toBe(401)
  })

  it('POST /api/v1/matters/:id/reveal audits: who saw which field of which party and why, not what it said', async () => {
    const { rows } = await audited(database, () => reveal('limin', asking('phone')))
    expect(rows).toEqual([
      expect.objectContaining({
        action: 'party.reveal',
        actor_name: '李敏',
        object_id: ningbo.id,
        institution_id: demoInstitutionId('330200'),
        detail: { partyId: partyId('applicant'), field: 'phone', reason: '核对身份' },
      }),
    ])
    expectNoPersonalData(rows)
    const refused = await audited(database, () => reveal('limin', asking('phone', { partyId: partyId('respondent') })))
    expect(refused.rows, 'what was not shown leaves no row').toEqual([])
  })
})

describe('downloading evidence', () => {
  const evidenceId = (name: string) => view.evidence.find((one) => one.name.includes(name))?.evidenceId ?? ''
  const download = (user: DemoUser, id = evidenceId('照片'), matterId: string = ningbo.id) =>
    desk.as(user).get(`/matters/${matterId}/evidence/${id}`)

  it('GET /api/v1/matters/:id/evidence/:evidenceId does: gives the file as it came, to be saved and never run', async () => {
    const response = await download('limin')
    expect(response.statusCode, response.body).toBe(200)
    expect(response.rawPayload.equals(aPng)).toBe(true)
    expect(response.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    const disposition = String(response.headers['content-disposition'])
    expect(disposition).toMatch(/^attachment; filename="[\x20-\x21\x23-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9%._~-]+$/)
    expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe(view.evidence.find((one) => one.sha256)?.name)
  })

  it('GET /api/v1/matters/:id/evidence/:evidenceId refuses: a link, which is no file, an unknown id, evidence of another matter', async () => {
    expect((await download('limin', evidenceId('网店'))).statusCode).toBe(404)
    expect((await download('limin', '0198a000-0000-4000-8000-00000000dead')).statusCode).toBe(404)
    expect((await download('chenjie', evidenceId('照片'), hangzhou.id)).statusCode).toBe(404)
    expect((await download('limin', 'photo')).statusCode).toBe(422)
  })

  it('GET /api/v1/matters/:id/evidence/:evidenceId forbids: another city, the administrator, who is not signed in', async () => {
    expect((await download('chenjie')).statusCode).toBe(404)
    expect((await download('admin')).statusCode).toBe(403)
    expect((await download(null)).statusCode).toBe(401)
  })

  it('GET /api/v1/matters/:id/evidence/:evidenceId audits: who took which piece', async () => {
    const { rows } = await audited(database, () => download('hanlin'))
    expect(rows).toEqual([
      expect.objectContaining({
        action: 'evidence.download',
        actor_name: '韩林',
        object_id: ningbo.id,
        institution_id: demoInstitutionId('330200'),
        detail: { evidenceId: evidenceId('照片') },
      }),
    ])
    expectNoPersonalData(rows)
    expect((await audited(database, () => download('chenjie'))).rows).toEqual([])
  })
})
