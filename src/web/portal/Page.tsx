import type { ReactNode } from 'react'
import { portalPaths } from '../../contract/paths.ts'
import type { Chrome } from '../../contract/portal/parts.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { useWords } from '../ui/language.tsx'
import { BrandMark } from './BrandMark.tsx'
import { OfferedLanguage, ViewChoices } from './ViewChoices.tsx'

const words = inBoth({
  zh: {
    service: '维权一张网',
    tagline: '知识产权维权援助服务平台',
    description: '遇到知识产权纠纷，说明情况，平台告诉您找谁、怎么办、最迟哪天有结果。公益服务，全程免费。',
    toCorrect: '需要修改：',
    skip: '跳到正文',
    demo: (
      <>
        <b>演示环境</b>
        ：标有“示范数据”的机构、人员和事项都是虚构的，请不要填写真实的个人信息。没有真正发出的短信和邮件，
        <a href={portalPaths.demoOutbox()}>在这里看</a>。
      </>
    ),
    menu: '主导航',
    help: '我要求助',
    track: '查进度',
    institutions: '找机构',
    free: (
      <>
        <b>公益服务，全程免费。</b>平台和机构的意见供参考，不替代行政机关和人民法院的决定。
      </>
    ),
    about: '关于本平台',
    verify: '核验文书',
    accessibility: '无障碍声明',
    privacy: '隐私说明',
    apiDocs: '开放接口',
    workbench: '工作人员入口',
  },
  en: {
    service: 'Weiquan One Net',
    tagline: 'Help with intellectual property disputes in China',
    description:
      'In an intellectual property dispute, tell what happened. The platform says whom to ask, what to do, and by which day you get an answer. A free public service.',
    toCorrect: 'To correct: ',
    skip: 'Skip to content',
    demo: (
      <>
        <b>Demonstration</b>: institutions, people and matters marked “demo data” are invented. Please do not enter real
        personal information. Messages that were not really sent <a href={portalPaths.demoOutbox()}>stand here</a>.
      </>
    ),
    menu: 'Main menu',
    help: 'Get help',
    track: 'Check progress',
    institutions: 'Find an institution',
    free: (
      <>
        <b>A free public service.</b> Opinions of the platform and of institutions are for reference. They do not
        replace decisions of administrative authorities and courts.
      </>
    ),
    about: 'About',
    verify: 'Check a document',
    accessibility: 'Accessibility',
    privacy: 'Privacy',
    apiDocs: 'Open API',
    workbench: 'For staff',
  },
})

const nav = [
  { id: 'help', href: portalPaths.apply() },
  { id: 'track', href: portalPaths.track() },
  { id: 'institutions', href: portalPaths.institutions() },
] as const

const lookOf = ({ ease, contrast }: Chrome['view']): string | undefined =>
  [ease ? 'ease' : '', contrast ? 'contrast' : ''].filter(Boolean).join(' ') || undefined

/** The frame of every page of the portal. `width`: `full` draws its own columns, `wide` and `narrow` are one column. */
export const Page = ({
  chrome,
  title,
  width = 'narrow',
  error = false,
  children,
}: {
  chrome: Chrome
  title: string
  width?: 'full' | 'wide' | 'narrow'
  /** Says so in the title, which is what a screen reader speaks first. */
  error?: boolean
  children: ReactNode
}) => {
  const t = useWords(words)
  return (
    <html lang={chrome.view.language === 'zh' ? 'zh-CN' : 'en'} className={lookOf(chrome.view)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${error ? t.toCorrect : ''}${title} – ${t.service}`}</title>
        <meta name="description" content={t.description} />
        <meta name="theme-color" content="#0b4ea2" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="stylesheet" href={chrome.cssHref} />
      </head>
      <body>
        <a className="skip" href="#main">
          {t.skip}
        </a>
        <header className="site-header">
          {chrome.demo ? (
            <p className="demo-banner">
              <span className="wrap">{t.demo}</span>
            </p>
          ) : null}
          <OfferedLanguage chrome={chrome} />
          <div className="wrap">
            <a className="brand" href={portalPaths.home()}>
              <BrandMark />
              <span>
                {t.service}
                <small>{t.tagline}</small>
              </span>
            </a>
            <nav aria-label={t.menu}>
              {nav.map((item) => (
                <a key={item.id} href={item.href} aria-current={item.id === chrome.currentNav ? 'page' : undefined}>
                  {t[item.id]}
                </a>
              ))}
            </nav>
            <ViewChoices chrome={chrome} />
          </div>
        </header>
        <main id="main" tabIndex={-1} className={width === 'full' ? undefined : `wrap column ${width}`}>
          {children}
        </main>
        <footer className="site-footer">
          <div className="wrap">
            <p>{t.free}</p>
            <ul>
              <li>
                <a href={portalPaths.about()}>{t.about}</a>
              </li>
              <li>
                <a href={portalPaths.verify()}>{t.verify}</a>
              </li>
              <li>
                <a href={portalPaths.accessibility()}>{t.accessibility}</a>
              </li>
              <li>
                <a href={portalPaths.privacy()}>{t.privacy}</a>
              </li>
              {chrome.view.ease ? null : (
                <>
                  <li>
                    <a href={portalPaths.apiDocs()}>{t.apiDocs}</a>
                  </li>
                  <li>
                    <a href={portalPaths.workbench()}>{t.workbench}</a>
                  </li>
                </>
              )}
            </ul>
          </div>
        </footer>
      </body>
    </html>
  )
}

/** The hidden field that ties a form to its session. First in the form: multipart readers meet it before any file. */
export const Csrf = ({ chrome }: { chrome: Chrome }) =>
  chrome.csrfToken === undefined ? null : <input type="hidden" name="_csrf" value={chrome.csrfToken} />
