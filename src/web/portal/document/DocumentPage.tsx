import { portalPaths } from '../../../contract/paths.ts'
import type { DocumentPageProps } from '../../../contract/portal/document.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { Details } from '../../ui/Details.tsx'
import { InChinese, useFormats, useWords } from '../../ui/language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Csrf, Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    number: '事项编号 ',
    comma: '，',
    issued: (when: string) => `${when} 发出`,
    received: (day: string) => `${day}收到`,
    signFirst: '签收后可以看到全文',
    signMeans: '签收只表示收到，不表示同意其中的内容。没有签收的，机构会改用邮寄等方式送达。',
    sign: '签收并查看',
    later: '以后再说，返回',
    back: '返回进度',
    download: (size: string) => `下载 PDF（${size}）`,
    documentNumber: '字号：',
    revoked: '这份文书已经被撤销，不再有效',
    revokedText: '保留在这里，供您查阅。',
    genuine: '怎么证明它是真的？',
    genuineText: '文书的页脚印有验证码。任何人都可以用字号和验证码核验，也可以把文件交上去比对。',
    check: '去核验',
  },
  en: {
    number: 'Matter number ',
    comma: ', ',
    issued: (when) => `issued ${when}`,
    received: (day) => `received on ${day}`,
    signFirst: 'You can read it after signing for it',
    signMeans:
      'Signing means that you have received it, not that you agree with it. If you do not sign, the institution sends it another way, for instance by post.',
    sign: 'Sign for it and read',
    later: 'Later, go back',
    back: 'Back to the matter',
    download: (size) => `Download PDF (${size})`,
    documentNumber: 'Document number: ',
    revoked: 'This document was revoked and is of no effect any more',
    revokedText: 'It stays here for you to read.',
    genuine: 'How is it shown to be genuine?',
    genuineText: 'A code is printed at its foot. Anyone can check number and code, and have the file compared. ',
    check: 'Check a document',
  },
})

/** One document of a matter: signed for first where a signature is awaited, then to be had as PDF. */
export const DocumentPage = (props: DocumentPageProps) => {
  const { chrome, contents } = props
  const t = useWords(words)
  const format = useFormats()
  return (
    <Page chrome={chrome} title={props.title} width="wide">
      <p className="crumb">
        {t.number}
        <span className="code">{props.number}</span>
      </p>
      <h1>{props.title}</h1>
      <p className="lead">
        <InChinese>{props.institution}</InChinese>
        {t.comma}
        <span className="piece">
          {t.issued(format.instant(props.issuedAt))}
          {contents?.receivedOn ? t.comma : null}
        </span>
        {contents?.receivedOn ? <span className="piece">{t.received(format.date(contents.receivedOn))}</span> : null}
      </p>
      {contents ? (
        <>
          {contents.revoked ? (
            <Notice tone="warn" title={t.revoked}>
              <p>{t.revokedText}</p>
            </Notice>
          ) : null}
          <p>
            {t.documentNumber}
            <InChinese>{contents.documentNumber}</InChinese>
          </p>
          <div className="actions">
            <a className="btn" href={contents.fileHref}>
              {t.download(format.bytes(contents.sizeBytes))}
            </a>
            <a className="back" href={portalPaths.trackPage('matter')}>
              {t.back}
            </a>
          </div>
          <Details summary={t.genuine}>
            <p>
              {t.genuineText}
              <a href={portalPaths.verify()}>{t.check}</a>
            </p>
            <p className="hash">SHA-256 {contents.sha256}</p>
            <p className="hash">SM3 {contents.sm3}</p>
          </Details>
        </>
      ) : (
        <>
          <Notice title={t.signFirst}>
            <p>{t.signMeans}</p>
          </Notice>
          <form method="post" action={portalPaths.trackDocument(props.documentId)}>
            <Csrf chrome={chrome} />
            <input type="hidden" name="expectedVersion" value={props.version} />
            <div className="actions">
              <button className="btn" type="submit" name="action" value="sign">
                {t.sign}
              </button>
              <a className="back" href={portalPaths.trackPage('matter')}>
                {t.later}
              </a>
            </div>
          </form>
        </>
      )}
    </Page>
  )
}
