import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { institutionSamples, provinceCounts } from '../../../../testing/institution-samples.ts'
import { DirectoryPage } from './DirectoryPage.tsx'
import { InstitutionProfilePage } from './InstitutionProfilePage.tsx'
import { ProvinceTiles } from './ProvinceTiles.tsx'

const samples = institutionSamples
const directory = (name: Extract<keyof typeof samples, `directory-${string}`>) =>
  renderToStaticMarkup(<DirectoryPage {...samples[name].props} />)
const profile = (name: Extract<keyof typeof samples, `institution-${string}`>) =>
  renderToStaticMarkup(<InstitutionProfilePage {...samples[name].props} />)
const textOf = (html: string) => html.replace(/<[^>]+>/g, '')

describe('the tiles of the provinces', () => {
  const html = renderToStaticMarkup(<ProvinceTiles counts={provinceCounts} />)

  it('every province is a link with its name and number', () => {
    expect(html.match(/<rect/g)).toHaveLength(34)
    expect(html).toContain('<a href="/institutions?place=330000" aria-label="浙江，107 家">')
  })

  it('no two provinces share a tile', () => {
    const corners = [...html.matchAll(/<rect x="(\d+)" y="(\d+)"/g)].map(([, x, y]) => `${x} ${y}`)
    expect(new Set(corners).size).toBe(34)
  })

  it('the same stands in a table', () => {
    const cells = [...html.matchAll(/<tr><td><a href="[^"]+">([^<]+)<\/a><\/td><td>(\d+)<\/td><\/tr>/g)]
    expect(cells.map(([, name, count]) => [name, Number(count)])).toEqual(
      provinceCounts.map(({ name, count }) => [name, count]),
    )
  })

  it('provinces that all have the same number have one shade', () => {
    const even = renderToStaticMarkup(<ProvinceTiles counts={provinceCounts.map((one) => ({ ...one, count: 1 }))} />)
    expect(new Set([...even.matchAll(/<rect[^>]*fill="([^"]+)"/g)].map(([, fill]) => fill)).size).toBe(1)
  })

  it('a province that has no tile is still in the table', () => {
    const more = renderToStaticMarkup(<ProvinceTiles counts={[{ provinceCode: '990000', name: '新省', count: 3 }]} />)
    expect(more).toContain('>新省</a></td><td>3</td>')
  })
})

describe('the directory page', () => {
  it('shows the provinces before anything is searched', () => {
    expect(directory('directory-start')).toContain('按省份找')
  })

  it('tags what is a demonstration and what a public source of which grade says', () => {
    const text = textOf(directory('directory-hits'))
    expect(text).toContain('鄞州区知识产权维权援助工作站（示范） 维权援助工作站示范数据')
    expect(text).toContain('民众街道知识产权维权援助服务站 维权援助工作站A 级来源：官方网站')
    expect(text).toContain('尚未接入本平台，请按其公布方式联系')
    expect(text).toContain('暂停受理')
  })

  it('keeps what was searched in the form and in the link to the next page', () => {
    const html = directory('directory-hits')
    expect(html).toContain('value="浙江省宁波市鄞州区"')
    expect(html).toContain('href="/institutions?place=330212&amp;after=WzAsIjMzMDIxMiJd"')
  })

  it('leads from the last page back to the first', () => {
    const html = directory('directory-last-page')
    expect(html).not.toContain('下一页')
    expect(html).toContain(
      '<a href="/institutions?place=%E6%B5%99%E6%B1%9F%E7%9C%81&amp;kind=work-station">回到第一页</a>',
    )
  })

  it('says so when nothing fits', () => {
    expect(textOf(directory('directory-none'))).toContain('没有符合条件的机构')
  })

  it('says which place it did not find', () => {
    expect(textOf(directory('directory-place-unknown'))).toContain('没有找到叫“亚特兰蒂斯”的地方')
  })

  it('asks which of several places is meant and keeps the other conditions', () => {
    const html = directory('directory-place-ambiguous')
    expect(html).toContain('<a href="/institutions?place=320106&amp;kind=work-station">江苏省南京市鼓楼区</a>')
    expect(html).toContain('value="鼓楼区"')
  })
})

describe('the page of an institution', () => {
  it('says of a real one that it is not connected, with its source and phone', () => {
    const html = profile('institution-real')
    expect(html).toContain('该机构信息来自公开来源，尚未接入本平台，请按其公布方式联系。')
    expect(textOf(html)).toContain('A 级来源：官方网站，截至2023年11月15日，查看来源')
    expect(html).toContain('<a href="tel:076087866614">0760-87866614</a>')
    expect(html).not.toContain('填写时可以选择由这家机构办理')
  })

  it('says of a demonstration that it does not exist, and leads up its chain', () => {
    const html = profile('institution-station')
    expect(html).toContain('这家机构是为演示平台而生成的，并不真实存在。')
    expect(html).toContain('<a href="/institutions/a">宁波市知识产权维权援助中心（示范）</a>')
    expect(html).toContain('填写时可以选择由这家机构办理')
    expect(textOf(html)).not.toContain('电话')
  })

  it('says of a suspended one that it takes no new matters', () => {
    const html = profile('institution-suspended')
    expect(html).toContain('暂停受理新的事项')
    expect(html).not.toContain('填写时可以选择由这家机构办理')
  })

  it('names a day as exactly as its source did', () => {
    const real = samples['institution-real'].props
    const source = { grade: 'B', url: null, asOf: '2021-04' } as const
    const html = renderToStaticMarkup(
      <InstitutionProfilePage {...real} institution={{ ...real.institution, source }} />,
    )
    expect(textOf(html)).toContain('B 级来源：媒体或法律数据库，截至2021年4月')
    expect(html).not.toContain('查看来源')
  })
})

describe('every page of the directory', () => {
  it('stays far below 60 kB', () => {
    const sizes = [directory('directory-start'), directory('directory-hits'), profile('institution-real')]
    for (const html of sizes) expect(Buffer.byteLength(html)).toBeLessThan(30_000)
  })
})
