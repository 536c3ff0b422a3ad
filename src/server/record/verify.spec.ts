import { describe, expect, it } from 'vitest'
import { aMatter, type StoredMatter, step } from '../../../testing/a-matter.ts'
import { applicantOf } from '../../../testing/actors.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { aPng } from '../../../testing/files.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { uploaded } from '../../../testing/uploads.ts'
import { demoInstitutionId } from '../institution/demo-network.ts'
import { verify } from './verify.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })

const sql = async (text: string, ...values: unknown[]) => {
  const result = await database.ownerPool.query(text, values)
  expect(result.rowCount, `${text} changed something`).toBeGreaterThan(0)
}

/** A matter that has a file from the beginning, another from a supplement, a document, and six events. */
const withEvidence = async (): Promise<StoredMatter> => {
  const files = [
    { kind: 'photo', uploadId: await uploaded(test.platform, '柜台照片.png', aPng) },
    { kind: 'web-capture', name: '网店页面', link: 'https://example.com/item/1' },
  ]
  const noticed = await aMatter(test, { submission: { evidence: files } }).in('supplement-noticed')
  const noticeId = noticed.matter.notices[0]?.noticeId ?? ''
  const applicant = applicantOf(noticed.id)
  await step(test, noticed.id, applicant, { type: 'recordReceipt', noticeId, on: null, way: 'portal' })
  const matter = await step(test, noticed.id, applicant, {
    type: 'supplement',
    answer: '补充照片。',
    evidence: [{ kind: 'photo', uploadId: await uploaded(test.platform, '补充照片.png', aPng) }],
  })
  return { ...noticed, matter }
}

/** Does it to a fresh matter, asks `verify` about that matter alone, and leaves it broken: every case has its own. */
const verdict = async (tamper: (stored: StoredMatter) => Promise<void>) => {
  const stored = await withEvidence()
  expect(await verify(test.platform, stored.number)).toMatchObject({ matters: 1, events: 6, ok: true })
  await tamper(stored)
  const { rows } = await database.ownerPool.query<{ number: string }>('select number from matter where id = $1', [
    stored.id,
  ])
  const { ok, firstBroken } = await verify(test.platform, rows[0]?.number ?? '')
  expect(ok).toBe(false)
  return { stored, broken: firstBroken }
}

const event =
  (set: string, seq: number, ...values: unknown[]) =>
  (stored: StoredMatter) =>
    sql(`update matter_event set ${set} where matter_id = $1 and seq = $2`, stored.id, seq, ...values)
const party = (set: string) => (stored: StoredMatter) =>
  sql(`update party set ${set} where matter_id = $1 and role = 'applicant'`, stored.id)
const row = (set: string) => (stored: StoredMatter) => sql(`update matter set ${set} where id = $1`, stored.id)
const evidence = (set: string, name: string) => (stored: StoredMatter) =>
  sql(`update evidence set ${set} where matter_id = $1 and name = $2`, stored.id, name)

describe('an untouched record', () => {
  it('holds, over every matter in every status', async () => {
    for (const status of ['submitted', 'closed', 'refusal-upheld', 'deemed-withdrawn', 'archived'] as const) {
      test.setClock('2026-03-02T09:00')
      await aMatter(test).in(status)
    }
    test.setClock('2026-03-02T09:00')
    await withEvidence()
    expect(await verify(test.platform)).toEqual({ matters: 6, events: 33, ok: true, firstBroken: null })
  })

  it('a number that no matter has gives none', async () => {
    expect(await verify(test.platform, 'WQ33-2222-222Y')).toMatchObject({ matters: 0, ok: true })
  })

  it('the first broken one of many is named, whatever stands before and behind it', async () => {
    const before = await aMatter(test).in('under-review')
    const broken = await aMatter(test).in('accepted')
    const behind = await aMatter(test).in('under-review')
    await event('payload = payload || \'{"words":"x"}\'', 3)(broken)
    expect((await verify(test.platform)).firstBroken).toMatchObject({ matter: broken.number, seq: 3 })
    expect(await verify(test.platform, before.number)).toMatchObject({ ok: true })
    expect(await verify(test.platform, behind.number)).toMatchObject({ ok: true })
  })
})

describe('a database administrator who changes an event is found out at that event', () => {
  it.each([
    ['what was asked', event(`payload = jsonb_set(payload, '{items,0}', '"别的材料"')`, 3), 3],
    [
      'what was asked in a matter’s first event',
      event(`payload = jsonb_set(payload, '{need,facts}', '"别的事实"')`, 1),
      1,
    ],
    ['who did it', event(`actor = jsonb_set(actor, '{name}', '"别人"')`, 2), 2],
    ['when it was done', event("at = at - interval '1 day'", 4), 4],
    ['when it was done, by a millisecond', event("at = at + interval '1 millisecond'", 4), 4],
    ['its type', event("type = 'MatterTerminated'", 2), 2],
    [
      'its type, with the true one hidden in its payload',
      event(`type = 'MatterArchived', payload = payload || '{"type":"ReviewStarted"}'`, 2),
      2,
    ],
    ['a harmless addition to its payload', event(`payload = payload || '{"note":"x"}'`, 6), 6],
    ['an addition under a name that programs swallow', event(`payload = payload || '{"__proto__":{"a":1}}'`, 6), 6],
    ['its SHA-256', event("sha256 = decode(repeat('00', 32), 'hex')", 3), 3],
    ['its SM3', event("sm3 = decode(repeat('00', 32), 'hex')", 3), 3],
    ['the last event', event(`payload = jsonb_set(payload, '{answer}', '"没有补充"')`, 6), 6],
  ] as const)('%s', async (_what, tamper, seq) => {
    const { stored, broken } = await verdict(tamper)
    expect(broken).toMatchObject({ matter: stored.number, seq, what: 'event-changed' })
  })
})

describe('a database administrator who removes, adds or moves events is found out', () => {
  it.each([1, 3, 6])('removing event %i of six', async (seq) => {
    const { stored, broken } = await verdict(({ id }) =>
      sql('delete from matter_event where matter_id = $1 and seq = $2', id, seq),
    )
    expect(broken).toMatchObject({ matter: stored.number, seq, what: 'event-missing' })
  })

  it('removing the last event and setting the number of events back: the last hash does not fit', async () => {
    const { broken } = await verdict(async ({ id }) => {
      await sql('delete from matter_event where matter_id = $1 and seq = 6', id)
      await sql('update matter set version = 5 where id = $1', id)
    })
    expect(broken).toMatchObject({ seq: 5, what: 'event-changed' })
  })

  it('removing all of them', async () => {
    const { broken } = await verdict(({ id }) => sql('delete from matter_event where matter_id = $1', id))
    expect(broken).toMatchObject({ seq: 1, what: 'event-missing' })
  })

  it('removing one and closing the gap: the one that moved up is named', async () => {
    const { broken } = await verdict(async ({ id }) => {
      await sql('delete from matter_event where matter_id = $1 and seq = 3', id)
      await sql('update matter_event set seq = seq - 1 where matter_id = $1 and seq > 3', id)
    })
    expect(broken).toMatchObject({ seq: 3, what: 'event-changed' })
  })

  it('adding one at the end', async () => {
    const { broken } = await verdict(({ id }) =>
      sql(
        `insert into matter_event (matter_id, seq, type, at, actor, payload, sha256, sm3)
         select matter_id, 7, 'MatterAccepted', at, actor, '{"words":null,"clocks":[]}', sha256, sm3
         from matter_event where matter_id = $1 and seq = 6`,
        id,
      ),
    )
    expect(broken).toMatchObject({ seq: 7, what: 'event-changed' })
  })

  it('swapping two: the first of them is named', async () => {
    const { broken } = await verdict(async ({ id }) => {
      await sql('update matter_event set seq = -2 where matter_id = $1 and seq = 2', id)
      await sql('update matter_event set seq = 2 where matter_id = $1 and seq = 3', id)
      await sql('update matter_event set seq = 3 where matter_id = $1 and seq = -2', id)
    })
    expect(broken).toMatchObject({ seq: 2, what: 'event-changed' })
  })

  it('an event of another matter in its place', async () => {
    const other = await withEvidence()
    const { broken } = await verdict(async ({ id }) => {
      await sql('delete from matter_event where matter_id = $1 and seq = 2', id)
      await sql(
        `insert into matter_event select $1, seq, type, at, actor, payload, sha256, sm3
         from matter_event where matter_id = $2 and seq = 2`,
        id,
        other.id,
      )
    })
    expect(broken).toMatchObject({ seq: 2, what: 'event-changed' })
  })
})

describe('a database administrator who changes a party is found out', () => {
  it.each([
    ['the name', party("name = '李四'")],
    [
      'the telephone as it is encrypted',
      party(
        'phone_sealed = set_byte(phone_sealed, length(phone_sealed) - 1, 255 - get_byte(phone_sealed, length(phone_sealed) - 1))',
      ),
    ],
    ['the telephone put where the identity number was', party('identifier_sealed = phone_sealed')],
    ['the identity number taken away', party('identifier_sealed = null')],
    ['the kind of identity', party("identity_kind = 'legal-person'")],
    ['the salt', party("salt = decode(repeat('00', 16), 'hex')")],
    ['the role', party("role = 'agent'")],
  ])('%s', async (_what, tamper) => {
    const { stored, broken } = await verdict(tamper)
    expect(broken).toMatchObject({ matter: stored.number, seq: 1, what: 'party-changed' })
  })

  it('who takes the party away', async () => {
    const { broken } = await verdict(({ id }) =>
      sql("delete from party where matter_id = $1 and role = 'respondent'", id),
    )
    expect(broken).toMatchObject({ seq: 1, what: 'party-missing' })
  })

  it('who slips one in', async () => {
    const { broken } = await verdict(({ id }) =>
      sql(
        `insert into party (id, matter_id, role, position, name, salt)
         values (gen_random_uuid(), $1, 'agent', 9, '冒名者', '\\x00')`,
        id,
      ),
    )
    expect(broken).toMatchObject({ seq: 1, what: 'party-unknown' })
  })
})

describe('a database administrator who changes evidence is found out at the event that brought it', () => {
  it.each([
    ['the name of a file', evidence("name = '别的照片.png'", '柜台照片.png'), 1],
    ['the hash of a file of the supplement', evidence("sha256 = decode(repeat('00', 32), 'hex')", '补充照片.png'), 6],
    ['the kind', evidence("kind = 'contract'", '柜台照片.png'), 1],
    ['the address of a link', evidence("link = 'https://example.com/other'", '网店页面'), 1],
  ] as const)('%s', async (_what, tamper, seq) => {
    const { broken } = await verdict(tamper)
    expect(broken).toMatchObject({ seq, what: 'evidence-changed' })
  })

  it('who takes it away', async () => {
    const { broken } = await verdict(({ id }) =>
      sql("delete from evidence where matter_id = $1 and name = '补充照片.png'", id),
    )
    expect(broken).toMatchObject({ seq: 6, what: 'evidence-missing' })
  })

  it('who slips some in', async () => {
    const { broken } = await verdict(({ id }) =>
      sql(
        `insert into evidence (id, matter_id, kind, name, link, added_at)
         values (gen_random_uuid(), $1, 'photo', '栽赃', 'https://example.com', now())`,
        id,
      ),
    )
    expect(broken).toMatchObject({ what: 'evidence-unknown' })
  })
})

describe('a database administrator who changes a document is found out at the event that issued it', () => {
  const document = (set: string) => (stored: StoredMatter) =>
    sql(`update document set ${set} where matter_id = $1`, stored.id)
  it.each([
    ['its number', document("number = '知援330200补〔2026〕99号'")],
    ['the hash of its print', document("sha256 = decode(repeat('00', 32), 'hex')")],
    ['the hash of its code, so that another code would be called genuine', document("code_hash = '\\x00'")],
    ['its form', document('form_version = 2')],
  ])('%s', async (_what, tamper) => {
    const { broken } = await verdict(tamper)
    expect(broken).toMatchObject({ seq: 4, what: 'document-changed' })
  })

  it('who takes it away', async () => {
    const { broken } = await verdict(async ({ id }) => {
      await sql('delete from document_service where matter_id = $1', id)
      await sql('delete from document where matter_id = $1', id)
    })
    expect(broken).toMatchObject({ seq: 4, what: 'document-missing' })
  })

  it('who slips one in', async () => {
    const { broken } = await verdict(({ id }) =>
      sql(
        `insert into document select gen_random_uuid(), matter_id, form, form_version, title, institution_id, null, null,
           'X', 'X' || id, values_sealed, sha256, sm3, size_bytes, code_hash, issued_at, null
         from document where matter_id = $1`,
        id,
      ),
    )
    expect(broken).toMatchObject({ what: 'document-unknown' })
  })
})

describe('a row that says otherwise than the history is found out', () => {
  it.each([
    ['status', row("status = 'accepted'")],
    ['handler', row("handler_id = 'someone'")],
    ['due time', row("due_at = due_at + interval '30 days'")],
    ['due day', row('due_on = due_on + 30')],
    ['open', row('open = false')],
    ['title', row("title = '别的标题'")],
    ['kind', row("kind = 'consultation'")],
    ['services', row("services = '{CONSULT}'")],
    ['applicant as lists show it', row("applicant_label = '王*'")],
    ['province', row("province_code = '440000'")],
    ['holder', row(`holder_institution_id = '${demoInstitutionId('330100')}'`)],
    ['hash of the query code', row("query_code_hash = decode(repeat('00', 32), 'hex')")],
    ['time of submission', row("submitted_at = submitted_at - interval '1 day'")],
    ['tracking number', row("number = 'WQ33-2222-222Y'")],
  ])('%s', async (_what, tamper) => {
    const { broken } = await verdict(tamper)
    expect(broken).toMatchObject({ seq: 6, what: 'projection-differs' })
    expect(broken?.detail).toContain('the record says')
  })
})
