import { portalPaths } from '../../../contract/paths.ts'
import type { Option } from '../../../contract/portal/parts.ts'
import type { RatePageProps } from '../../../contract/portal/track.ts'
import { RadioCards } from '../../ui/choices.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TrackForm } from './TrackForm.tsx'

const stars: readonly Option[] = [
  { code: '5', label: '★★★★★ 非常满意' },
  { code: '4', label: '★★★★ 满意' },
  { code: '3', label: '★★★ 一般' },
  { code: '2', label: '★★ 不满意' },
  { code: '1', label: '★ 非常不满意' },
]

const solvedOptions: readonly Option[] = [
  { code: 'yes', label: '解决了' },
  { code: 'partly', label: '部分解决' },
  { code: 'no', label: '没有解决' },
]

export const RatePage = ({ chrome, number, version, institution, limit, errors, values }: RatePageProps) => (
  <TrackForm
    chrome={chrome}
    number={number}
    version={version}
    title="评价这次服务"
    lead={`办理机构：${institution}。评价不影响您的权益，以后也可以继续申请。`}
    errors={errors}
    action={portalPaths.trackPage('rate')}
    submit="提交评价"
  >
    <RadioCards name="stars" legend="总的来说满意吗？" options={stars} value={values.stars} errors={errors} />
    <RadioCards name="solved" legend="问题解决了吗？" options={solvedOptions} value={values.solved} errors={errors} />
    <TextArea
      name="words"
      label="想对我们说的话"
      hint="哪里好，哪里该改进。请不要写证件号码。"
      optional
      value={values.words}
      rows={4}
      limit={limit}
      errors={errors}
    />
  </TrackForm>
)
