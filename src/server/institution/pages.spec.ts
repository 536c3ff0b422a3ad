import cookie from '@fastify/cookie'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { renderPage } from '../../web/portal/render.tsx'
import { createFrame } from '../portal/frame.ts'
import { demoInstitutionId, seededId } from './demo-network.ts'
import { institutionPages } from './pages.ts'
import { seedInstitutions } from './seed.ts'

describe('the pages of the directory', () => {
  const database = useTestDatabase()
  const test = useTestPlatform(database, { now: '2026-11-23T10:00' })
  let app: FastifyInstance

  beforeAll(async () => {
    const { platform } = test
    await seedInstitutions(platform.db, platform.codes, { demo: true })
    app = fastify()
    await app.register(cookie)
    await app.register(institutionPages(createFrame(platform, { render: renderPage, css: '' })))
  })
  afterAll(() => app.close())

  const get = async (path: string) => {
    const answer = await app.inject({ url: encodeURI(path) })
    return { status: answer.statusCode, html: answer.body, text: answer.body.replace(/<[^>]+>/g, ' '), answer }
  }

  it('before a search the provinces are shown with their numbers, without a cookie', async () => {
    const { status, html, answer } = await get('/institutions')
    expect(status).toBe(200)
    expect(html).toContain('<a href="/institutions?place=330000" aria-label="浙江，107 家">')
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('a typed district shows its station first', async () => {
    const { status, text } = await get('/institutions?place=鄞州&name=&kind=')
    expect(status).toBe(200)
    expect(text).toContain('为浙江省宁波市鄞州区服务的机构')
    expect(text.indexOf('鄞州区知识产权维权援助工作站（示范）')).toBeLessThan(
      text.indexOf('中国（宁波）知识产权保护中心'),
    )
    expect(text).toContain('咨询指导、公益研讨、培训、举报投诉接收与移送')
  })

  it('the link to the next page leads to the next page', async () => {
    const { html } = await get('/institutions?place=浙江省')
    const href = /<a class="btn quiet" href="([^"]+)">下一页/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const next = await app.inject({ url: href })
    expect(next.statusCode).toBe(200)
    expect(next.body).toContain('回到第一页')
    expect(next.body).not.toContain('浙江省知识产权维权援助中心（示范）')
  })

  it.each([
    ['an unknown place', 'place=亚特兰蒂斯', '没有找到叫“亚特兰蒂斯”的地方'],
    ['a place with several meanings', 'place=鼓楼区', '叫“鼓楼区”的地方不止一个'],
    ['a kind that does not exist', 'kind=temple', '没有这种机构类型'],
    ['a broken page mark', 'place=宁波市&after=x', '这个翻页地址不完整'],
    ['a place that is far too long', `place=${'长'.repeat(61)}`, '填写的内容太长或者有误'],
    ['a field that was sent twice', 'place=宁波&place=杭州', '填写的内容太长或者有误'],
  ])('%s is said on the page, with the provinces to go on', async (_what, query, words) => {
    const { status, text, html } = await get(`/institutions?${query}`)
    expect(status).toBe(422)
    expect(text).toContain(words)
    expect(html).toContain('按省份找')
  })

  it('what was typed is shown as text, never as markup', async () => {
    const { html } = await get('/institutions?place="><script>alert(1)</script>')
    expect(html).not.toContain('<script>')
  })

  it('the page of a real institution shows its source and says that it is not connected', async () => {
    const { status, text, html } = await get(`/institutions/${seededId('reported:民众街道知识产权维权援助服务站')}`)
    expect(status).toBe(200)
    expect(text).toContain('该机构信息来自公开来源，尚未接入本平台，请按其公布方式联系。')
    expect(html).toContain('href="http://www.zs.gov.cn/mzz/gggs/content/post_2343527.html"')
    expect(text).toContain('0760-87866614')
  })

  it('the page of a demonstration shows area, chain and services', async () => {
    const { text } = await get(`/institutions/${demoInstitutionId('330212')}`)
    expect(text).toContain('浙江省宁波市鄞州区')
    expect(text).toContain('全国知识产权维权援助中心（示范）')
    expect(text).toContain('集成电路布图设计')
  })

  it('an institution that is hidden, absent or no id at all is not found', async () => {
    for (const id of [seededId('reported:曹县知识产权快速维权中心'), '00000000-0000-4000-8000-000000000000', 'x'])
      expect((await get(`/institutions/${id}`)).status).toBe(404)
  })

  it('a page of twenty hits stays under 60 kB', async () => {
    const { html } = await get('/institutions?place=广东省')
    expect(Buffer.byteLength(html)).toBeLessThan(60_000)
  })
})
