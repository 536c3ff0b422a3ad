import { describe, expect, it } from 'vitest'
import { applySteps, portalPaths, trackPages } from './paths.ts'

describe('the public addresses', () => {
  it('stay what receipts and bookmarks say', () => {
    expect({
      home: portalPaths.home(),
      apply: portalPaths.apply(),
      consultation: portalPaths.apply({ kind: 'consultation', scene: 'e-commerce' }),
      questions: applySteps.map((step) => portalPaths.applyStep(step)),
      fromCheck: portalPaths.applyStep('facts', { from: 'check' }),
      unfinished: portalPaths.applyUnfinished(),
      submitted: portalPaths.applySubmitted(),
      receipt: portalPaths.applyReceipt(),
      track: portalPaths.track(),
      tracking: trackPages.map((page) => portalPaths.trackPage(page)),
      deliverable: portalPaths.trackDeliverable('01'),
      leave: portalPaths.trackLeave(),
      institution: portalPaths.institution('01'),
      rest: [portalPaths.privacy(), portalPaths.accessibility(), portalPaths.about(), portalPaths.apiDocs()],
      workbench: portalPaths.workbench(),
    }).toEqual({
      home: '/',
      apply: '/apply',
      consultation: '/apply?kind=consultation&scene=e-commerce',
      questions: [
        '/apply/kind',
        '/apply/identity',
        '/apply/applicant',
        '/apply/agent',
        '/apply/rights',
        '/apply/facts',
        '/apply/respondents',
        '/apply/place',
        '/apply/place-county',
        '/apply/urgency',
        '/apply/services',
        '/apply/evidence',
        '/apply/institution',
        '/apply/check',
        '/apply/consent',
      ],
      fromCheck: '/apply/facts?from=check',
      unfinished: '/apply/unfinished',
      submitted: '/apply/submitted',
      receipt: '/apply/receipt',
      track: '/track',
      tracking: [
        '/track/matter',
        '/track/notice',
        '/track/supplement',
        '/track/withdraw',
        '/track/appeal',
        '/track/rate',
        '/track/deliverable',
        '/track/receipt',
        '/track/done',
      ],
      deliverable: '/track/deliverable/01',
      leave: '/track/leave',
      institution: '/institutions/01',
      rest: ['/privacy', '/accessibility', '/about', '/api/docs'],
      workbench: '/workbench/',
    })
  })

  it('carry what a person typed, whatever it is', () => {
    expect(portalPaths.institutions({ place: '鄞州区 & 海曙区' })).toBe(
      '/institutions?place=%E9%84%9E%E5%B7%9E%E5%8C%BA+%26+%E6%B5%B7%E6%9B%99%E5%8C%BA',
    )
    expect(portalPaths.institution('../admin')).toBe('/institutions/..%2Fadmin')
  })
})
