import type { EvidenceItem, FieldError } from '../../contract/portal/parts.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { errorsOf, FieldMessages, fieldId } from '../ui/field.tsx'
import { useWords } from '../ui/language.tsx'

const words = inBoth({
  zh: {
    told: '这张照片里带有拍摄地点：',
    at: (latitude: number, longitude: number) =>
      `${latitude < 0 ? '南' : '北'}纬 ${Math.abs(latitude)}°，${longitude < 0 ? '西' : '东'}经 ${Math.abs(longitude)}°`,
    why: '能看到这份材料的人都能知道照片是在哪里拍的。保留它，可以证明拍摄地点；去掉它，照片画面和拍摄时间不变，但文件不再是原样，也不能再证明地点。去掉时平台会记下原照片的指纹，原照片请自己留好。',
    keep: '保留拍摄地点',
    remove: '去掉拍摄地点',
    kept: '拍摄地点：已选择保留',
    change: '改为去掉拍摄地点',
    removed: '已去掉拍摄地点。原照片的指纹：',
  },
  en: {
    told: 'This photo tells where it was taken: ',
    at: (latitude, longitude) =>
      `${Math.abs(latitude)}° ${latitude < 0 ? 'south' : 'north'}, ${Math.abs(longitude)}° ${longitude < 0 ? 'west' : 'east'}`,
    why: 'Whoever sees this document can learn where the photo was taken. Kept, it can prove the place. Removed, the picture and its time stay the same, but it is no longer the original file and can’t prove the place. The fingerprint of the original photo is recorded then; please keep that photo yourself.',
    keep: 'Keep the place',
    remove: 'Remove the place',
    kept: 'Place of the photo: kept by your choice',
    change: 'Remove the place after all',
    removed: 'The place was removed. Fingerprint of the original photo: ',
  },
})

/** Where a photo was taken, and the choice to keep or remove that: buttons `action=location-keep.<id>|location-remove.<id>`. */
export const PhotoPlace = ({ item, errors }: { item: EvidenceItem; errors: readonly FieldError[] }) => {
  const t = useWords(words)
  const { location } = item
  if (!location) return null
  const remove = (label: string) => (
    <button className="btn link" type="submit" name="action" value={`location-remove.${item.id}`}>
      {label}
      <span className="vh">{item.name}</span>
    </button>
  )
  if (item.locationKept) {
    return (
      <span className="meta">
        {t.kept} {remove(t.change)}
      </span>
    )
  }
  const id = fieldId(`location.${item.id}`)
  return (
    <div className="notice warn place" id={id} tabIndex={-1}>
      <FieldMessages id={id} messages={errorsOf(errors, `location.${item.id}`)} />
      <p>
        {t.told}
        <b className="piece">{t.at(location.latitude, location.longitude)}</b>
      </p>
      <p className="soft">{t.why}</p>
      <p>
        <button className="btn quiet" type="submit" name="action" value={`location-keep.${item.id}`}>
          {t.keep}
          <span className="vh">{item.name}</span>
        </button>{' '}
        <button className="btn quiet" type="submit" name="action" value={`location-remove.${item.id}`}>
          {t.remove}
          <span className="vh">{item.name}</span>
        </button>
      </p>
    </div>
  )
}

/** Beside a photo whose place was removed. `full` prints the whole fingerprints, for receipts. */
export const OriginalPhoto = ({ item, full }: { item: EvidenceItem; full: boolean }) => {
  const t = useWords(words)
  const { originalSha256, originalSm3 } = item
  if (!originalSha256) return null
  return (
    <span className="meta">
      {t.removed}SHA-256 <span className="code">{full ? originalSha256 : `${originalSha256.slice(0, 12)}…`}</span>
      {full && originalSm3 ? (
        <>
          {' '}
          SM3 <span className="code">{originalSm3}</span>
        </>
      ) : null}
    </span>
  )
}
