import type { PrivacyPageProps } from '../../../contract/portal/info.ts'
import { Page } from '../Page.tsx'
import { PrivacyNotice } from '../PrivacyNotice.tsx'

export const PrivacyPage = ({ chrome, notice }: PrivacyPageProps) => (
  <Page chrome={chrome} title="隐私说明" width="wide">
    <h1>隐私说明</h1>
    <p className="lead">只收办事必需的信息，只给办这件事的人看。</p>
    <PrivacyNotice {...notice} />
    <h2>证件号码和证据为什么要单独同意</h2>
    <p>
      证件号码、证据里的个人信息一旦泄露，可能影响您的人身和财产安全，属于敏感个人信息。我们只在核对身份和办理此事时使用，提交前单独征求您的同意（《个人信息保护法》第二十八条至第三十条）。
    </p>
    <h2>记录和删除</h2>
    <p>
      办理过程会留下不能改动的记录，用来证明谁在什么时候做了什么。记录里不存姓名、证件号码和电话，只存一个算不回去的核对值；个人信息另外存放，删除以后，记录仍然完整，但再也看不出是谁。您写的经过和机构的意见是案卷的一部分，随案卷保存。
    </p>
    <h2>本网站用的小文件（Cookie）</h2>
    <p>只用来记住您正在填写的申请和正在查询的事项。没有广告，没有统计跟踪，也不向别的网站发送任何信息。</p>
    <h2>怎样行使权利</h2>
    <p>
      联系{notice.controller.name}（{notice.controller.contact}
      ），说明事项编号和您的要求，核对身份后办理（《个人信息保护法》第四十四条至第五十条）。
    </p>
  </Page>
)
