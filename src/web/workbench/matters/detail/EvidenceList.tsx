import type { MatterView } from '../../../../contract/matter.ts'
import { apiPaths } from '../../../../contract/paths.ts'
import { formatBytes } from '../../../ui/format.ts'
import { useCodeLists } from '../../api/code-lists.ts'
import { momentInWords } from '../../words/moment.ts'
import { Hashes } from './Hashes.tsx'

export const EvidenceList = ({ matter }: { matter: MatterView }) => {
  const codes = useCodeLists()
  return (
    <section className="card" aria-labelledby="evidence-title">
      <h2 id="evidence-title">证据 {matter.evidence.length} 份</h2>
      {matter.evidence.length === 0 ? <p className="soft">没有随申请提交的证据。</p> : null}
      <ul className="papers">
        {matter.evidence.map((one) => (
          <li key={one.evidenceId}>
            {one.link === null ? (
              <a href={apiPaths.matterEvidence(matter.id, one.evidenceId)} download={one.name}>
                {one.name}
              </a>
            ) : (
              <a href={one.link} target="_blank" rel="noreferrer noopener">
                {one.name}（外部网址）
              </a>
            )}
            <span className="soft">
              {' '}
              {codes.label('evidence-kinds', one.kind)}
              {one.sizeBytes === null ? '' : ` · ${formatBytes(one.sizeBytes)}`} · {momentInWords(one.addedAt)}
            </span>
            {one.sm3 !== null && one.sha256 !== null ? <Hashes sm3={one.sm3} sha256={one.sha256} /> : null}
            {one.originalSm3 !== null && one.originalSha256 !== null ? (
              <>
                <span className="soft">提交人去掉了照片里的拍摄地点，原照片的</span>
                <Hashes sm3={one.originalSm3} sha256={one.originalSha256} />
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
