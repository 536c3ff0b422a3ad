import type { ReactNode } from 'react'
import { portalPaths } from '../../../contract/paths.ts'
import type {
  FormExpiredPageProps,
  FormTooLargePageProps,
  NotFoundPageProps,
  SomethingWrongPageProps,
  TooManyRequestsPageProps,
} from '../../../contract/portal/info.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useFormats, useWords } from '../../ui/language.tsx'
import { Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    home: '回到首页',
    track: '查进度',
    institutions: '找机构',
    notFound: '没有这个页面',
    notFoundText: '可能是网址输错了，或者链接已经过期。',
    wrongTitle: '出了点问题',
    wrong: '出了点问题，是我们的原因',
    wrongText: '请过几分钟再试。已经保存的内容不会丢；如果刚才在提交申请，请先查进度，再决定要不要重新提交。',
    wrongNumber: '联系我们时，请提供这个编号：',
    waitTitle: '请稍等',
    wait: '操作太快了，请稍等',
    seconds: (count: number) => `${count} 秒`,
    minutes: (count: number) => `${count} 分钟`,
    waitText: (time: ReactNode) => (
      <>请在 {time} 后再试。这是为了防止有人反复猜测别人的号码。着急的话，可以打电话给机构。</>
    ),
    expired: {
      form: {
        heading: '页面放得太久，已经失效',
        text: '为了保护您的信息，长时间不用的页面会失效。之前每一步保存过的内容还在，请重新打开这一页再填一次。',
        again: '重新打开',
      },
      application: {
        heading: '这个浏览器里找不到您没填完的申请',
        text: '可能放得太久，保存的内容已经到期删除；也可能浏览器的记录被清除了。刚才这一页填的内容没有保存。记下过续办码的，可以用续办码打开；否则请重新开始。',
        again: '重新开始',
      },
      tracking: {
        heading: '离开太久，请重新查询',
        text: '为了保护您的信息，半小时没有操作就会退出查询。刚才填写的内容还没有交给机构，请重新查询后再填一次。',
        again: '重新查询',
      },
      matter: {
        heading: '刚才的内容没有提交：这个浏览器打开了另一件事项',
        text: '为免办错事项，刚才的操作没有生效。按浏览器的返回键，填写的内容多半还在，可以复制下来；请用原来的编号重新打开那一件，再提交。',
        again: '用编号打开',
      },
    },
    tooLargeTitle: '文件太大了',
    tooLarge: '文件太大，没有收到',
    tooLargeText: (most: string) =>
      `一次最多 ${most}。可以分几次上传，或者把照片、视频压缩一下再传。之前保存的内容都还在。`,
    uploadAgain: '返回重新上传',
  },
  en: {
    home: 'Home',
    track: 'Check progress',
    institutions: 'Find an institution',
    notFound: 'There is no such page',
    notFoundText: 'The address may be mistyped, or the link has expired.',
    wrongTitle: 'Something went wrong',
    wrong: 'Something went wrong on our side',
    wrongText:
      'Please try again in a few minutes. What was saved is not lost. If you were just sending an application, check its progress before sending it again.',
    wrongNumber: 'When you contact us, please give this number: ',
    waitTitle: 'Please wait',
    wait: 'Too fast, please wait',
    seconds: (count) => `${count} seconds`,
    minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
    waitText: (time) => (
      <>
        Please try again in {time}. This keeps others from guessing your numbers. If it is urgent, call the institution.
      </>
    ),
    expired: {
      form: {
        heading: 'This page has been open too long',
        text: 'To protect your information, pages expire when they are not used for long. What you saved step by step is still there. Please open this page again and fill it in once more.',
        again: 'Open again',
      },
      application: {
        heading: 'Your unfinished application is not in this browser',
        text: 'It may have been deleted after its time, or the browser’s data was cleared. What you filled in on this page was not saved. If you wrote its code down, the code opens it; otherwise please start again.',
        again: 'Start again',
      },
      tracking: {
        heading: 'You were away too long, please open the matter again',
        text: 'To protect your information, a matter closes after half an hour without use. What you filled in has not been handed over. Please open the matter again and fill it in once more.',
        again: 'Open the matter again',
      },
      matter: {
        heading: 'Nothing was sent: this browser has opened another matter',
        text: 'So that nothing is done to the wrong matter, your last step had no effect. Go back in your browser to copy what you wrote; then open the right matter by its number and send it again.',
        again: 'Open by number',
      },
    },
    tooLargeTitle: 'The files are too large',
    tooLarge: 'Too large, not received',
    tooLargeText: (most) =>
      `At most ${most} at a time. Upload in several goes, or make photos and videos smaller. What was saved before is still there.`,
    uploadAgain: 'Back to upload again',
  },
})

const WaysOn = () => {
  const t = useWords(words)
  return (
    <div className="actions">
      <a className="btn" href={portalPaths.home()}>
        {t.home}
      </a>
      <a className="btn quiet" href={portalPaths.track()}>
        {t.track}
      </a>
      <a href={portalPaths.institutions()}>{t.institutions}</a>
    </div>
  )
}

/** Also the answer for what exists but is not theirs. */
export const NotFoundPage = ({ chrome }: NotFoundPageProps) => {
  const t = useWords(words)
  return (
    <Page chrome={chrome} title={t.notFound}>
      <h1>{t.notFound}</h1>
      <p>{t.notFoundText}</p>
      <WaysOn />
    </Page>
  )
}

export const SomethingWrongPage = ({ chrome }: SomethingWrongPageProps) => {
  const t = useWords(words)
  return (
    <Page chrome={chrome} title={t.wrongTitle}>
      <h1>{t.wrong}</h1>
      <p>{t.wrongText}</p>
      <p>
        {t.wrongNumber}
        <b className="code">{chrome.requestId}</b>
      </p>
      <WaysOn />
    </Page>
  )
}

export const TooManyRequestsPage = ({ chrome, retryAfterSeconds }: TooManyRequestsPageProps) => {
  const t = useWords(words)
  return (
    <Page chrome={chrome} title={t.waitTitle}>
      <h1>{t.wait}</h1>
      <p>
        {t.waitText(
          <b>{retryAfterSeconds < 60 ? t.seconds(retryAfterSeconds) : t.minutes(Math.ceil(retryAfterSeconds / 60))}</b>,
        )}
      </p>
      <WaysOn />
    </Page>
  )
}

export const FormExpiredPage = ({ chrome, backHref, lost }: FormExpiredPageProps) => {
  const t = useWords(words)
  const told = t.expired[lost ?? 'form']
  return (
    <Page chrome={chrome} title={told.heading}>
      <h1>{told.heading}</h1>
      <p>{told.text}</p>
      {backHref ? (
        <div className="actions">
          <a className="btn" href={backHref}>
            {told.again}
          </a>
          <a href={portalPaths.home()}>{t.home}</a>
        </div>
      ) : (
        <WaysOn />
      )}
    </Page>
  )
}

export const FormTooLargePage = ({ chrome, maxBytes, backHref }: FormTooLargePageProps) => {
  const t = useWords(words)
  const format = useFormats()
  return (
    <Page chrome={chrome} title={t.tooLargeTitle}>
      <h1>{t.tooLarge}</h1>
      <p>{t.tooLargeText(format.bytes(maxBytes))}</p>
      {backHref ? (
        <div className="actions">
          <a className="btn" href={backHref}>
            {t.uploadAgain}
          </a>
        </div>
      ) : (
        <WaysOn />
      )}
    </Page>
  )
}
