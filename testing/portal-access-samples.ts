import { portalPaths } from '../src/contract/paths.ts'
import { chrome, type PortalSample } from './portal-sample-parts.ts'

const kept = { resumeCode: 'K7Q29-DMW3F', expiresAt: '2026-12-07T02:05:00.000Z', endsSoon: false }
const continueHref = portalPaths.applyStep('facts')

/** Going on later and elsewhere, one's own matters, messages. */
export const portalAccessSamples: readonly PortalSample[] = [
  {
    title: 'apply-later',
    page: 'apply-later',
    props: { chrome, kept, continueHref, errors: [], values: { address: '' } },
  },
  {
    title: 'apply-later-sent',
    page: 'apply-later',
    props: {
      chrome,
      kept: { ...kept, endsSoon: true },
      continueHref,
      account: '138****8000、z****@example.com',
      sent: { mask: 'z****@example.com', until: '2026-11-24T15:59:59.999Z' },
      errors: [],
      values: { address: '' },
    },
  },
  {
    title: 'apply-later-wrong',
    page: 'apply-later',
    props: {
      chrome,
      kept,
      continueHref,
      errors: [{ field: 'address', message: '座机收不到短信，请填写手机号或电子邮箱' }],
      values: { address: '0574-87654321' },
    },
  },
  {
    title: 'apply-resume',
    page: 'apply-resume',
    props: {
      chrome,
      own: { resumeCode: kept.resumeCode, continueHref },
      errors: [{ field: 'code', message: '没有找到这份申请：续办码写错了，或者已经过期删除' }],
      values: { code: 'K7Q29-DMW3E' },
    },
  },
  {
    title: 'apply-resume-link',
    page: 'apply-resume-link',
    props: { chrome, action: portalPaths.applyResumeLink('token'), own: { resumeCode: kept.resumeCode } },
  },
  { title: 'apply-resume-link-used', page: 'apply-resume-link', props: { chrome, refused: 'used' } },
]
