import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../../testing/app.ts'
import { audited } from '../../../testing/audit-watch.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { codeListNames } from '../../contract/code-list.ts'

const database = useTestDatabase({ seeded: true })
const test = useTestPlatform(database, { now: '2026-03-02T09:00' })
const { as } = useTestApp(database, test)

describe('the words behind the codes', () => {
  it('GET /api/v1/code-lists does: gives every list, each entry in Chinese and English with its source', async () => {
    const response = await as(null).get('/code-lists')
    expect(response.statusCode, response.body).toBe(200)
    const { lists } = response.json()
    expect(Object.keys(lists).sort()).toEqual([...codeListNames].sort())
    for (const [name, entries] of Object.entries<Record<string, unknown>[]>(lists)) {
      expect(entries.length, name).toBeGreaterThan(0)
      for (const entry of entries) {
        expect(entry, `${name} ${entry.code}`).toMatchObject({
          code: expect.any(String),
          zh: expect.stringMatching(/\p{Script=Han}/u),
          en: expect.stringMatching(/[A-Za-z]/),
          source: expect.any(Array),
        })
      }
    }
    expect(response.headers['cache-control']).toBe('public, max-age=300')
  })

  it('GET /api/v1/code-lists refuses: another method; what is given besides is not looked at', async () => {
    expect((await as(null).post('/code-lists')).json()).toMatchObject({ status: 404, code: 'not-found' })
    const plain = await as(null).get('/code-lists')
    expect((await as(null).get('/code-lists?list=x')).json()).toEqual(plain.json())
  })

  it('GET /api/v1/code-lists forbids: nobody; the lists are public and the same for all', async () => {
    const plain = await as(null).get('/code-lists')
    for (const user of ['limin', 'admin'] as const) expect((await as(user).get('/code-lists')).body).toBe(plain.body)
  })

  it('GET /api/v1/code-lists audits: words are no personal data and reading them leaves no row', async () => {
    expect((await audited(database, () => as(null).get('/code-lists'))).rows).toEqual([])
  })
})
