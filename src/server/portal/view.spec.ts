import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../../testing/app.ts'
import { openBrowser } from '../../../testing/browser-session.ts'
import { useTestDatabase } from '../../../testing/database.ts'
import { useTestPlatform } from '../../../testing/platform.ts'
import { renderPage } from '../../web/portal/render.tsx'
import { buildApp } from '../app.ts'
import type { Platform } from '../platform/platform.ts'

const useHttps = (platform: Platform): Platform => ({
  ...platform,
  config: { ...platform.config, publicUrl: 'https://weiquan.example.org' },
})

describe('how a person wants to see the pages', () => {
  const database = useTestDatabase({ seeded: true })
  const test = useTestPlatform(database, { now: '2026-03-02T10:00' })
  const server = useTestApp(database, test)

  it('a link in the header chooses the language, comes back to the same page with its search, and holds on all others', async () => {
    const browser = openBrowser(server.app)
    const page = await browser.get('/institutions?place=330200')
    expect(page.body).toContain('href="/institutions?place=330200&amp;language=en"')
    const chosen = await browser.get('/institutions?place=330200&language=en')
    expect(chosen.statusCode).toBe(303)
    expect(chosen.headers.location).toBe('/institutions?place=330200')
    expect(chosen.cookies[0]).toMatchObject({
      name: 'wq_view',
      value: 'en',
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
    })
    for (const url of ['/', '/track', '/apply/kind', '/nothing']) {
      expect((await browser.get(url)).body).toContain('<html lang="en">')
    }
    await browser.get('/track?language=zh')
    expect((await browser.get('/track')).body).toContain('<html lang="zh-CN">')
  })

  it('language, large type and contrast are chosen and left one by one', async () => {
    const browser = openBrowser(server.app)
    await browser.get('/?ease=on')
    await browser.get('/?contrast=on')
    await browser.get('/?language=en')
    expect((await browser.get('/')).body).toContain('<html lang="en" class="ease contrast">')
    await browser.get('/?ease=off')
    expect((await browser.get('/')).body).toContain('<html lang="en" class="contrast">')
  })

  it('what the browser asks for is offered and not taken; once somebody has chosen, nothing is offered', async () => {
    const get = (language: string, cookie = '') =>
      server.app.inject({ url: '/about', headers: { 'accept-language': language, cookie } })
    const english = await get('en-GB,en;q=0.9,zh;q=0.3')
    expect(english.body).toContain('<html lang="zh-CN">')
    expect(english.body).toContain('This page is available in English.')
    for (const other of ['zh-CN,zh;q=0.9,en;q=0.8', 'en;q=0.2,zh', 'fr', 'en;q=0', '', ';;q=,,']) {
      expect((await get(other)).body).not.toContain('class="offer"')
    }
    expect((await get('en', 'wq_view=zh')).body).not.toContain('class="offer"')
  })

  it.each([
    ['//elsewhere.example/?language=en', '/elsewhere.example/'],
    ['///elsewhere.example/?language=en', '/elsewhere.example/'],
    ['/track?language=xx&ease=perhaps', '/track'],
    ['/?language=en&language=zh', '/'],
    ['/apply?kind=aid&language=en', '/apply?kind=aid'],
  ])('%s comes back to %s, never to another site', async (url, location) => {
    const response = await server.app.inject({ url })
    expect([response.statusCode, response.headers.location]).toEqual([303, location])
  })

  it('the links of a page whose address looks like another site stay here', async () => {
    const { body } = await server.app.inject({ url: '//elsewhere.example/x' })
    expect(body).not.toMatch(/href="\/[/\\]/)
  })

  it('a cookie with anything in it is no fault', async () => {
    for (const value of ['%00', 'xx.en.en', '.'.repeat(500), '%E0%A4%A']) {
      const { statusCode } = await server.app.inject({ url: '/about', headers: { cookie: `wq_view=${value}` } })
      expect(statusCode).toBe(200)
    }
  })

  it('over TLS its name and attributes keep it from being planted or sent over an unsafe connection', async () => {
    const secured = useHttps(test.platform)
    const app = await buildApp(secured, { render: renderPage, css: '' })
    const chosen = await app.inject({ url: '/track?language=en' })
    expect(chosen.cookies[0]).toMatchObject({ name: '__Secure-wq_view', secure: true, httpOnly: true })
    const page = await app.inject({ url: '/track', headers: { cookie: '__Secure-wq_view=en' } })
    expect(page.body).toContain('<html lang="en">')
    expect(page.cookies[0]).toMatchObject({ name: '__Secure-wq_form', secure: true, httpOnly: true, sameSite: 'Lax' })
    await app.close()
  })

  it('a form that is sent is not turned away by a choice in its address', async () => {
    const browser = openBrowser(server.app)
    await browser.get('/track')
    const response = await browser.post('/track?language=en', { number: '', proof: '' })
    expect(response.statusCode).toBe(422)
  })
})
