import type { EvidenceValues, FieldError, Option, Uploading, UploadLimits } from '../../contract/portal/parts.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { FileField } from '../ui/FileField.tsx'
import { useFormats, useWords } from '../ui/language.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'

const words = inBoth({
  zh: {
    add: '添加一份材料',
    what: '这是什么材料？',
    choose: '从手机或电脑选择文件',
    limits: (accepted: string, size: string, most: number) =>
      `可以一次选几个同类的。${accepted}；每个不超过 ${size}，总共最多 ${most} 份。`,
    link: '或者填写网页链接',
    linkHint: '商品页、视频或文章的完整网址。网页会变，最好同时上传截图。',
    linkName: '这个链接是什么？',
    linkNameHint: '填了链接才需要，例如：对方网店的商品页',
    addButton: '添加到清单',
  },
  en: {
    add: 'Add a document',
    what: 'What is it?',
    choose: 'Choose files from your phone or computer',
    limits: (accepted, size, most) =>
      `You can choose several of one kind. ${accepted}; each up to ${size}, ${most} in all.`,
    link: 'Or give a web address',
    linkHint: 'Full address of an offer, video or article. Pages change: better upload a screenshot too.',
    linkName: 'What is this link?',
    linkNameHint: 'Only needed with a link, e.g. offer in the other side’s shop',
    addButton: 'Add to the list',
  },
})

/** Fields of one file or link: `evidenceKind`, `files` (several), `link`, `linkName`; button `action=add`. */
export const EvidenceFields = ({
  kinds,
  limits,
  uploading,
  values,
  errors,
}: {
  kinds: readonly Option[]
  limits: UploadLimits
  uploading: Uploading
  values: EvidenceValues
  errors: readonly FieldError[]
}) => {
  const t = useWords(words)
  const format = useFormats()
  return (
    <fieldset className="row">
      <legend>{t.add}</legend>
      <SelectField name="evidenceKind" label={t.what} options={kinds} value={values.evidenceKind} errors={errors} />
      <FileField
        name="files"
        label={t.choose}
        hint={t.limits(limits.acceptedInWords, format.bytes(limits.maxFileBytes), limits.maxFiles)}
        accept={limits.accept}
        multiple
        errors={errors}
      />
      {/* Filled by the script; without it the form sends the files by itself. */}
      <div id="uploads" data-endpoint={uploading.endpoint} data-max-bytes={limits.maxFileBytes} />
      {uploading.scriptHref === null ? null : <script type="module" src={uploading.scriptHref} />}
      <TextField
        name="link"
        label={t.link}
        hint={t.linkHint}
        optional
        value={values.link}
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        errors={errors}
      />
      <TextField
        name="linkName"
        label={t.linkName}
        hint={t.linkNameHint}
        optional
        value={values.linkName}
        errors={errors}
      />
      <button className="btn quiet" type="submit" name="action" value="add">
        {t.addButton}
      </button>
    </fieldset>
  )
}
