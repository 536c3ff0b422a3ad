import type { EvidencePageProps } from '../../../contract/portal/apply.ts'
import { EvidenceFields } from '../EvidenceFields.tsx'
import { EvidenceItems } from '../EvidenceItems.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

/**
 * Multipart; fields as in `EvidenceFields`, buttons `action=add|remove.<item id>|continue`. Whatever the button, files
 * that were chosen and a link that was typed are to be kept: a person who presses "continue" with a file chosen means it.
 */
export const EvidencePage = ({ items, kinds, limits, values, ...question }: EvidencePageProps) => (
  <QuestionPage
    {...question}
    multipart
    title="材料和证据"
    heading="有哪些材料和证据？"
    lead="先交手头有的，没有也能继续。"
    why="证书、照片、聊天记录、网页截图都有用。每个文件一收到就计算指纹（SHA-256 和 SM3）并登记时间，以后可以证明它没有被改动过。"
  >
    <h2>已经添加的（{items.length}）</h2>
    <EvidenceItems items={items} removable empty="还没有添加材料。" />
    <EvidenceFields kinds={kinds} limits={limits} values={values} errors={question.errors} />
  </QuestionPage>
)
