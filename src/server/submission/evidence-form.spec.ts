import { describe, expect, it } from 'vitest'
import { submissionLimits } from '../../contract/submission.ts'
import type { FileAnswer } from './answers.ts'
import { joins, undecidedLocations } from './evidence-form.ts'

const file = (n: number, more: Partial<FileAnswer> = {}): FileAnswer => ({
  id: String(n),
  kind: 'other',
  name: `${n}.pdf`,
  uploadId: String(n),
  sizeBytes: 100,
  sha256: `hash ${n}`,
  sm3: `other hash ${n}`,
  addedAt: '2026-03-02T02:00:00.000Z',
  ...more,
})
const arriving = { name: '新.pdf', sizeBytes: 10, sha256: 'new' }

describe('the list of evidence', () => {
  it('takes a file up to 200 MB together, and not one byte more', () => {
    const held = [file(1, { sizeBytes: submissionLimits.totalBytes - 10 })]
    expect(joins(held, arriving, 'zh').ok).toBe(true)
    expect(joins(held, { ...arriving, sizeBytes: 11 }, 'zh')).toMatchObject({
      ok: false,
      refusal: { code: 'full', message: expect.stringContaining('材料总共会超过 200 MB') },
    })
  })

  it('takes twenty items, links counted', () => {
    const held = Array.from({ length: 20 }, (_, n) => file(n))
    expect(joins(held.slice(1), arriving, 'en').ok).toBe(true)
    expect(joins(held, arriving, 'en')).toMatchObject({
      ok: false,
      refusal: { code: 'full', message: expect.stringContaining('At most 20 items') },
    })
  })

  it('knows the same content again, also a photo whose place was taken out', () => {
    const photo = file(1, { sha256: 'without place', originalSha256: 'new' })
    for (const held of [file(1, { sha256: 'new' }), photo]) {
      expect(joins([held], arriving, 'zh')).toMatchObject({ ok: false, refusal: { code: 'twice' } })
    }
  })

  it('asks about each photo with a place until somebody has decided', () => {
    const location = { latitude: 29.87, longitude: 121.55 }
    const items = [file(1), file(2, { location }), file(3, { location, locationKept: true })]
    expect(undecidedLocations(items, 'en').map(({ field }) => field)).toEqual(['location.2'])
  })
})
