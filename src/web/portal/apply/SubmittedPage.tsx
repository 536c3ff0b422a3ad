import { portalPaths } from '../../../contract/paths.ts'
import type { SubmittedPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { InChinese, useFormats, useWords } from '../../ui/language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { DoneMark } from '../DoneMark.tsx'
import { DueDate, DueDetails } from '../DueDate.tsx'
import { Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: '已经提交',
    heading: (
      <>
        已经提交，
        <wbr />
        请记下两个号码
      </>
    ),
    number: '事项编号',
    code: '查询码',
    aloud: '念给别人听：',
    how: '怎样查进度',
    howText:
      '用事项编号，加上您的手机号或查询码。查询码相当于钥匙，只告诉替您办事的人；没有手机号时只能靠它，请拍照或打印留存。',
    after: '接下来',
    phone: (phone: string) => `（电话 ${phone}）`,
    responsible: '负责办理。',
    comma: '，',
    stop: '。',
    notices: '材料不够时，机构会发补正通知；在“查进度”里签收、补交。',
    print: '打印回执',
    track: '查进度',
    home: '回到首页',
  },
  en: {
    title: 'Sent',
    heading: <>Sent. Please note two numbers</>,
    number: 'Matter number',
    code: 'Query code',
    aloud: 'To read it aloud: ',
    how: 'How to check progress',
    howText:
      'Use the matter number with your phone number or the query code. The query code is like a key: tell it only to those who act for you. Without your phone number it is the only way in, so take a photo or print it.',
    after: 'What happens next',
    phone: (phone) => ` (phone ${phone}) `,
    responsible: ' is responsible.',
    comma: ', ',
    stop: '.',
    notices:
      'If documents are missing, the institution sends a notice. Sign for it and hand them in under “Check progress”.',
    print: 'Print the receipt',
    track: 'Check progress',
    home: 'Home',
  },
})

export const SubmittedPage = ({
  chrome,
  number,
  queryCode,
  submittedAt,
  kindLabel,
  institution,
  nextStep,
  due,
}: SubmittedPageProps) => {
  const t = useWords(words)
  const format = useFormats()
  return (
    <Page chrome={chrome} title={t.title} width="wide">
      <div className="finish">
        <DoneMark />
        <h1>{t.heading}</h1>
        <p className="soft">
          {kindLabel} · <time dateTime={submittedAt}>{format.instant(submittedAt)}</time>
        </p>
      </div>
      <dl className="codes">
        <div>
          <dt>{t.number}</dt>
          <dd>
            <b className="code">{number}</b>
            <span>
              {t.aloud}
              {format.spelled(number)}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t.code}</dt>
          <dd>
            <b className="code">{queryCode}</b>
            <span>
              {t.aloud}
              {format.spelled(queryCode)}
            </span>
          </dd>
        </div>
      </dl>
      <Notice title={t.how}>
        <p>{t.howText}</p>
      </Notice>
      <h2>{t.after}</h2>
      <ol className="steps">
        <li>
          <b>
            <InChinese>{institution.name}</InChinese>
          </b>
          {institution.phone ? t.phone(institution.phone) : null}
          {t.responsible}
        </li>
        <li>
          {nextStep}
          {due ? (
            <>
              {t.comma}
              <DueDate due={due} />
            </>
          ) : null}
          {t.stop}
        </li>
        <li>{t.notices}</li>
      </ol>
      {due ? <DueDetails due={due} /> : null}
      <div className="actions">
        <a className="btn" href={portalPaths.applyReceipt()}>
          {t.print}
        </a>
        <a className="btn quiet" href={portalPaths.track()}>
          {t.track}
        </a>
        <a href={portalPaths.home()}>{t.home}</a>
      </div>
    </Page>
  )
}
