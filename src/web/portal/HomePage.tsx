import { portalPaths } from '../../contract/paths.ts'
import type { HomeProps } from '../../contract/portal/info.ts'
import { formatCount } from '../ui/format.ts'
import { Tag } from '../ui/Tag.tsx'
import { ProvinceTiles } from './institution/ProvinceTiles.tsx'
import { Page } from './Page.tsx'

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

const doors = [
  {
    title: '我要咨询',
    text: '说说发生了什么，机构书面答复您',
    href: portalPaths.apply({ kind: 'consultation' }),
    main: true,
  },
  {
    title: '我要申请维权援助',
    text: '侵权判定参考意见、纠纷调解、海外应对',
    href: portalPaths.apply({ kind: 'aid' }),
    main: false,
  },
  { title: '查进度', text: '凭事项编号和手机号，不用注册', href: portalPaths.track(), main: false },
]

export const HomePage = ({ chrome, scenes, provinces = [], facts = [] }: HomeProps) => {
  const total = provinces.reduce((sum, province) => sum + province.count, 0)
  return (
    <Page chrome={chrome} title="遇到知识产权纠纷，找谁、怎么办" width="full">
      <div className="hero">
        <div className="wrap">
          <h1>
            <span>遇到知识产权纠纷？</span>
            <wbr />
            <span>说说发生了什么，</span>
            <wbr />
            <span>我们告诉您</span>
            <wbr />
            <span>找谁、怎么办。</span>
          </h1>
          <p className="lead">不需要懂法律，也不需要知道该找哪个部门。一次填写，全程可查，免费。</p>
          <div className="doors">
            {doors.map((door) => (
              <a className={door.main ? 'door main' : 'door'} href={door.href} key={door.title}>
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
            <h2 id="scenes-title">您的情况像哪一种？</h2>
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
            <h2 id="near-title">找最近的机构</h2>
            <search>
              <form className="search" method="get" action={portalPaths.institutions()}>
                <label htmlFor="place">您在哪里？</label>
                <div className="search-row">
                  <input className="input" id="place" name="place" autoComplete="address-level2" />
                  <button className="btn" type="submit">
                    查找
                  </button>
                </div>
                <p className="hint">输入市、区或县的名字，例如“鄞州区”</p>
              </form>
            </search>
            <h3>三步办完</h3>
            <ol className="steps">
              <li>
                <b>说明情况</b>：一页一个问题，随时保存
              </li>
              <li>
                <b>机构审查</b>：每一步由谁办、最迟哪天办完，都写明白
              </li>
              <li>
                <b>得到结果</b>：书面意见在“查进度”里查看和打印
              </li>
            </ol>
          </div>
          {total > 0 ? (
            <div>
              <h2>
                全国一张网：
                <wbr />
                {formatCount(total)} 家机构
                {chrome.demo ? <Tag tone="demo">含示范数据</Tag> : null}
              </h2>
              <ProvinceTiles counts={[...provinces]} />
            </div>
          ) : null}
        </section>
        {facts.length > 0 ? (
          <section aria-label="平台运行情况">
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
