import { Readable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../testing/database.ts'
import { aPdf } from '../../../testing/files.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { receiveUpload } from '../upload/upload.ts'
import { clearExpired } from './clear-expired.ts'
import { discardDraft, findDraft, saveDraft } from './draft.ts'

interface Answers {
  readonly name?: string
  readonly facts?: string
  readonly evidence?: readonly { readonly uploadId: string }[]
}

describe('a draft', () => {
  const database = useTestDatabase()
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  const save = (id: string | null, change: (answers: Answers) => Answers) =>
    saveDraft<Answers>(test.platform, id, {}, change, 'spec')
  const find = (id: string) => findDraft<Answers>(test.platform, id, 'spec')

  beforeAll(() => test.setClock('2026-03-02T10:00'))

  it('keeps every answer, one page after the other', async () => {
    const { id } = await save(null, () => ({ name: '王小明' }))
    await save(id, (answers) => ({ ...answers, facts: '有人仿造' }))
    expect(await find(id)).toMatchObject({ answers: { name: '王小明', facts: '有人仿造' }, version: 2, matterId: null })
  })

  it('two windows that save different pages at the same moment both keep their answer', async () => {
    const { id } = await save(null, () => ({}))
    await Promise.all([
      save(id, (answers) => ({ ...answers, name: '王小明' })),
      save(id, (answers) => ({ ...answers, facts: '有人仿造' })),
    ])
    expect((await find(id))?.answers).toEqual({ name: '王小明', facts: '有人仿造' })
  })

  it('is unreadable in the database and invisible without its id', async () => {
    const { id } = await save(null, () => ({ name: '王小明' }))
    const { rows } = await database.ownerPool.query('select answers_sealed from draft where id = $1', [id])
    expect(rows[0].answers_sealed.includes(Buffer.from('王小明'))).toBe(false)
    expect((await database.pool.query('select 1 from draft')).rowCount).toBe(0)
  })

  it('is there for fourteen days from its beginning, saving does not lengthen it', async () => {
    const { id } = await save(null, () => ({ name: '王小明' }))
    test.setClock('2026-03-15T10:00')
    await save(id, (answers) => ({ ...answers, facts: '有人仿造' }))
    test.setClock('2026-03-16T09:59')
    expect(await find(id)).not.toBeNull()
    test.setClock('2026-03-16T10:00')
    expect(await find(id)).toBeNull()
    test.setClock('2026-03-02T10:00')
  })

  it('that has expired is cleared together with the files uploaded for it, a living one stays', async () => {
    const upload = async (name: string) => {
      const received = await receiveUpload(test.platform, { name, bytes: Readable.from([aPdf, name]) }, 'spec')
      if (!received.ok) throw new Error(received.refusal.code)
      return received.value
    }
    const old = await upload('旧证书.pdf')
    const expired = await save(null, () => ({ evidence: [{ uploadId: old.uploadId }] }))
    test.setClock('2026-03-10T10:00')
    const young = await upload('新证书.pdf')
    const living = await save(null, () => ({ evidence: [{ uploadId: young.uploadId }] }))
    test.setClock('2026-03-16T10:00')
    const cleared = await clearExpired(test.platform)
    expect(cleared.uploads).toBe(1)
    const { rows } = await database.ownerPool.query('select id from draft where id = any($1)', [
      [expired.id, living.id],
    ])
    expect(rows).toEqual([{ id: living.id }])
    expect(await test.platform.files.has(Buffer.from(old.sha256, 'hex'))).toBe(false)
    expect(await test.platform.files.has(Buffer.from(young.sha256, 'hex'))).toBe(true)
    test.setClock('2026-03-02T10:00')
  })

  it('can be thrown away by its owner', async () => {
    const { id } = await save(null, () => ({ name: '王小明' }))
    expect(await discardDraft(test.platform, id, 'spec')).toEqual({ name: '王小明' })
    expect(await find(id)).toBeNull()
  })
})
