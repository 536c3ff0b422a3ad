import type { EvidencePageProps } from '../../../contract/portal/apply.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { useWords } from '../../ui/language.tsx'
import { EvidenceFields } from '../EvidenceFields.tsx'
import { EvidenceList } from '../EvidenceList.tsx'
import { QuestionPage } from '../QuestionPage.tsx'

const words = inBoth({
  zh: {
    title: '材料和证据',
    heading: '有哪些材料和证据？',
    lead: '先交手头有的，没有也能继续。',
    why: '证书、照片、聊天记录、网页截图都有用。每个文件一收到就计算指纹（SHA-256 和 SM3）并登记时间，以后可以证明它没有被改动过。',
    added: (count: number) => `已经添加的（${count}）`,
    none: '还没有添加材料。',
  },
  en: {
    title: 'Documents and evidence',
    heading: 'Which documents and evidence do you have?',
    lead: 'Start with what is at hand. You can go on without any.',
    why: 'Certificates, photos, chats and screenshots all help. A fingerprint of each file (SHA-256 and SM3) is taken on arrival and recorded with the time, to show later that it was not changed.',
    added: (count) => `Added so far (${count})`,
    none: 'Nothing added yet.',
  },
})

/**
 * Multipart; fields as in `EvidenceFields`, buttons `action=add|remove.<item id>|continue`. Whatever the button, files
 * that were chosen and a link that was typed are to be kept: a person who presses "continue" with a file chosen means it.
 */
export const EvidencePage = ({ items, kinds, limits, uploading, values, ...question }: EvidencePageProps) => {
  const t = useWords(words)
  return (
    <QuestionPage {...question} multipart title={t.title} heading={t.heading} lead={t.lead} why={t.why}>
      <EvidenceList
        heading={t.added(items.length)}
        items={items}
        empty={t.none}
        unfinished={uploading.unfinished}
        errors={question.errors}
      />
      <EvidenceFields kinds={kinds} limits={limits} uploading={uploading} values={values} errors={question.errors} />
    </QuestionPage>
  )
}
