import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { submissionLimits, type UploadReceipt } from '../../../contract/submission.ts'
import { formatBytes } from '../../ui/format.ts'
import { removeLocation } from '../api/matters.ts'
import { sentenceOf } from '../api/problem-error.ts'
import { type FileSending, type FileState, startSending } from './file-sending.ts'

interface UploadFieldProps {
  /** Given by the form item. */
  readonly id?: string
  readonly value?: UploadReceipt
  readonly onChange?: (receipt: UploadReceipt | undefined) => void
}

const wordsOf = (state: FileState): string => {
  switch (state.at) {
    case 'computing':
      return '正在本机计算哈希…'
    case 'sending':
      return `正在上传，已传 ${state.percent}%`
    case 'checking':
      return '已传完，正在检查…'
    case 'broken':
      return state.waits ? '连不上服务器。已经传的部分还在，可以接着传。' : '连接断开了，正在重试…'
    case 'refused':
      return state.reason
    case 'cancelled':
      return '已取消'
    case 'whole':
      return ''
  }
}

/** Where a photo was taken, and a way to take that out before it is handed in. */
const PlaceNotice = ({
  receipt,
  onChange,
}: {
  receipt: UploadReceipt
  onChange?: (receipt: UploadReceipt) => void
}) => {
  const removing = useMutation({
    mutationFn: () => removeLocation(receipt.uploadId),
    onSuccess: (changed) => onChange?.(changed),
  })
  if (receipt.originalSm3 !== null) {
    return (
      <div className="soft">
        已去掉拍摄地点，原照片的<span className="hash">sm3 {receipt.originalSm3}</span>
      </div>
    )
  }
  if (receipt.location === null) return null
  const { latitude, longitude } = receipt.location
  return (
    <div>
      这张照片里带有拍摄地点（纬度 {latitude}，经度 {longitude}
      ）。请问当事人：保留可以证明地点；去掉后画面和时间不变，但不再是原文件。
      <Button size="small" loading={removing.isPending} onClick={() => removing.mutate()}>
        去掉拍摄地点
      </Button>
      {removing.isError ? <span className="error-text">{sentenceOf(removing.error)}</span> : null}
    </div>
  )
}

/** Sends the file piece by piece as soon as it is chosen; the value is the server's receipt with the hashes of what arrived. */
export const UploadField = ({ id, value, onChange }: UploadFieldProps) => {
  const own = useId()
  const statusId = `${own}-status`
  const [state, setState] = useState<FileState | null>(null)
  const sending = useRef<FileSending | null>(null)
  // Who leaves the form gives the half file up.
  useEffect(() => () => sending.current?.cancel(), [])

  const choose = (file: File) => {
    sending.current?.cancel()
    sending.current = null
    onChange?.(undefined)
    if (file.size > submissionLimits.fileBytes) {
      const most = formatBytes(submissionLimits.fileBytes)
      return setState({ at: 'refused', reason: `文件超过 ${most}，请压缩或分开上传` })
    }
    const started = startSending(file, (told) => {
      // Of a file that was replaced by another choice nothing is heard any more.
      if (sending.current !== null && sending.current !== started) return
      setState(told)
      if (told.at !== 'whole') return
      sending.current = null
      onChange?.(told.receipt)
    })
    sending.current = started
  }
  const running = state !== null && ['computing', 'sending', 'checking', 'broken'].includes(state.at)
  const refused = state?.at === 'refused'
  return (
    <div className="upload">
      <input
        id={id}
        type="file"
        aria-describedby={statusId}
        aria-invalid={refused}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file !== undefined) choose(file)
        }}
      />
      <div id={statusId} role="status" className={refused ? 'error-text' : 'soft'}>
        {state === null ? null : wordsOf(state)}
        {value !== undefined && !running && !refused ? (
          <>
            已上传：{value.name}，{formatBytes(value.sizeBytes)}
            <span className="hash">sm3 {value.sm3}</span>
          </>
        ) : null}
      </div>
      {state?.at === 'sending' ? <progress max={100} value={state.percent} aria-label="上传进度" /> : null}
      {running ? (
        <Button size="small" onClick={() => sending.current?.cancel()}>
          取消上传
        </Button>
      ) : null}
      {state?.at === 'broken' && state.waits ? (
        <Button size="small" onClick={() => sending.current?.goOn()}>
          接着传
        </Button>
      ) : null}
      {value !== undefined && !running ? <PlaceNotice receipt={value} onChange={onChange} /> : null}
    </div>
  )
}
