import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { PortalSample } from '../../../testing/portal-sample-parts.ts'
import { portalSamples } from '../../../testing/portal-samples.ts'
import type { PortalPages } from '../../contract/portal/pages.ts'
import { renderPage } from './render.tsx'

const css = readFileSync(new URL('./portal.css', import.meta.url), 'utf8')

// A sample pairs a page with its own props; the compiler can't follow that pairing through a union.
const render = (sample: PortalSample) => renderPage(sample.page, sample.props as never)

const page = (title: string): string => {
  const sample = portalSamples.find((one) => one.title === title)
  if (sample === undefined) throw new Error(`no sample called ${title}`)
  return render(sample)
}

const attribute = (tag: string, name: string): string | undefined => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]
const tags = (html: string, name: string): string[] => html.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? []
const ids = (html: string): string[] => [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '')
const text = (html: string): string =>
  html
    .replace(/<style.*?<\/style>/gs, '')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')

describe.each(portalSamples.map((sample) => [sample.title, sample] as const))('%s', (_title, sample) => {
  const html = render(sample)

  it('is one Chinese document with one heading, a title and a way past the menu', () => {
    expect(html.startsWith('<!doctype html><html lang="zh-CN">')).toBe(true)
    expect(tags(html, 'h1')).toHaveLength(1)
    expect(/<title>.+ – 维权一张网<\/title>/.test(html)).toBe(true)
    expect(html).toContain('<a class="skip" href="#main">')
  })

  it('obeys a policy without inline style and script', () => {
    expect(html).not.toMatch(/ style="| on[a-z]+="|<script|<style|javascript:/i)
  })

  it('gives every id once, and every reference and jump arrives', () => {
    const known = ids(html)
    expect(known).toEqual([...new Set(known)])
    const references = [...html.matchAll(/ (?:for|aria-describedby|aria-labelledby)="([^"]+)"/g)].flatMap((match) =>
      (match[1] ?? '').split(' '),
    )
    const jumps = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1])
    expect([...references, ...jumps].filter((id) => !known.includes(id ?? ''))).toEqual([])
  })

  it('names every input', () => {
    const inputs = [...tags(html, 'input'), ...tags(html, 'select'), ...tags(html, 'textarea')]
    const labelled = tags(html, 'label').map((label) => attribute(label, 'for'))
    const nameless = inputs
      .filter((input) => attribute(input, 'type') !== 'hidden')
      .filter((input) => !labelled.includes(attribute(input, 'id')))
    expect(nameless).toEqual([])
  })

  it('sends the token first with every post', () => {
    const posts = [...html.matchAll(/<form[^>]*method="post"[^>]*>(<[^>]*>)?/g)]
    expect(posts.filter((post) => !post[1]?.includes('name="_csrf" value="c5f2"'))).toEqual([])
  })

  it('is made from plain values: what comes back from JSON renders the same', () => {
    // The copy has the type of what was copied.
    expect(render(JSON.parse(JSON.stringify(sample)) as PortalSample)).toBe(html)
  })

  it('weighs at most 60 kB compressed with its stylesheet', () => {
    expect(gzipSync(html).length + gzipSync(css).length).toBeLessThan(60_000)
  })
})

describe('the set of pages', () => {
  it('every page of the contract is shown by a sample', () => {
    const shown = new Set<keyof PortalPages>(portalSamples.map((sample) => sample.page))
    const all = [
      ...readFileSync(new URL('./render.tsx', import.meta.url), 'utf8').matchAll(
        /^ {2}'?([a-z-]+)'?: [A-Z]\w+Page,$/gm,
      ),
    ]
    expect(all.length).toBeGreaterThan(35)
    expect(all.map((match) => match[1]).filter((name) => !shown.has(name as keyof PortalPages))).toEqual([])
  })
})

describe('home', () => {
  it('opens three doors and eight situations', () => {
    const html = page('home')
    expect(html).toContain('href="/apply?kind=consultation"')
    expect(html).toContain('href="/apply?kind=aid"')
    expect(html).toContain('class="door" href="/track"')
    expect(html.match(/href="\/apply\?kind=consultation&amp;scene=/g)).toHaveLength(8)
  })

  it('says nothing about figures and institutions it was not given', () => {
    const words = text(page('home-empty'))
    expect(words).not.toMatch(/家机构|平均|示范数据|像哪一种/)
  })
})

describe('a question', () => {
  it('lists what is wrong on top, speaks it, and leads to the first field', () => {
    const html = page('apply-applicant')
    expect(html).toMatch(/<div class="error-summary" role="alert"[^>]* autofocus/i)
    expect(html).toContain('<a href="#identifier">统一社会信用代码的最后一位校验码不对，请对照营业执照再看一遍</a>')
    const input = tags(html, 'input').find((tag) => attribute(tag, 'id') === 'identifier') ?? ''
    expect(attribute(input, 'aria-describedby')).toBe('identifier-hint identifier-error')
    expect(attribute(input, 'aria-invalid')).toBe('true')
    expect(html).toContain('<title>需要修改：申请人和联系方式 – 维权一张网</title>')
  })

  it('comes back with what was typed, wrong answers too', () => {
    const html = page('apply-applicant')
    expect(html).toContain('value="91310115MA1G4L1WXK"')
    expect(html).toContain('value="1380013"')
    expect(page('apply-facts')).toMatch(/name="knownSinceMonth"[^>]* value="13"/)
    expect(page('apply-kind')).toMatch(/<input type="radio" id="kind" name="kind" checked="" value="consultation"/)
  })

  it('leads an error of a choice to its first option', () => {
    expect(page('apply-identity')).toContain('<input type="radio" id="identity-kind" name="identityKind"')
  })

  it('presses "continue" on Enter, not the first "remove"', () => {
    const html = page('apply-rights')
    const first = /<button[^>]*>/.exec(html)?.[0] ?? ''
    expect(attribute(first, 'value')).toBe('continue')
    expect(tags(html, 'button').map((tag) => attribute(tag, 'value'))).toEqual([
      'continue',
      'remove.0',
      'remove.1',
      'add',
      'continue',
    ])
    expect(tags(html, 'button').every((tag) => attribute(tag, 'name') === 'action')).toBe(true)
    expect(html).toContain('name="rights.1.type"')
  })

  it('lets the last right stand: one row has no remove button', () => {
    const sample = portalSamples.find((one) => one.title === 'apply-rights')
    if (sample?.page !== 'apply-rights') throw new Error('sample apply-rights is gone')
    const props = { ...sample.props, errors: [], values: { rights: sample.props.values.rights.slice(0, 1) } }
    expect(renderPage('apply-rights', props)).not.toContain('remove.')
  })

  it('stops adding at the limit and says so', () => {
    const sample = portalSamples.find((one) => one.title === 'apply-rights')
    if (sample?.page !== 'apply-rights') throw new Error('sample apply-rights is gone')
    const html = renderPage('apply-rights', { ...sample.props, most: 2 })
    expect(html).not.toContain('value="add"')
    expect(html).toContain('最多填 2 项')
  })

  it('says the limits before a file is chosen, and sends files', () => {
    const html = page('apply-evidence')
    expect(html).toMatch(/enctype="multipart\/form-data"/i)
    expect(text(html)).toContain('每个不超过 20 MB，总共最多 20 份')
  })

  it('proposes an institution, chosen beforehand, with its reasons', () => {
    const html = page('apply-institution')
    expect(html).toMatch(/id="institution-id" name="institutionId" checked=""/)
    expect(text(html)).toContain('您的营业地在宁波市鄞州区，在它的服务范围内。')
  })

  it('asks for the separate consent and names the sensitive data', () => {
    const html = page('apply-consent')
    expect(html).toContain('name="consentSensitive"')
    expect(text(html)).toContain('我单独同意处理敏感个人信息：证件号码、材料中的个人信息')
    expect(html).not.toMatch(/name="(consentSensitive|truth)"[^>]*checked/)
  })

  it('writes nothing that a person typed as markup', () => {
    const sample = portalSamples.find((one) => one.title === 'apply-facts')
    if (sample?.page !== 'apply-facts') throw new Error('sample apply-facts is gone')
    const facts = '</textarea><script>alert(1)</script>'
    const html = renderPage('apply-facts', { ...sample.props, values: { ...sample.props.values, facts } })
    expect(html).not.toContain('<script>')
    expect(html).toContain('&lt;/textarea&gt;&lt;script&gt;')
  })
})

describe('after submission', () => {
  it('shows both numbers, how to read them aloud, and until when', () => {
    const words = text(page('apply-submitted'))
    expect(words).toContain('WQ33-7K4M-2D9X')
    expect(words).toContain('字母 W、字母 Q、三、三；七、字母 K、四、字母 M；二、字母 D、九、字母 X')
    expect(words).toContain('最迟 2026年12月14日（周一）')
    expect(words).toContain('第 15 个工作日是 2026年12月14日')
  })

  it('prints whole fingerprints on the receipt', () => {
    expect(page('receipt')).toContain('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08')
    expect(page('apply-evidence')).not.toContain('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08')
  })
})

describe('tracking', () => {
  it('says who answers for the matter, what comes next and until when', () => {
    const words = text(page('track-matter'))
    expect(words).toContain('由 中国（宁波）知识产权保护中心 负责')
    expect(words).toContain('下一步：决定是否受理，最迟 2026年12月14日（周一）')
  })

  it('says why a step can not be taken now instead of hiding it', () => {
    const html = page('track-matter')
    expect(text(html)).toContain('评价：办结以后才能评价。')
    expect(html).not.toContain('href="/track/rate"')
  })

  it('marks a date in red only when time runs out', () => {
    expect(page('track-matter')).toContain('<time class="due calm"')
    expect(page('track-matter-applicant')).toContain('<time class="due" dateTime="2026-11-27"')
  })

  it('a paused clock shows no date', () => {
    const sample = portalSamples.find((one) => one.title === 'track-matter')
    if (sample?.page !== 'track-matter' || !sample.props.next?.due) throw new Error('sample track-matter is gone')
    const due = { ...sample.props.next.due, until: null, state: 'paused' as const }
    const words = text(renderPage('track-matter', { ...sample.props, next: { ...sample.props.next, due } }))
    expect(words).toContain('期限暂停计算')
    expect(words).not.toContain('最迟')
  })

  it('shows a notice only after it was signed for', () => {
    expect(text(page('track-notice'))).not.toContain('专利证书的扫描件')
    expect(page('track-notice')).toContain('value="sign"')
    expect(text(page('track-notice-signed'))).toContain('专利证书的扫描件')
    expect(page('track-notice-signed')).not.toContain('value="sign"')
  })

  it('carries the version that was seen with every step', () => {
    for (const title of ['track-notice', 'track-supplement', 'track-withdraw', 'track-appeal', 'track-rate']) {
      expect(page(title)).toMatch(/<input type="hidden" name="expectedVersion" value="\d+"\/>/)
    }
  })

  it('says that written advice is for reference', () => {
    expect(text(page('track-deliverable'))).toContain('仅供参考')
  })
})

describe('the frame', () => {
  it('shows the demonstration banner only on a demonstration', () => {
    expect(page('home')).toContain('演示环境')
    expect(page('home-empty')).not.toContain('演示环境')
  })

  it('tells the request number when something went wrong', () => {
    expect(page('something-wrong')).toContain('req-8f3a21')
  })
})
