import { describe, expect, it } from 'vitest'
import { dueByHand } from '../../../testing/day-by-day.ts'
import { aRule, at, publishedRules } from '../../../testing/rules.ts'
import { startOfChinaDay, toChinaIso } from '../kernel/plain-date.ts'
import { computeDeadline } from './compute.ts'
import type { DeadlineUnit } from './rule.ts'

const { calendar } = publishedRules

// Counted by hand from the State Council's notices. Off in 2025: 1.1, 1.28–2.4, 4.4–4.6, 5.1–5.5, 5.31–6.2, 10.1–10.8;
// worked: Sun 1.26, Sat 2.8, Sun 4.27, Sun 9.28, Sat 10.11. Off in 2026: 1.1–1.3, 2.15–2.23, 4.4–4.6, 5.1–5.5,
// 6.19–6.21, 9.25–9.27, 10.1–10.7; worked: Sun 1.4, Sat 2.14, Sat 2.28, Sat 5.9, Sun 9.20, Sat 10.10.
// "=5" says how many are counted by then; "off" what is left out.
const golden: readonly [unit: DeadlineUnit, limit: number, from: string, dueOn: string, reasoning: string][] = [
  // Spring Festival 2025
  ['working-day', 1, '2025-01-24T09:00', '2025-01-26', 'Sat 25 off; Sun 26 worked =1'],
  [
    'working-day',
    7,
    '2025-01-24T09:00',
    '2025-02-10',
    'Sun 26, 27 =2; off 28–2.4; 5 6 7 =5; Sat 8 worked =6; Sun 9 off; 10 =7',
  ],
  ['working-day', 15, '2025-01-20T09:00', '2025-02-14', '21–24 =4; 26 27 =6; off; 2.5–2.7 =9; Sat 8 =10; 10–14 =15'],
  ['working-day', 1, '2025-02-07T09:00', '2025-02-08', 'Sat 8 worked =1'],
  ['working-day', 1, '2025-01-27T09:00', '2025-02-05', 'off 28–2.4; Wed 5 =1'],
  // Qingming, Labour Day, Dragon Boat 2025
  ['working-day', 1, '2025-04-03T09:00', '2025-04-07', 'off Fri 4–Sun 6; Mon 7 =1'],
  [
    'working-day',
    5,
    '2025-04-25T09:00',
    '2025-05-06',
    'Sat 26 off; Sun 27 worked =1; 28 29 30 =4; off 5.1–5.5; Tue 6 =5',
  ],
  ['working-day', 7, '2025-04-30T09:00', '2025-05-14', 'off 1–5; 6–9 =4; off 10 11; 12 13 14 =7'],
  ['working-day', 5, '2025-05-30T09:00', '2025-06-09', 'off Sat 31–Mon 6.2; 3–6 =4; off 7 8; Mon 9 =5'],
  // National Day with Mid-Autumn 2025
  ['working-day', 5, '2025-09-26T09:00', '2025-10-10', 'Sat 27 off; Sun 28 worked =1; 29 30 =3; off 1–8; 9 10 =5'],
  ['working-day', 7, '2025-09-26T09:00', '2025-10-13', 'as above =5 on Fri 10; Sat 11 worked =6; Sun 12 off; 13 =7'],
  [
    'working-day',
    15,
    '2025-09-22T09:00',
    '2025-10-17',
    '23–26 =4; Sun 28 =5; 29 30 =7; off; 9 10 =9; Sat 11 =10; 13–17 =15',
  ],
  ['working-day', 1, '2025-10-10T09:00', '2025-10-11', 'Sat 11 worked =1'],
  // New Year 2026
  ['working-day', 1, '2025-12-31T09:00', '2026-01-04', 'off Thu 1–Sat 3; Sun 4 worked =1'],
  ['working-day', 5, '2025-12-31T09:00', '2026-01-08', 'Sun 4 =1; 5 6 7 8 =5'],
  ['working-day', 15, '2025-12-22T09:00', '2026-01-13', '23–26 =4; 29 30 31 =7; off; Sun 4 =8; 5–9 =13; 12 13 =15'],
  // Spring Festival 2026
  [
    'working-day',
    15,
    '2026-02-09T10:00',
    '2026-03-06',
    '10–13 =4; Sat 14 worked =5; off 15–23; 24–27 =9; Sat 28 worked =10; 3.2–3.6 =15',
  ],
  ['working-day', 1, '2026-02-13T09:00', '2026-02-14', 'Sat 14 worked =1'],
  ['working-day', 1, '2026-02-14T09:00', '2026-02-24', 'off Sun 15–Mon 23; Tue 24 =1'],
  ['working-day', 7, '2026-02-13T09:00', '2026-03-02', 'Sat 14 =1; 24–27 =5; Sat 28 =6; Sun 3.1 off; Mon 2 =7'],
  ['working-day', 5, '2026-02-18T09:00', '2026-02-28', 'starts on a day off; 24–27 =4; Sat 28 worked =5'],
  // Qingming, Labour Day, Dragon Boat 2026
  ['working-day', 1, '2026-04-03T09:00', '2026-04-07', 'off Sat 4–Mon 6; Tue 7 =1'],
  ['working-day', 7, '2026-04-30T09:00', '2026-05-13', 'off 1–5; 6 7 8 =3; Sat 9 worked =4; Sun 10 off; 11 12 13 =7'],
  ['working-day', 1, '2026-05-08T09:00', '2026-05-09', 'Sat 9 worked =1'],
  ['working-day', 5, '2026-06-18T09:00', '2026-06-26', 'off Fri 19–Sun 21; 22–26 =5'],
  // Mid-Autumn and National Day 2026
  ['working-day', 7, '2026-09-18T09:00', '2026-09-29', 'Sat 19 off; Sun 20 worked =1; 21–24 =5; off 25–27; 28 29 =7'],
  ['working-day', 5, '2026-09-24T09:00', '2026-10-09', 'off 25–27; 28 29 30 =3; off 1–7; 8 9 =5'],
  ['working-day', 7, '2026-09-24T09:00', '2026-10-12', '=5 on Fri 9; Sat 10 worked =6; Sun 11 off; 12 =7'],
  [
    'working-day',
    15,
    '2026-09-18T09:00',
    '2026-10-15',
    'Sun 20 =1; 21–24 =5; 28–30 =8; 10.8 9 =10; Sat 10 =11; 12–15 =15',
  ],
  // A month without holidays; the clock of the day in China
  ['working-day', 15, '2026-03-02T09:00', '2026-03-23', '3–6 =4; 9–13 =9; 16–20 =14; Mon 23 =15'],
  ['working-day', 1, '2026-03-02T23:59:59', '2026-03-03', 'still Monday in China; Tue 3 =1'],
  ['working-day', 1, '2026-03-02T16:00:00Z', '2026-03-04', 'Tuesday 00:00 in China; Wed 4 =1'],
  // The end of the published years
  ['working-day', 5, '2026-12-24T09:00', '2026-12-31', 'Fri 25 =1; 28–31 =5'],
  // Natural days
  ['natural-day', 15, '2026-03-05T09:00', '2026-03-20', 'Fri 20, worked'],
  ['natural-day', 15, '2026-03-06T09:00', '2026-03-23', 'Sat 21 off, Sun 22 off; Mon 23'],
  ['natural-day', 15, '2026-09-16T09:00', '2026-10-08', '10.1 off, to 7; Thu 8'],
  ['natural-day', 15, '2026-09-18T09:00', '2026-10-08', 'Sat 10.3 off, to 7; Thu 8'],
  ['natural-day', 15, '2026-01-30T09:00', '2026-02-14', 'Sat 14 is worked, so it stays'],
  ['natural-day', 15, '2026-01-31T09:00', '2026-02-24', 'Sun 15 off, to 23; Tue 24'],
  ['natural-day', 15, '2025-12-17T09:00', '2026-01-04', '1.1 off, to 3; Sun 4 is worked'],
  ['natural-day', 30, '2026-03-07T09:00', '2026-04-07', '24 days to 3.31, 6 more: Mon 4.6 off; Tue 7'],
  ['natural-day', 30, '2025-08-31T09:00', '2025-09-30', '30 days of September: Tue 30'],
  ['natural-day', 30, '2025-09-01T09:00', '2025-10-09', '10.1 off, to 8; Thu 9'],
  ['natural-day', 90, '2026-07-03T09:00', '2026-10-08', '28 to 7.31, 59 to 8.31, 89 to 9.30: 10.1 off; Thu 8'],
  ['natural-day', 15, '2024-02-15T09:00', '2024-03-01', '14 to the leap day 29; Fri 3.1'],
  ['natural-day', 15, '2026-12-16T09:00', '2026-12-31', 'Thu 31, the last published day'],
  // Months
  ['month', 3, '2026-07-03T09:00', '2026-10-08', 'Sat 10.3 off, to 7; Thu 8'],
  ['month', 3, '2025-11-30T09:00', '2026-02-28', 'no 30 February: Sat 28, which is worked'],
  ['month', 3, '2023-11-30T09:00', '2024-02-29', 'no 30 February: leap day, Thu 29'],
  ['month', 1, '2026-08-31T09:00', '2026-09-30', 'no 31 September: Wed 30'],
  ['month', 6, '2025-05-05T09:00', '2025-11-05', 'Wed 5'],
  ['month', 6, '2025-11-01T09:00', '2026-05-06', '5.1 off, to 5; Wed 6'],
]

const provisional: readonly [unit: DeadlineUnit, limit: number, from: string, dueOn: string, reasoning: string][] = [
  ['working-day', 5, '2026-12-25T09:00', '2027-01-01', '28–31 =4; Fri 1.1 =5, for its day off is not published'],
  ['working-day', 15, '2026-12-28T09:00', '2027-01-18', '29–31 =3; Fri 1 =4; 4–8 =9; 11–15 =14; Mon 18 =15'],
  ['natural-day', 15, '2026-12-18T09:00', '2027-01-04', 'Sat 1.2 and Sun 3 are weekend; Mon 4'],
  ['month', 3, '2026-11-30T09:00', '2027-03-01', 'Sun 2.28 is weekend; Mon 3.1'],
  // Before the first published year only weekends are known either: 2018-12-31 was in truth a day off.
  ['working-day', 3, '2018-12-28T09:00', '2019-01-03', 'Mon 31 =1; 1.1 off; 2 3 =3'],
]

describe('a limit in days or months counted by hand', () => {
  it.each(golden)('%s %i from %s ends on %s: %s', (unit, limit, from, dueOn) => {
    const deadline = computeDeadline(aRule(limit, unit), calendar, at(from))
    expect(deadline).toMatchObject({ state: 'due', dueOn, provisional: false, calendarVersion: calendar.version })
    expect(toChinaIso(deadline.dueAt)).toBe(`${dueOn}T23:59:59.999+08:00`)
    expect(dueByHand(calendar, unit, limit, at(from), [])).toBe(dueOn)
  })

  it.each(provisional)('%s %i from %s is said to be provisional on %s: %s', (unit, limit, from, dueOn) => {
    const deadline = computeDeadline(aRule(limit, unit), calendar, at(from))
    expect(deadline).toMatchObject({ dueOn, provisional: true })
    expect(dueByHand(calendar, unit, limit, at(from), [])).toBe(dueOn)
  })
})

describe('a limit in hours', () => {
  it.each([
    [24, '2026-10-01T10:30', '2026-10-02T10:30:00.000', 'runs through National Day'],
    [48, '2026-02-28T23:30', '2026-03-02T23:30:00.000', 'runs through a night, a Sunday and the end of February'],
    [24, '2025-12-31T23:59:59.500', '2026-01-01T23:59:59.500', 'is exact to the millisecond'],
    [24, '2026-12-31T12:00', '2027-01-01T12:00:00.000', 'needs no calendar and so is never provisional'],
  ])('of %i from %s ends at %s: it %s', (limit, from, dueAt) => {
    const deadline = computeDeadline(aRule(limit, 'hour'), calendar, at(from))
    expect(toChinaIso(deadline.dueAt)).toBe(`${dueAt}+08:00`)
    expect(deadline).toMatchObject({ dueOn: dueAt.slice(0, 10), provisional: false })
  })
})

describe('a suspended clock', () => {
  // 7 working days from Mon 2026-03-02 without suspension: 3–6 =4; 9 10 11 =7, so Wed 11.
  const cases: readonly [
    title: string,
    unit: DeadlineUnit,
    limit: number,
    from: string,
    gaps: [string, string][],
    dueOn: string,
  ][] = [
    // 10 11 =2; off 12–24 by suspension; 25 26 27 =5; Sat 28 worked =6; 3.2–3.6 =11; 9–12 =15
    [
      'leaves out a suspension over Spring Festival',
      'working-day',
      15,
      '2026-02-09T10:00',
      [['2026-02-12', '2026-02-25']],
      '2026-03-12',
    ],
    // 3–6 =4; 9 10 =6; 11–15 suspended; Mon 16 =7
    [
      'that is stopped on its last day still has that day after resuming',
      'working-day',
      7,
      '2026-03-02T09:00',
      [['2026-03-11T17:00', '2026-03-16T09:00']],
      '2026-03-16',
    ],
    [
      'is not touched by a suspension after its end',
      'working-day',
      7,
      '2026-03-02T09:00',
      [['2026-03-12', '2026-03-20']],
      '2026-03-11',
    ],
    [
      'is not touched by a suspension before its start',
      'working-day',
      7,
      '2026-03-02T09:00',
      [['2026-02-20', '2026-03-02']],
      '2026-03-11',
    ],
    // Tue 3 suspended; 4 5 6 =3; 9–11 =6; Thu 12 =7
    [
      'leaves out the part of a suspension after its start',
      'working-day',
      7,
      '2026-03-02T09:00',
      [['2026-02-27', '2026-03-04']],
      '2026-03-12',
    ],
    [
      'loses nothing by a suspended weekend',
      'working-day',
      7,
      '2026-03-02T09:00',
      [['2026-03-07', '2026-03-09']],
      '2026-03-11',
    ],
    [
      'loses nothing when stopped and resumed on one day',
      'working-day',
      7,
      '2026-03-02T09:00',
      [['2026-03-05T09:00', '2026-03-05T17:00']],
      '2026-03-11',
    ],
    // 3 4 =2; 5–12 suspended; Fri 13 =3; 16–19 =7
    [
      'counts two overlapping suspensions once, in any order',
      'working-day',
      7,
      '2026-03-02T09:00',
      [
        ['2026-03-10', '2026-03-13'],
        ['2026-03-05', '2026-03-11'],
      ],
      '2026-03-19',
    ],
    // 3 =1; 4–9 suspended; 10–13 =5; 16 =6; Tue 17 would be 7 but is suspended; Wed 18 =7
    [
      'meets a later suspension because an earlier one moved its end',
      'working-day',
      7,
      '2026-03-02T09:00',
      [
        ['2026-03-04', '2026-03-10'],
        ['2026-03-17', '2026-03-18'],
      ],
      '2026-03-18',
    ],
    // Without suspension Tue 17; three days more
    [
      'in natural days grows by the suspended days',
      'natural-day',
      15,
      '2026-03-02T09:00',
      [['2026-03-10', '2026-03-13']],
      '2026-03-20',
    ],
    // Sat 21 and Sun 22 are weekend, Mon 23 and Tue 24 suspended; Wed 25
    [
      'in natural days whose moved last day is suspended ends after it',
      'natural-day',
      15,
      '2026-03-06T09:00',
      [['2026-03-22', '2026-03-25']],
      '2026-03-25',
    ],
    // Without suspension Fri 4.10; seven days more
    [
      'in months grows by the suspended days',
      'month',
      1,
      '2026-03-10T09:00',
      [['2026-04-01', '2026-04-08']],
      '2026-04-17',
    ],
  ]

  it.each(cases)('%s', (_title, unit, limit, from, gaps, dueOn) => {
    const suspensions = gaps.map(([start, end]) => ({ from: at(start), to: at(end) }))
    const deadline = computeDeadline(aRule(limit, unit), calendar, at(from), suspensions)
    expect(deadline).toMatchObject({ state: 'due', dueOn })
    expect(dueByHand(calendar, unit, limit, at(from), suspensions)).toBe(dueOn)
  })

  it('in hours leaves out exactly the suspended time', () => {
    const gap = { from: at('2026-03-02T12:00'), to: at('2026-03-02T15:20') }
    const deadline = computeDeadline(aRule(24, 'hour'), calendar, at('2026-03-02T10:00'), [gap])
    expect(toChinaIso(deadline.dueAt)).toBe('2026-03-03T13:20:00.000+08:00')
  })

  it('in hours is not touched by a suspension that begins at the very end', () => {
    const gap = { from: at('2026-03-03T10:00'), to: null }
    const deadline = computeDeadline(aRule(24, 'hour'), calendar, at('2026-03-02T10:00'), [gap])
    expect(deadline).toMatchObject({ state: 'due', dueAt: at('2026-03-03T10:00') })
  })

  it.each([
    // 10 11 are counted, 13 of 15 are left.
    ['working days', aRule(15, 'working-day'), '2026-02-09T10:00', '2026-02-12T15:00', 13, 'working-day'],
    ['natural days', aRule(15, 'natural-day'), '2026-03-02T10:00', '2026-03-12T15:00', 6, 'natural-day'],
    // 28 days from 2.10 to 3.10; 2.11–2.28 are counted.
    ['a month, left in natural days', aRule(1, 'month'), '2026-02-10T10:00', '2026-03-01T15:00', 10, 'natural-day'],
    ['hours', aRule(24, 'hour'), '2026-03-02T10:00', '2026-03-02T11:30', 22.5, 'hour'],
  ])('that nobody has lifted has no due time but what is left, in %s', (_unit, rule, from, since, left, leftUnit) => {
    const answer = computeDeadline(rule, calendar, at(from), [{ from: at(since), to: null }])
    expect(answer).toMatchObject({ state: 'paused', pausedSince: at(since), left, leftUnit })
    expect(answer).not.toHaveProperty('dueAt')
  })

  it('in natural days whose days are used up stands on the weekend before its moved last day', () => {
    const answer = computeDeadline(aRule(15, 'natural-day'), calendar, at('2026-03-06'), [
      { from: at('2026-03-22'), to: null },
    ])
    expect(answer).toMatchObject({ state: 'paused', left: 0 })
  })

  it('is not paused by an open suspension that begins after its end', () => {
    const answer = computeDeadline(aRule(7, 'working-day'), calendar, at('2026-03-02'), [
      { from: at('2026-03-12'), to: null },
    ])
    expect(answer).toMatchObject({ state: 'due', dueOn: '2026-03-11' })
  })

  it('that was paused before it started stands since its start', () => {
    const answer = computeDeadline(aRule(7, 'working-day'), calendar, at('2026-03-02T09:00'), [
      { from: at('2026-02-20'), to: null },
    ])
    expect(answer).toMatchObject({ state: 'paused', pausedSince: at('2026-03-02T09:00'), left: 7 })
  })
})

describe('data that no decision makes', () => {
  it('is refused: a suspension that ends before it begins', () => {
    const gap = { from: at('2026-03-05'), to: at('2026-03-04') }
    expect(() => computeDeadline(aRule(7, 'working-day'), calendar, at('2026-03-02'), [gap])).toThrow(/expected an end/)
  })

  it.each([0, -1, 1.5, Number.NaN])('is refused: a limit of %d', (limit) => {
    expect(() =>
      computeDeadline(aRule(limit, 'working-day'), calendar, startOfChinaDay(calendar.publishedFrom)),
    ).toThrow(/expected a whole number/)
  })
})
