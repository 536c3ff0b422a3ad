import { describe, expect, it } from 'vitest'
import { applySteps, hrefs } from '../../src/server/portal/hrefs.ts'
import { portalPaths, applySteps as webSteps } from '../../src/web/paths.ts'

describe('the addresses of the portal', () => {
  it('are the same on the server, which may not import the web, as in the web', () => {
    expect(applySteps).toEqual(webSteps)
    const { applyStep, trackPage, trackDeliverable, trackEvidence, institution, ...fixed } = hrefs
    for (const step of applySteps) {
      expect(applyStep(step)).toBe(portalPaths.applyStep(step))
      expect(applyStep(step, { from: 'check' })).toBe(portalPaths.applyStep(step, { from: 'check' }))
    }
    const pages = ['matter', 'notice', 'supplement', 'withdraw', 'appeal', 'rate', 'receipt', 'done'] as const
    for (const page of pages) expect(trackPage(page)).toBe(portalPaths.trackPage(page))
    const id = '0192f0c0-0000-7000-8000-000000000000'
    expect(trackDeliverable(id)).toBe(portalPaths.trackDeliverable(id))
    expect(trackEvidence(id)).toBe(portalPaths.trackEvidence(id))
    expect(institution(id)).toBe(portalPaths.institution(id))
    expect(fixed).toEqual({
      home: portalPaths.home(),
      apply: portalPaths.apply(),
      applyUnfinished: portalPaths.applyUnfinished(),
      applySubmitted: portalPaths.applySubmitted(),
      applyReceipt: portalPaths.applyReceipt(),
      track: portalPaths.track(),
      trackLeave: portalPaths.trackLeave(),
      institutions: portalPaths.institutions(),
      privacy: portalPaths.privacy(),
      accessibility: portalPaths.accessibility(),
      about: portalPaths.about(),
    })
  })
})
