import { portalPaths } from '../../../contract/paths.ts'
import { inBoth } from '../../../domain/kernel/language.ts'
import { Details } from '../../ui/Details.tsx'
import { useFormats, useWords } from '../../ui/language.tsx'

const words = inBoth({
  zh: {
    nav: '按省份找机构',
    picture: '各省机构数',
    tile: (short: string, count: string) => `${short}，${count} 家`,
    asTable: '用表格查看各省机构数',
    province: '省份',
    number: '机构数',
  },
  en: {
    nav: 'Institutions by province',
    picture: 'Number of institutions in each province',
    tile: (short, count) => `${short}, ${count}`,
    asTable: 'Show the numbers as a table',
    province: 'Province',
    number: 'Institutions',
  },
})

/** Short name and place in the grid, by province code. A grid shows no borders, so it is no map in the legal sense. */
const tiles: Readonly<Record<string, readonly [short: string, column: number, row: number]>> = {
  '110000': ['北京', 6, 1],
  '120000': ['天津', 7, 2],
  '130000': ['河北', 6, 2],
  '140000': ['山西', 5, 2],
  '150000': ['内蒙古', 4, 1],
  '210000': ['辽宁', 7, 1],
  '220000': ['吉林', 8, 1],
  '230000': ['黑龙江', 8, 0],
  '310000': ['上海', 8, 4],
  '320000': ['江苏', 7, 4],
  '330000': ['浙江', 7, 5],
  '340000': ['安徽', 6, 4],
  '350000': ['福建', 7, 6],
  '360000': ['江西', 6, 5],
  '370000': ['山东', 7, 3],
  '410000': ['河南', 6, 3],
  '420000': ['湖北', 5, 4],
  '430000': ['湖南', 5, 5],
  '440000': ['广东', 6, 6],
  '450000': ['广西', 5, 6],
  '460000': ['海南', 5, 7],
  '500000': ['重庆', 3, 4],
  '510000': ['四川', 2, 3],
  '520000': ['贵州', 4, 5],
  '530000': ['云南', 3, 5],
  '540000': ['西藏', 0, 3],
  '610000': ['陕西', 4, 3],
  '620000': ['甘肃', 2, 2],
  '630000': ['青海', 1, 2],
  '640000': ['宁夏', 3, 2],
  '650000': ['新疆', 0, 1],
  '710000': ['台湾', 8, 6],
  '810000': ['香港', 7, 7],
  '820000': ['澳门', 6, 7],
}

const step = 54
const side = 51
const columns = 9
const rows = 8

/** Ground and ink of the five shades, light to dark; each pair has a contrast of at least 4.5. */
const shades = [
  ['#e3edfa', '#16202e'],
  ['#b9d2f1', '#16202e'],
  ['#7fabe0', '#16202e'],
  ['#2f69b4', '#ffffff'],
  ['#0b4ea2', '#ffffff'],
] as const

/** The shade by rank among the counts, so that one large province does not make all others pale. */
const shadeOf = (count: number, counts: readonly number[]): (typeof shades)[number] => {
  const smaller = counts.filter((other) => other < count).length
  const index = Math.floor((smaller / Math.max(1, counts.length)) * shades.length)
  return shades[Math.min(index, shades.length - 1)] ?? shades[0]
}

export type ProvinceTilesProps = {
  /** The names and numbers alone, one below the other. */
  simple?: boolean
  counts: readonly { provinceCode: string; name: string; count: number }[]
}

/**
 * Institutions by province as a grid of tiles, each a link into the directory, with the same as a table below it. A code that has no
 * tile is in the table all the same.
 */
export const ProvinceTiles = ({ counts, simple = false }: ProvinceTilesProps) => {
  const t = useWords(words)
  const format = useFormats()
  const numbers = counts.map((province) => province.count)
  return (
    <>
      {simple ? null : (
        <nav className="tiles" aria-label={t.nav}>
          <svg viewBox={`0 0 ${columns * step} ${rows * step}`}>
            <title>{t.picture}</title>
            {counts.map(({ provinceCode, count }) => {
              const tile = tiles[provinceCode]
              if (tile === undefined) return null
              const [short, column, row] = tile
              const [ground, ink] = shadeOf(count, numbers)
              return (
                <a
                  key={provinceCode}
                  href={portalPaths.institutions({ place: provinceCode })}
                  // Begins with the words on the tile (WCAG 2.5.3), so that one can say them to press it.
                  aria-label={t.tile(short, format.count(count))}
                >
                  <rect x={column * step} y={row * step} width={side} height={side} rx="5" fill={ground} />
                  <text x={column * step + side / 2} y={row * step + 24} fontSize="16" textAnchor="middle" fill={ink}>
                    {short}
                  </text>
                  <text x={column * step + side / 2} y={row * step + 42} fontSize="14" textAnchor="middle" fill={ink}>
                    {format.count(count)}
                  </text>
                </a>
              )
            })}
          </svg>
        </nav>
      )}
      <Details summary={t.asTable} open={simple}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t.province}</th>
              <th scope="col">{t.number}</th>
            </tr>
          </thead>
          <tbody>
            {counts.map(({ provinceCode, name, count }) => (
              <tr key={provinceCode}>
                <td>
                  <a href={portalPaths.institutions({ place: provinceCode })}>{name}</a>
                </td>
                <td>{format.count(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Details>
    </>
  )
}
