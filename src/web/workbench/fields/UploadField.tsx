import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { submissionLimits, type UploadReceipt } from '../../../contract/submission.ts'
import { formatBytes } from '../../ui/format.ts'
import { upload } from '../api/matters.ts'
import { sentenceOf } from '../api/problem-error.ts'

interface UploadFieldProps {
  /** Given by the form item. */
  readonly id?: string
  readonly value?: UploadReceipt
  readonly onChange?: (receipt: UploadReceipt | undefined) => void
}

/** Sends the file as soon as it is chosen; the value is the server's receipt with the hashes of what arrived. */
export const UploadField = ({ id, value, onChange }: UploadFieldProps) => {
  const own = useId()
  const statusId = `${own}-status`
  const sending = useMutation({
    mutationFn: async (file: File) => {
      if (file.size <= submissionLimits.fileBytes) return { receipt: await upload(file), tooLarge: false }
      return { receipt: undefined, tooLarge: true }
    },
    onSuccess: ({ receipt }) => onChange?.(receipt),
    onError: () => onChange?.(undefined),
  })
  const problem = sending.isError
    ? sentenceOf(sending.error)
    : sending.data?.tooLarge
      ? `文件超过 ${formatBytes(submissionLimits.fileBytes)}，请压缩或分开上传`
      : null
  return (
    <div className="upload">
      <input
        id={id}
        type="file"
        aria-describedby={statusId}
        aria-invalid={problem !== null}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file !== undefined) sending.mutate(file)
        }}
      />
      <div id={statusId} role="status" className={problem === null ? 'soft' : 'error-text'}>
        {sending.isPending ? '正在上传并计算哈希…' : null}
        {problem}
        {!sending.isPending && problem === null && value !== undefined ? (
          <>
            已上传：{value.name}，{formatBytes(value.sizeBytes)}
            <span className="hash">sm3 {value.sm3}</span>
          </>
        ) : null}
      </div>
    </div>
  )
}
