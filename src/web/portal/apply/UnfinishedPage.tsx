import { portalPaths } from '../../../contract/paths.ts'
import type { UnfinishedPageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useFormats, useWords } from '../../ui/language.tsx'
import { Csrf, Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: '有一份没填完',
    heading: '您有一份没填完的申请',
    saved: '，最后保存于 ',
    stop: '。',
    code: (code: string, until: string) => `续办码 ${code}，保存到 ${until}。`,
    other: '打开另一份：用续办码接着填',
    goOn: '接着填',
    restart: '不要了，重新开始',
    hint: '重新开始会删除没填完的那一份和已上传的材料。',
  },
  en: {
    title: 'An unfinished application',
    heading: 'You have an unfinished application',
    saved: ', last saved ',
    stop: '.',
    code: (code, until) => `Its code is ${code}; it is kept until ${until}.`,
    other: 'Open another one by its code',
    goOn: 'Go on with it',
    restart: 'Drop it and start again',
    hint: 'Starting again deletes the unfinished one and its files.',
  },
})

/** Somebody starts an application while another is still open in this browser. POST `/apply/unfinished` starts afresh. */
export const UnfinishedPage = ({ chrome, savedAt, kept, kindLabel, continueHref, start }: UnfinishedPageProps) => {
  const t = useWords(words)
  const format = useFormats()
  return (
    <Page chrome={chrome} title={t.title}>
      <h1>{t.heading}</h1>
      <p className="lead">
        {kindLabel}
        {t.saved}
        <time dateTime={savedAt}>{format.instant(savedAt)}</time>
        {t.stop}
      </p>
      {kept ? <p>{t.code(kept.resumeCode, format.instant(kept.expiresAt))}</p> : null}
      <form method="post" action={portalPaths.applyUnfinished()}>
        <Csrf chrome={chrome} />
        {start.kind ? <input type="hidden" name="kind" value={start.kind} /> : null}
        {start.scene ? <input type="hidden" name="scene" value={start.scene} /> : null}
        <div className="actions">
          <a className="btn" href={continueHref}>
            {t.goOn}
          </a>
          <button className="btn quiet" type="submit" name="action" value="restart">
            {t.restart}
          </button>
        </div>
      </form>
      <p className="hint">{t.hint}</p>
      <p>
        <a href={portalPaths.applyResume()}>{t.other}</a>
      </p>
    </Page>
  )
}
