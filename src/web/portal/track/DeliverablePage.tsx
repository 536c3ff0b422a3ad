import { portalPaths } from '../../../contract/paths.ts'
import type { DeliverablePageProps } from '../../../contract/portal/track.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { InChinese, useFormats, useWords } from '../../ui/language.tsx'
import { Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    number: '事项编号 ',
    by: '承办人：',
    back: '返回进度',
    print: '用浏览器的打印功能，可以打印或存为 PDF。',
  },
  en: {
    number: 'Matter number ',
    by: 'Handled by ',
    back: 'Back to the matter',
    print: 'Use your browser’s print function to print it or save it as PDF.',
  },
})

export const DeliverablePage = (props: DeliverablePageProps) => {
  const t = useWords(words)
  const format = useFormats()
  return (
    <Page chrome={props.chrome} title={props.title} width="wide">
      <p className="crumb">
        {t.number}
        <span className="code">{props.number}</span>
      </p>
      <article className="document">
        <p className="kind">{props.kindLabel}</p>
        <h1>
          <InChinese>{props.title}</InChinese>
        </h1>
        {props.body.split(/\n{2,}/).map((paragraph, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a document's paragraphs keep their order and may repeat
          <p className="prose" key={index}>
            <InChinese>{paragraph}</InChinese>
          </p>
        ))}
        <p className="signed">
          <InChinese>{props.institution}</InChinese>
          <br />
          {t.by}
          <InChinese>{props.issuedBy}</InChinese>
          <br />
          <time dateTime={props.issuedAt}>{format.instant(props.issuedAt)}</time>
        </p>
        {props.disclaimer ? <p className="disclaimer">{props.disclaimer}</p> : null}
      </article>
      <div className="actions no-print">
        <a className="back" href={portalPaths.trackPage('matter')}>
          {t.back}
        </a>
        <span className="soft">{t.print}</span>
      </div>
    </Page>
  )
}
