import type { EvidenceValues, FieldError, Option, UploadLimits } from '../../contract/portal/parts.ts'
import { FileField } from '../ui/FileField.tsx'
import { formatBytes } from '../ui/format.ts'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'

/** Fields of one file or link: `evidenceKind`, `files` (several), `link`, `linkName`; button `action=add`. */
export const EvidenceFields = ({
  kinds,
  limits,
  values,
  errors,
}: {
  kinds: readonly Option[]
  limits: UploadLimits
  values: EvidenceValues
  errors: readonly FieldError[]
}) => (
  <fieldset className="row">
    <legend>添加一份材料</legend>
    <SelectField
      name="evidenceKind"
      label="这是什么材料？"
      options={kinds}
      value={values.evidenceKind}
      errors={errors}
    />
    <FileField
      name="files"
      label="从手机或电脑选择文件"
      hint={`可以一次选几个同类的。${limits.acceptedInWords}；每个不超过 ${formatBytes(limits.maxFileBytes)}，总共最多 ${limits.maxFiles} 份。`}
      accept={limits.accept}
      multiple
      errors={errors}
    />
    <TextField
      name="link"
      label="或者填写网页链接"
      hint="商品页、视频或文章的完整网址。网页会变，最好同时上传截图。"
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
      label="这个链接是什么？"
      hint="填了链接才需要，例如：对方网店的商品页"
      optional
      value={values.linkName}
      errors={errors}
    />
    <button className="btn quiet" type="submit" name="action" value="add">
      添加到清单
    </button>
  </fieldset>
)
