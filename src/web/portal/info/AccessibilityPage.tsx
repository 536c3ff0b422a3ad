import type { AccessibilityPageProps } from '../../../contract/portal/info.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useFormats, useWords } from '../../ui/language.tsx'
import { Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: '无障碍声明',
    lead: '这个网站应当人人能用，包括老年人、看不见或看不清的人、不用鼠标的人。',
    done: '做到了什么',
    script: '不需要脚本：旧手机、旧浏览器也能填写和查询。',
    keyboard: '全部用键盘就能操作，焦点清楚可见；每页开头可以跳到正文。',
    zoom: '字可以放大到两倍，窄屏幕不用左右拖动；按钮和链接足够大。',
    views: '每页上方可以选“大字简洁版”和“高对比度”，选一次，以后都记得。',
    labels: '每个输入框都有名称和说明；填错时，页面顶部列出原因并带您去改，已填的内容不会丢。',
    noCaptcha: '没有图形验证码，没有滚动广告，没有自动播放，填写没有倒计时。',
    system: '支持系统的高对比度和减少动画设置，可以打印。',
    standards: '依据什么标准',
    standardsText:
      '以《Web 内容无障碍指南》（WCAG）2.2 的 AA 级和国家标准 GB/T 37668-2019《信息技术 互联网内容无障碍可访问性技术要求与测试方法》为目标。',
    tested: (day: string) => `最近一次自查：${day}。`,
    open: '还没有做到的',
    third: '还没有经过第三方检测。',
    scans: '您或对方上传的图片、扫描件不一定能朗读；需要文字说明时请联系办理机构。',
    languages: '还没有手语和民族语言版本。',
    trouble: '遇到困难',
    troubleText: (contact: string) => `请告诉我们：${contact}。也可以到机构窗口或打电话办理，效力相同。`,
  },
  en: {
    title: 'Accessibility',
    lead: 'Everybody should be able to use this site: old people, people who see little or nothing, people who do not use a mouse.',
    done: 'What works',
    script: 'No script is needed: old phones and browsers will do.',
    keyboard: 'Everything works by keyboard with a visible focus. Each page starts with a way to its content.',
    zoom: 'Type can be twice as large, narrow screens need no sideways scrolling, buttons and links are large enough.',
    views: '“Large and simple” and “High contrast” at the top of each page are remembered once chosen.',
    labels:
      'Every field has a name and an explanation. Mistakes are listed at the top and lead to their fields; nothing typed is lost.',
    noCaptcha: 'No picture puzzles, no moving advertisements, nothing plays by itself, no countdown while you fill in.',
    system: 'System settings for high contrast and less motion are followed. Pages can be printed.',
    standards: 'Which standards',
    standardsText:
      'We aim at level AA of the Web Content Accessibility Guidelines (WCAG) 2.2 and at the national standard GB/T 37668-2019.',
    tested: (day) => ` Last checked by ourselves: ${day}.`,
    open: 'What does not work yet',
    third: 'No third party has tested it yet.',
    scans: 'Pictures and scans that people upload may not be readable aloud. Ask the institution for a description.',
    languages: 'There is no version in sign language or in minority languages yet.',
    trouble: 'If you meet a barrier',
    troubleText: (contact) =>
      `Please tell us: ${contact}. You can also apply at a counter or by phone, with the same effect.`,
  },
})

export const AccessibilityPage = ({ chrome, contact, testedOn }: AccessibilityPageProps) => {
  const t = useWords(words)
  const format = useFormats()
  return (
    <Page chrome={chrome} title={t.title} width="wide">
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <h2>{t.done}</h2>
      <ul>
        <li>{t.script}</li>
        <li>{t.keyboard}</li>
        <li>{t.zoom}</li>
        <li>{t.views}</li>
        <li>{t.labels}</li>
        <li>{t.noCaptcha}</li>
        <li>{t.system}</li>
      </ul>
      <h2>{t.standards}</h2>
      <p>
        {t.standardsText}
        {testedOn ? t.tested(format.date(testedOn)) : null}
      </p>
      <h2>{t.open}</h2>
      <ul>
        <li>{t.third}</li>
        <li>{t.scans}</li>
        <li>{t.languages}</li>
      </ul>
      <h2>{t.trouble}</h2>
      <p>{t.troubleText(contact)}</p>
    </Page>
  )
}
