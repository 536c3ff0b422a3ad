import type { PrivacyNoticeProps } from '../../contract/portal/parts.ts'
/**
 * The notice that PIPL asks for before consent: who, what for, how, which kinds, how long, which rights (arts. 17, 30,
 * 44–50 of the Personal Information Protection Law of 2021).
 */
export const PrivacyNotice = ({ controller, retention }: PrivacyNoticeProps) => (
  <dl className="notice-list">
    <div>
      <dt>谁来处理</dt>
      <dd>
        {controller.name}，以及您选定的办理机构。联系方式：{controller.contact}
      </dd>
    </div>
    <div>
      <dt>为了什么</dt>
      <dd>核对申请人身份，审查和办理您的事项，送达通知，回访，以及不含个人信息的统计。</dd>
    </div>
    <div>
      <dt>哪些信息</dt>
      <dd>姓名或名称、证件号码、电话、邮箱、所在地，您写的经过，您上传的材料，您填写的对方信息。</dd>
    </div>
    <div>
      <dt>怎样保护</dt>
      <dd>证件号码加密保存；只有办理这件事的人能看，每次查看都有记录。</dd>
    </div>
    <div>
      <dt>保存多久</dt>
      <dd>{retention}</dd>
    </div>
    <div>
      <dt>您的权利</dt>
      <dd>可以查阅、复制、更正自己的信息，撤回同意，要求删除，要求解释。撤回同意不影响撤回前已经办理的部分。</dd>
    </div>
  </dl>
)
