import type { ReactNode } from 'react'
import { portalPaths } from '../../../contract/paths.ts'
import type { AboutPageProps } from '../../../contract/portal/info.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useWords } from '../../ui/language.tsx'
import { Page } from '../Page.tsx'

const words = inBoth({
  zh: {
    title: '关于本平台',
    lead: '一张网把全国的知识产权维权援助机构连起来：您说明情况，平台找到合适的机构，并一直盯着期限。',
    what: '什么是维权援助',
    whatText:
      '维权援助机构是一座桥：一头是遇到知识产权纠纷的人，一头是行政机关、法院、仲裁、调解、专家和志愿者。它提供咨询指导、侵权判定参考意见、纠纷调解、海外应对指导等公益服务，不收费；它不执法，也不代替律师。',
    who: '谁可以用',
    whoText: '自然人、法人和其他组织都可以。权利人可以申请，被投诉、被起诉的一方也可以申请。',
    basis: '依据',
    basisText: '《国家知识产权局关于进一步加强知识产权维权援助工作的指导意见》（国知发保字〔2020〕22号）。',
    limits: '期限怎么保证',
    limitsText: '每件事在任何时候都只有一个负责的机构。每个期限都写明最迟哪一天、怎么算出来的、依据是什么。',
    operator: '谁在运行',
    operatorText: (name: string, contact: string, version: string, api: ReactNode) => (
      <>
        {name}，联系方式：{contact}。程序版本 {version}。数据接口对外开放，见{api}。
      </>
    ),
    api: '开放接口说明',
  },
  en: {
    title: 'About this platform',
    lead: 'One net links the institutions for intellectual property rights-protection assistance across China: you tell what happened, the platform finds the right institution and keeps watch over time limits.',
    what: 'What is rights-protection assistance',
    whatText:
      'These institutions are a bridge between people in a dispute and the authorities, courts, arbitration, mediation, experts and volunteers. They give advice, reference opinions on infringement, mediation and guidance overseas, free of charge. They do not enforce the law and do not replace lawyers.',
    who: 'Who can use it',
    whoText:
      'People, companies and other organisations: right holders, and also those who are complained about or sued.',
    basis: 'Basis',
    basisText:
      'Guiding Opinions of the China National Intellectual Property Administration on further strengthening IP rights-protection assistance, document No. 22 of 2020.',
    limits: 'How time limits are kept',
    limitsText:
      'At any time exactly one institution answers for a matter. Every time limit says its last day, how it was counted, and on what basis.',
    operator: 'Who runs it',
    operatorText: (name, contact, version, api) => (
      <>
        {name}, contact: {contact}. Version {version}. The data interface is open, see {api}.
      </>
    ),
    api: 'the description of the open API',
  },
})

export const AboutPage = ({ chrome, operator, version }: AboutPageProps) => {
  const t = useWords(words)
  return (
    <Page chrome={chrome} title={t.title} width="wide">
      <h1>{t.title}</h1>
      <p className="lead">{t.lead}</p>
      <h2>{t.what}</h2>
      <p>{t.whatText}</p>
      <h2>{t.who}</h2>
      <p>{t.whoText}</p>
      <h2>{t.basis}</h2>
      <p>{t.basisText}</p>
      <h2>{t.limits}</h2>
      <p>{t.limitsText}</p>
      <h2>{t.operator}</h2>
      <p>{t.operatorText(operator.name, operator.contact, version, <a href={portalPaths.apiDocs()}>{t.api}</a>)}</p>
    </Page>
  )
}
