import type { ReactNode } from 'react'
import { portalPaths } from '../../contract/paths.ts'
import type { Chrome } from '../../contract/portal/parts.ts'
import { BrandMark } from './BrandMark.tsx'

const serviceName = '维权一张网'

const nav = [
  { id: 'help', label: '我要求助', href: portalPaths.apply() },
  { id: 'track', label: '查进度', href: portalPaths.track() },
  { id: 'institutions', label: '找机构', href: portalPaths.institutions() },
] as const

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
}) => (
  <html lang="zh-CN">
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${error ? '需要修改：' : ''}${title} – ${serviceName}`}</title>
      <meta name="theme-color" content="#0b4ea2" />
      <meta name="format-detection" content="telephone=no" />
      <link rel="stylesheet" href={chrome.cssHref} />
    </head>
    <body>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="site-header">
        {chrome.demo ? (
          <p className="demo-banner">
            <span className="wrap">
              <b>演示环境</b>：标有“示范数据”的机构、人员和事项都是虚构的，请不要填写真实的个人信息。
            </span>
          </p>
        ) : null}
        <div className="wrap">
          <a className="brand" href={portalPaths.home()}>
            <BrandMark />
            <span>
              {serviceName}
              <small>知识产权维权援助服务平台</small>
            </span>
          </a>
          <nav aria-label="主导航">
            {nav.map((item) => (
              <a key={item.id} href={item.href} aria-current={item.id === chrome.currentNav ? 'page' : undefined}>
                {item.label}
              </a>
            ))}
          </nav>
        </div>
      </header>
      <main id="main" tabIndex={-1} className={width === 'full' ? undefined : `wrap column ${width}`}>
        {children}
      </main>
      <footer className="site-footer">
        <div className="wrap">
          <p>
            <b>公益服务，全程免费。</b>平台和机构的意见供参考，不替代行政机关和人民法院的决定。
          </p>
          <ul>
            <li>
              <a href={portalPaths.about()}>关于本平台</a>
            </li>
            <li>
              <a href={portalPaths.accessibility()}>无障碍声明</a>
            </li>
            <li>
              <a href={portalPaths.privacy()}>隐私说明</a>
            </li>
            <li>
              <a href={portalPaths.apiDocs()}>开放接口</a>
            </li>
            <li>
              <a href={portalPaths.workbench()}>工作人员入口</a>
            </li>
          </ul>
        </div>
      </footer>
    </body>
  </html>
)

/** The hidden field that ties a form to its session. First in the form: multipart readers meet it before any file. */
export const Csrf = ({ chrome }: { chrome: Chrome }) =>
  chrome.csrfToken === undefined ? null : <input type="hidden" name="_csrf" value={chrome.csrfToken} />
