import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useBrowser } from '../../testing/browser.ts'
import { giveDraftAtEvidence } from '../../testing/draft-in-browser.ts'
import { portalPage } from '../../testing/pages/portal-page.ts'
import { aPhoto } from '../../testing/photo.ts'

const browser = useBrowser()

const chat = (line: string): Buffer =>
  Buffer.from(`${line}\n`.repeat(Math.ceil((1.5 * 1024 * 1024) / (line.length + 1))))
const hashOf = (name: string, content: Buffer) => createHash(name).update(content).digest('hex')
const asText = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/plain', buffer })
const question = '有哪些材料和证据？'

describe('a person sends evidence from a phone with a bad connection', () => {
  it('what breaks off goes on where it stopped, also after a reload; fingerprints agree; a photo’s place is asked about', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 780 } })
    await giveDraftAtEvidence(page.context())
    const person = portalPage(browser, page)
    await page.goto('/apply/evidence')
    await person.at(question)

    // The second of two pieces is lost once.
    let lose = 1
    let pieces = 0
    await page.route('**/apply/incoming/*', async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue()
      pieces += 1
      if (pieces > 1 && lose > 0) {
        lose -= 1
        return route.abort('connectionaborted')
      }
      return route.continue()
    })
    const first = chat('2026-02-20 seller: yes, it is the same as the patented one')
    await person.select('这是什么材料？', '网页截图')
    await person.attach('从手机或电脑选择文件', [asText('聊天记录.txt', first)])
    await page.getByText('已收到，指纹与您设备上算出的一致').waitFor()
    const uploads = page.locator('#uploads')
    expect(await uploads.innerText()).toContain(hashOf('sha256', first))
    expect(await uploads.innerText()).toContain(hashOf('sm3', first))
    await page.getByRole('heading', { name: '已经添加的（1）' }).waitFor()

    // From here on nothing but the first piece arrives, until the page is loaded anew.
    pieces = 0
    lose = 100
    const second = chat('2026-02-21 seller: we can make ten thousand of them')
    await person.attach('从手机或电脑选择文件', [asText('第二段.txt', second)])
    await page.getByText('连接断开了，正在重试…').waitFor()
    await page.reload()
    await page.getByRole('heading', { name: '没有传完的文件' }).waitFor()
    expect(await person.text()).toContain('已收到 1 MB，共 1.5 MB')
    await browser.look(page, 'portal-apply-evidence', 'unfinished')
    lose = 0
    const offsets: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'PATCH') offsets.push(request.headers()['upload-offset'] ?? '')
    })
    await person.attach('从手机或电脑选择文件', [asText('第二段.txt', second)])
    await page.getByRole('heading', { name: '已经添加的（2）' }).waitFor()
    expect(offsets[0]).toBe(String(1024 * 1024))
    expect(await page.getByText('没有传完的文件').count()).toBe(0)

    // A half file is given up.
    lose = 100
    pieces = 0
    await person.attach('从手机或电脑选择文件', [asText('不要的.txt', chat('third'))])
    await page.getByText('连接断开了，正在重试…').waitFor()
    await page.getByRole('button', { name: '取消上传' }).click()
    await page.getByText('已取消').waitFor()
    lose = 0

    const photo = await aPhoto()
    await person.attach('从手机或电脑选择文件', [{ name: '店面.jpg', mimeType: 'image/jpeg', buffer: photo }])
    await page.getByText('这张照片里带有拍摄地点').waitFor()
    expect(await person.text()).toContain('北纬 29.87°，东经 121.55°')
    await browser.look(page, 'portal-apply-evidence', 'photo-place')
    await person.press('保存并继续')
    await person.at(question)
    expect(await person.errors()).toEqual(['照片“店面.jpg”里带有拍摄地点，请先选择保留还是去掉'])
    await person.press(/^去掉拍摄地点/)
    await page.getByText('已去掉拍摄地点。原照片的指纹：').waitFor()
    expect(await person.text()).toContain(hashOf('sha256', photo).slice(0, 12))
    await person.press('保存并继续')
    await person.at('由哪家机构办理？')
  })
})
