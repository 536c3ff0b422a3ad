import { Fragment } from 'react'
import { portalPaths } from '../../contract/paths.ts'
import type { HomeProps } from '../../contract/portal/info.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { useFormats, useWords } from '../ui/language.tsx'
import { Tag } from '../ui/Tag.tsx'
import { ProvinceTiles } from './institution/ProvinceTiles.tsx'
import { Page } from './Page.tsx'

const words = inBoth({
  zh: {
    doors: [
      { title: '我要咨询', text: '说说发生了什么，机构书面答复您' },
      { title: '我要申请维权援助', text: '侵权判定参考意见、纠纷调解、海外应对' },
      { title: '查进度', text: '凭事项编号和手机号，不用注册' },
    ],
    title: '遇到知识产权纠纷，找谁、怎么办',
    heading: ['遇到知识产权纠纷？', '说说发生了什么，', '我们告诉您', '找谁、怎么办。'],
    lead: '不需要懂法律，也不需要知道该找哪个部门。一次填写，全程可查，免费。',
    scenes: '您的情况像哪一种？',
    near: '找最近的机构',
    where: '您在哪里？',
    search: '查找',
    whereHint: '输入市、区或县的名字，例如“鄞州区”',
    threeSteps: '三步办完',
    steps: [
      { title: '说明情况', text: '：一页一个问题，随时保存' },
      { title: '机构审查', text: '：每一步由谁办、最迟哪天办完，都写明白' },
      { title: '得到结果', text: '：书面意见在“查进度”里查看和打印' },
    ],
    net: '全国一张网：',
    count: (count: string) => `${count} 家机构`,
    demo: '含示范数据',
    facts: '平台运行情况',
  },
  en: {
    doors: [
      { title: 'Ask for advice', text: 'Tell what happened, the institution answers in writing' },
      { title: 'Apply for assistance', text: 'Opinions on infringement, mediation, disputes overseas' },
      { title: 'Check progress', text: 'By matter number and phone, no account needed' },
    ],
    title: 'In an intellectual property dispute: whom to ask, what to do',
    heading: [
      'An intellectual property dispute? ',
      'Tell us what happened. ',
      'We tell you ',
      'whom to ask and what to do.',
    ],
    lead: 'You need not know the law, nor which office is in charge. Fill in once, follow every step, free of charge.',
    scenes: 'Which situation is like yours?',
    near: 'Find the nearest institution',
    where: 'Where are you?',
    search: 'Search',
    whereHint: 'Name of a city, district or county, in Chinese',
    threeSteps: 'In three steps',
    steps: [
      { title: 'Tell what happened', text: ': one question a page, saved at every step' },
      { title: 'The institution examines', text: ': each step says who does it and by which day' },
      { title: 'Get the result', text: ': read and print the written opinion under “Check progress”' },
    ],
    net: 'One net for the nation: ',
    count: (count) => `${count} institutions`,
    demo: 'with demo data',
    facts: 'Figures of the platform',
  },
})

const Arrow = () => (
  <svg className="arrow" width="28" height="28" viewBox="0 0 28 28" aria-hidden="true" focusable="false">
    <path
      d="M6 14h15m-6-6 6 6-6 6"
      stroke="currentColor"
      strokeWidth="2.5"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
)

/** Where the three doors of the words lead, in their order. */
const doorHrefs = [portalPaths.apply({ kind: 'consultation' }), portalPaths.apply({ kind: 'aid' }), portalPaths.track()]

export const HomePage = ({ chrome, scenes, provinces = [], facts = [] }: HomeProps) => {
  const t = useWords(words)
  const format = useFormats()
  const { ease } = chrome.view
  // Large and simple: one thing after the other, and only what one comes for.
  const total = ease ? 0 : provinces.reduce((sum, province) => sum + province.count, 0)
  return (
    <Page chrome={chrome} title={t.title} width="full">
      <div className="hero">
        <div className="wrap">
          <h1>
            {t.heading.map((phrase) => (
              <Fragment key={phrase}>
                <span>{phrase}</span>
                <wbr />
              </Fragment>
            ))}
          </h1>
          <p className="lead">{t.lead}</p>
          <div className="doors">
            {t.doors.map((door, index) => (
              <a className={index === 0 ? 'door main' : 'door'} href={doorHrefs[index]} key={door.title}>
                <b>{door.title}</b>
                <span>{door.text}</span>
                <Arrow />
              </a>
            ))}
          </div>
        </div>
      </div>
      <div className="wrap">
        {scenes.length > 0 ? (
          <section aria-labelledby="scenes-title">
            <h2 id="scenes-title">{t.scenes}</h2>
            <ul className="scenes">
              {scenes.map((scene) => (
                <li key={scene.code}>
                  <a href={portalPaths.apply({ kind: 'consultation', scene: scene.code })}>{scene.label}</a>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <section className={total > 0 ? 'pair' : undefined} aria-labelledby="near-title">
          <div>
            <h2 id="near-title">{t.near}</h2>
            <search>
              <form className="search" method="get" action={portalPaths.institutions()}>
                <label htmlFor="place">{t.where}</label>
                <div className="search-row">
                  <input className="input" id="place" name="place" autoComplete="address-level2" />
                  <button className="btn" type="submit">
                    {t.search}
                  </button>
                </div>
                <p className="hint">{t.whereHint}</p>
              </form>
            </search>
            {ease ? null : <h3>{t.threeSteps}</h3>}
            {ease ? null : (
              <ol className="steps">
                {t.steps.map((step) => (
                  <li key={step.title}>
                    <b>{step.title}</b>
                    {step.text}
                  </li>
                ))}
              </ol>
            )}
          </div>
          {total > 0 ? (
            <div>
              <h2>
                {t.net}
                <wbr />
                {t.count(format.count(total))}
                {chrome.demo ? <Tag tone="demo">{t.demo}</Tag> : null}
              </h2>
              <ProvinceTiles counts={[...provinces]} />
            </div>
          ) : null}
        </section>
        {facts.length > 0 && !ease ? (
          <section aria-label={t.facts}>
            <dl className="facts">
              {facts.map((fact) => (
                <div key={fact.label}>
                  <dt>{fact.label}</dt>
                  <dd>{fact.href ? <a href={fact.href}>{fact.value}</a> : fact.value}</dd>
                </div>
              ))}
            </dl>
          </section>
        ) : null}
      </div>
    </Page>
  )
}
