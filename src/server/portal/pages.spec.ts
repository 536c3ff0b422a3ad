import { fastify } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../../testing/app.ts'
import { openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { renderPage } from '../../web/portal/render.tsx'
import { portalPages } from './pages.ts'

describe('the portal', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  const server = useTestApp(database, test)
  const get = (url: string) => server.app.inject({ url })

  it('greets with the situations, the provinces with their real counts, and the limit from the rules', async () => {
    const { body, statusCode } = await get('/')
    expect(statusCode).toBe(200)
    expect(body).toContain('href="/apply?kind=consultation&amp;scene=e-commerce"')
    expect(body).toContain('15 个工作日')
    const { rows } = await database.ownerPool.query(
      `select count(*)::int as n from institution where accepts_online and status = 'active'`,
    )
    expect(body).toContain(rows[0].n.toLocaleString('zh-CN'))
  })

  it.each([
    ['/privacy', '谁来处理'],
    ['/accessibility', '无障碍声明'],
    ['/about', '国知发保字〔2020〕22号'],
    ['/track', '不用注册'],
    ['/institutions', '找机构'],
  ])('%s answers', async (url, words) => {
    const { statusCode, body } = await get(url)
    expect(statusCode).toBe(200)
    expect(body).toContain(words)
  })

  it('the stylesheet has its content’s hash in its name and is kept for ever; another name is not there', async () => {
    const href = /href="(\/assets\/portal\.[0-9a-f]{12}\.css)"/.exec((await get('/')).body)?.[1] ?? ''
    const css = await get(href)
    expect(css.headers['content-type']).toBe('text/css; charset=utf-8')
    expect(css.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect((await get('/assets/portal.000000000000.css')).statusCode).toBe(404)
  })

  it.each(['/nothing', '/apply/nothing', '/track/nothing', '/wp-login.php', '/%00', '/institutions/x'])(
    '%s is answered by the page for what is not there',
    async (url) => {
      const { statusCode, body } = await get(url)
      expect(statusCode).toBe(404)
      expect(body).toContain('没有这个页面')
    },
  )

  it('looking at pages without a form sets no cookie', async () => {
    for (const url of ['/', '/about', '/institutions', '/nothing']) expect((await get(url)).cookies).toEqual([])
  })

  it('a fault is told with the request’s number and without its cause', async () => {
    const app = fastify()
    app.setValidatorCompiler(validatorCompiler)
    app.setSerializerCompiler(serializerCompiler)
    const broken = {
      ...test.platform,
      db: {
        selectFrom: () => {
          throw new Error('secret words')
        },
      },
    }
    // Only what the page reads is broken.
    await app.register(portalPages(broken as unknown as typeof test.platform, { render: renderPage, css: '' }))
    const response = await app.inject({ url: '/' })
    expect(response.statusCode).toBe(500)
    expect(response.body).toContain('出了点问题，是我们的原因')
    expect(response.body).toMatch(/<b class="code">req-/)
    expect(response.body).not.toContain('secret words')
    await app.close()
  })

  it('after six hundred forms in ten minutes from one network the next has to wait', async () => {
    const browser = openBrowser(server.app, { address: '10.9.9.9' })
    await browser.get('/apply/kind')
    for (let n = 0; n < 600; n += 1) await browser.post('/track/leave', {})
    const response = await browser.post('/apply/kind', { kind: 'aid' })
    expect(response.statusCode).toBe(429)
    expect(response.headers['retry-after']).toBe('600')
    expect(response.body).toContain('操作太快了')
  })
})
