import { portalPaths } from '../../../contract/paths.ts'
import type { VerifyPageProps } from '../../../contract/portal/document.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { FileField } from '../../ui/FileField.tsx'
import { InChinese, useFormats, useWords } from '../../ui/language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Csrf, Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: '核验文书真伪',
    lead: '收到一份盖着机构名字的文书，想知道是不是真的？把印在上面的字号和验证码填进来。不用登录。',
    number: '字号',
    numberHint: '在文书抬头下面，例如 知援330200补〔2026〕3号；括号和空格不写也可以',
    code: '验证码',
    codeHint: '印在文书的页脚，例如 K7Q2D-9DMWX；大小写、横线都不要紧',
    file: '文书的 PDF 文件（可以不选）',
    fileHint: (size: string) => `选了就一并比对：改动过一个字也能看出来。文件只用来比对，不会保存。不超过 ${size}`,
    check: '核验',
    notFound: '没有查到这份文书',
    notFoundText:
      '字号和验证码对不上。请对照文书再填一遍；仍然查不到的，这份文书可能是伪造的，请不要按它说的付款或者提供个人信息，先打电话问机构。',
    phones: '找机构的电话',
    genuine: '这份文书是真的',
    revoked: '这份文书是真的，但已经被撤销，不再有效',
    other: '字号和验证码是真的，但您选的文件不是机构发出的那一份',
    otherText: '文件的内容和机构发出的不一样，可能被改动过，也可能是打印后扫描或者另存的。请以机构发出的原文件为准。',
    same: '您选的文件和机构发出的一字不差。',
    what: '文书：',
    documentNumber: '字号：',
    by: '发出机构：',
    when: '发出日期：',
    until: '撤销日期：',
    demo: '示范数据',
    private: '为了保护个人信息，这里不显示文书写给谁、写了什么。',
  },
  en: {
    title: 'Check a document',
    lead: 'You have a document in an institution’s name and want to know whether it is genuine? Enter the number and the code printed on it. No account needed.',
    number: 'Document number',
    numberHint:
      'Below the head of the document. Brackets and spaces may be left out; the Chinese characters belong to it.',
    code: 'Verification code',
    codeHint: 'At the foot of the document, e.g. K7Q2D-9DMWX. Capitals and dashes do not matter.',
    file: 'The document’s PDF file (optional)',
    fileHint: (size) =>
      `If you choose it, it is compared: a single changed word shows. It is only compared, not kept. At most ${size}.`,
    check: 'Check',
    notFound: 'No such document was found',
    notFoundText:
      'Number and code do not belong together. Please compare them with the document again. If they are right, it may be forged: do not pay or tell anything personal because of it; call the institution first. ',
    phones: 'Find an institution’s phone number',
    genuine: 'This document is genuine',
    revoked: 'This document is genuine, but it was revoked and is of no effect any more',
    other: 'Number and code are genuine, but your file is not the one the institution issued',
    otherText:
      'What the file says differs from what was issued. It may have been changed, or printed and scanned, or saved anew. Only the institution’s own file counts.',
    same: 'Your file is exactly what the institution issued.',
    what: 'Document: ',
    documentNumber: 'Number: ',
    by: 'Issued by ',
    when: 'Issued on ',
    until: 'Revoked on ',
    demo: 'demonstration data',
    private: 'To protect personal data, this page does not say to whom the document is written or what it says.',
  },
})

const Answer = ({ answer }: { answer: NonNullable<VerifyPageProps['answer']> }) => {
  const t = useWords(words)
  const format = useFormats()
  if (answer.kind === 'not-found') {
    return (
      <Notice tone="warn" title={t.notFound}>
        <p>
          {t.notFoundText}
          <a href={portalPaths.institutions()}>{t.phones}</a>
        </p>
      </Notice>
    )
  }
  const doubt = answer.revokedOn !== undefined || answer.file === 'other'
  const title = answer.file === 'other' ? t.other : answer.revokedOn === undefined ? t.genuine : t.revoked
  return (
    <Notice tone={doubt ? 'warn' : 'ok'} title={title}>
      {answer.file === 'other' ? <p>{t.otherText}</p> : null}
      {answer.file === 'same' ? <p>{t.same}</p> : null}
      <ul>
        <li>
          {t.what}
          {answer.title}
        </li>
        <li>
          {t.documentNumber}
          <InChinese>{answer.number}</InChinese>
        </li>
        <li>
          {t.by}
          <InChinese>{answer.institution}</InChinese>
          {answer.demo ? <Tag tone="demo">{t.demo}</Tag> : null}
        </li>
        <li>
          {t.when}
          {format.date(answer.issuedOn)}
        </li>
        {answer.revokedOn === undefined ? null : (
          <li>
            {t.until}
            {format.date(answer.revokedOn)}
          </li>
        )}
      </ul>
      <p className="soft">{t.private}</p>
    </Notice>
  )
}

/** Fields: `number`, `code`, and the file `file`. A wrong number and a wrong code must get the same answer. */
export const VerifyPage = ({ chrome, errors, values, maxFileBytes, answer }: VerifyPageProps) => {
  const t = useWords(words)
  const format = useFormats()
  return (
    <Page chrome={chrome} title={t.title} error={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <h1>{t.title}</h1>
      {answer ? <Answer answer={answer} /> : <p className="lead">{t.lead}</p>}
      <form method="post" action={portalPaths.verify()} encType="multipart/form-data" noValidate>
        <Csrf chrome={chrome} />
        <TextField
          name="number"
          label={t.number}
          hint={t.numberHint}
          value={values.number}
          autoComplete="off"
          spellCheck={false}
          errors={errors}
        />
        <TextField
          name="code"
          label={t.code}
          hint={t.codeHint}
          value={values.code}
          width="half"
          autoComplete="off"
          spellCheck={false}
          errors={errors}
        />
        <FileField
          name="file"
          label={t.file}
          hint={t.fileHint(format.bytes(maxFileBytes))}
          accept={['.pdf']}
          errors={errors}
        />
        <div className="actions">
          <button className="btn" type="submit">
            {t.check}
          </button>
        </div>
      </form>
    </Page>
  )
}
