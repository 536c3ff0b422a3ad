import { portalPaths } from '../../../contract/paths.ts'
import type { AboutPageProps } from '../../../contract/portal/info.ts'
import { Page } from '../Page.tsx'

export const AboutPage = ({ chrome, operator, version }: AboutPageProps) => (
  <Page chrome={chrome} title="关于本平台" width="wide">
    <h1>关于本平台</h1>
    <p className="lead">一张网把全国的知识产权维权援助机构连起来：您说明情况，平台找到合适的机构，并一直盯着期限。</p>
    <h2>什么是维权援助</h2>
    <p>
      维权援助机构是一座桥：一头是遇到知识产权纠纷的人，一头是行政机关、法院、仲裁、调解、专家和志愿者。它提供咨询指导、侵权判定参考意见、纠纷调解、海外应对指导等公益服务，不收费；它不执法，也不代替律师。
    </p>
    <h2>谁可以用</h2>
    <p>自然人、法人和其他组织都可以。权利人可以申请，被投诉、被起诉的一方也可以申请。</p>
    <h2>依据</h2>
    <p>《国家知识产权局关于进一步加强知识产权维权援助工作的指导意见》（国知发保字〔2020〕22号）。</p>
    <h2>期限怎么保证</h2>
    <p>每件事在任何时候都只有一个负责的机构。每个期限都写明最迟哪一天、怎么算出来的、依据是什么。</p>
    <h2>谁在运行</h2>
    <p>
      {operator.name}，联系方式：{operator.contact}。程序版本 {version}。数据接口对外开放，见
      <a href={portalPaths.apiDocs()}>开放接口说明</a>。
    </p>
  </Page>
)
