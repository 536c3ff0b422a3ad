import { describe, expect, it } from 'vitest'
import { answerPage, answerUpTo, sendIn } from '../../../testing/an-application.ts'
import { useTestApp } from '../../../testing/app.ts'
import { openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { multipartBody } from '../../../testing/multipart.ts'
import { aPhoto } from '../../../testing/photo.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { sha256, sm3 } from '../platform/crypto.ts'

describe('the place in a photo that was uploaded', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  const server = useTestApp(database, test)
  const upload = async (content: Buffer) => {
    const body = multipartBody([], [{ field: 'file', fileName: '店面.jpg', content }])
    return (await server.app.inject({ method: 'POST', url: '/api/v1/uploads', ...body })).json()
  }
  const remove = (id: string) => server.app.inject({ method: 'POST', url: `/api/v1/uploads/${id}/remove-location` })

  it('POST /api/v1/uploads/:uploadId/remove-location does: another file without the place is kept, the first one’s fingerprints beside it', async () => {
    const photo = await aPhoto('jpeg', { shade: 1 })
    const before = await upload(photo)
    expect(before.location).toEqual({ latitude: 29.87, longitude: 121.55 })
    const response = await remove(before.uploadId)
    expect(response.statusCode, response.body).toBe(200)
    const after = response.json()
    expect(after).toMatchObject({
      location: null,
      originalSha256: before.sha256,
      originalSm3: sm3(photo).toString('hex'),
    })
    expect(after.sha256).not.toBe(before.sha256)
    expect(await test.platform.files.has(sha256(photo))).toBe(false)
    expect(await test.platform.files.has(Buffer.from(after.sha256, 'hex'))).toBe(true)
    // Pressed twice: the same answer, and the original is still the first one.
    expect((await remove(before.uploadId)).json()).toEqual(after)
  })

  it('POST /api/v1/uploads/:uploadId/remove-location refuses: what was never uploaded', async () => {
    expect((await remove('5f0c7b1e-6a51-4c59-9f3c-1f6a3a1c9d11')).statusCode).toBe(404)
    expect((await remove('x')).statusCode).toBe(422)
  })

  it('POST /api/v1/uploads/:uploadId/remove-location forbids: a file that a matter has taken over stays as it is', async () => {
    const { uploadId } = await upload(await aPhoto('jpeg', { shade: 2 }))
    await database.ownerPool.query('update upload set claimed_by = gen_random_uuid() where id = $1', [uploadId])
    expect((await remove(uploadId)).statusCode).toBe(404)
  })

  it('POST /api/v1/uploads/:uploadId/remove-location audits: nothing, for nothing of a matter is touched', async () => {
    const rows = async () => (await database.ownerPool.query('select count(*)::int as n from audit')).rows[0].n
    const before = await rows()
    await remove((await upload(await aPhoto('jpeg', { shade: 3 }))).uploadId)
    expect(await rows()).toBe(before)
  })

  const open = async (shade: number) => {
    const browser = openBrowser(server.app)
    await answerUpTo(browser, 'evidence')
    await browser.get('/apply/evidence')
    const file = { field: 'files', fileName: '店面.jpg', content: await aPhoto('jpeg', { shade }) }
    const page = await browser.follow(await browser.postFiles('/apply/evidence', { action: 'add' }, [file]))
    const id = /value="location-keep\.([0-9a-f-]{36})"/.exec(page.body)?.[1]
    const press = async (action: string) => browser.follow(await browser.postFiles('/apply/evidence', { action }, []))
    return { browser, page, id, press }
  }

  it('without script: the page shows it, does not go on before a choice, and keeps the place by choice', async () => {
    const { browser, page, id, press } = await open(4)
    expect(page.body).toContain('北纬 29.87°，东经 121.55°')
    const stopped = await browser.postFiles('/apply/evidence', { action: 'continue' }, [])
    expect(stopped.statusCode).toBe(422)
    expect(stopped.body).toContain('照片“店面.jpg”里带有拍摄地点，请先选择保留还是去掉')
    expect((await press(`location-keep.${id}`)).body).toContain('拍摄地点：已选择保留')
    const on = await browser.postFiles('/apply/evidence', { action: 'continue' }, [])
    expect(on.headers.location).toBe('/apply/institution')
  })

  it('without script: removed by choice, both fingerprints of the original stand in the record and on the receipt', async () => {
    const photo = await aPhoto('jpeg', { shade: 5 })
    const { browser, id, press } = await open(5)
    expect((await press(`location-remove.${id}`)).body).toContain('已去掉拍摄地点')
    await browser.postFiles('/apply/evidence', { action: 'continue' }, [])
    await answerPage(browser, 'institution')
    await sendIn(browser)
    const { rows } = await database.ownerPool.query('select sha256, original_sha256, original_sm3 from evidence')
    expect(rows).toHaveLength(1)
    expect(rows[0].original_sha256).toEqual(sha256(photo))
    expect(rows[0].original_sm3).toEqual(sm3(photo))
    const { rows: events } = await database.ownerPool.query(
      "select payload->'evidence'->0->>'originalSha256' as original from matter_event where type = 'MatterSubmitted'",
    )
    expect(events.map((row) => row.original)).toContain(sha256(photo).toString('hex'))
    expect((await browser.get('/apply/receipt')).body).toContain(sha256(photo).toString('hex'))
  })
})
