import type {
  DirectoryPageProps,
  InstitutionEntry,
  InstitutionProfilePageProps,
} from '../src/contract/portal/institution.ts'
import type { Chrome } from '../src/contract/portal/parts.ts'
import { chrome as shownTo } from './portal-sample-parts.ts'

const chrome: Chrome = { ...shownTo, currentNav: 'institutions', csrfToken: undefined }

const names = [
  ['110000', '北京市', 17],
  ['120000', '天津市', 17],
  ['130000', '河北省', 180],
  ['140000', '山西省', 129],
  ['150000', '内蒙古自治区', 116],
  ['210000', '辽宁省', 115],
  ['220000', '吉林省', 75],
  ['230000', '黑龙江省', 135],
  ['310000', '上海市', 17],
  ['320000', '江苏省', 111],
  ['330000', '浙江省', 107],
  ['340000', '安徽省', 124],
  ['350000', '福建省', 94],
  ['360000', '江西省', 112],
  ['370000', '山东省', 153],
  ['410000', '河南省', 178],
  ['420000', '湖北省', 117],
  ['430000', '湖南省', 139],
  ['440000', '广东省', 147],
  ['450000', '广西壮族自治区', 126],
  ['460000', '海南省', 31],
  ['500000', '重庆市', 40],
  ['510000', '四川省', 205],
  ['520000', '贵州省', 98],
  ['530000', '云南省', 146],
  ['540000', '西藏自治区', 82],
  ['610000', '陕西省', 118],
  ['620000', '甘肃省', 101],
  ['630000', '青海省', 54],
  ['640000', '宁夏回族自治区', 28],
  ['650000', '新疆维吾尔自治区', 122],
  ['710000', '台湾省', 1],
  ['810000', '香港特别行政区', 1],
  ['820000', '澳门特别行政区', 1],
] as const

export const provinceCounts = names.map(([provinceCode, name, count]) => ({ provinceCode, name, count }))

const station: InstitutionEntry = {
  id: '85f63893-6f0b-5b0b-b9e2-9d34fddd5e24',
  name: '鄞州区知识产权维权援助工作站（示范）',
  kindLabel: '维权援助工作站',
  place: '浙江省宁波市鄞州区',
  state: 'open',
  demo: true,
  source: null,
  services: ['咨询指导', '举报投诉接收与移送', '公益研讨、培训'],
  hours: '工作日 9:00–17:00',
  phone: null,
}

/** A real record as a source prints it; the longest phone, hours and address of the seed. */
const street: InstitutionEntry = {
  id: '0b6d4c1e-27a9-5d0e-8a51-5b1f6f1f7f11',
  name: '民众街道知识产权维权援助服务站',
  kindLabel: '维权援助工作站',
  place: '广东省中山市',
  state: 'not-connected',
  demo: false,
  source: { grade: 'A', url: 'http://www.zs.gov.cn/mzz/gggs/content/post_2343527.html', asOf: '2023-11-15' },
  services: [],
  hours: '工作日 9:00–12:00，13:30–17:00',
  phone: '0760-87866614',
}

const remote: InstitutionEntry = {
  ...station,
  id: 'd9a2b6a2-94f5-5f61-9a5b-2f5f0f9a3c77',
  name: '双江拉祜族佤族布朗族傣族自治县知识产权维权援助工作站（示范）',
  place: '云南省临沧市双江拉祜族佤族布朗族傣族自治县',
  state: 'suspended',
}

const kinds = [
  { code: 'aid-centre', label: '维权援助中心' },
  { code: 'work-station', label: '维权援助工作站' },
  { code: 'protection-centre', label: '知识产权保护中心' },
]
const directory: DirectoryPageProps = {
  chrome,
  query: { place: '', name: '', kind: '' },
  kinds,
  provinces: provinceCounts,
}
const profile = (entry: InstitutionEntry): InstitutionProfilePageProps['institution'] => ({
  ...entry,
  level: '县级',
  areas: [entry.place],
  rightTypes: entry.services.length === 0 ? [] : ['发明专利', '商标', '地理标志', '集成电路布图设计', '著作权（版权）'],
  address: entry.demo ? '示范数据，没有真实地址' : '中山市民众街道民众大道48号(商标业务办理窗口)',
  url: null,
  parents: entry.demo
    ? [
        { id: 'a', name: '宁波市知识产权维权援助中心（示范）' },
        { id: 'b', name: '浙江省知识产权维权援助中心（示范）' },
      ]
    : [],
})

/** The directory and the profile with what they meet: nothing asked, hits, none, each trouble, each state. */
export const institutionSamples = {
  'directory-start': { page: 'institutions', props: directory },
  'directory-hits': {
    page: 'institutions',
    props: {
      ...directory,
      query: { place: '330212', name: '', kind: '' },
      results: {
        rows: [station, street, remote],
        placeName: '浙江省宁波市鄞州区',
        after: 'WzAsIjMzMDIxMiJd',
        continued: false,
      },
    },
  },
  'directory-last-page': {
    page: 'institutions',
    props: {
      ...directory,
      query: { place: '浙江省', name: '', kind: 'work-station' },
      results: { rows: [station], placeName: '浙江省', after: null, continued: true },
    },
  },
  'directory-none': {
    page: 'institutions',
    props: {
      ...directory,
      query: { place: '', name: '不存在的机构', kind: '' },
      results: { rows: [], placeName: null, after: null, continued: false },
    },
  },
  'directory-place-unknown': {
    page: 'institutions',
    props: {
      ...directory,
      query: { place: '亚特兰蒂斯', name: '', kind: '' },
      trouble: { code: 'place-unknown', given: '亚特兰蒂斯' },
    },
  },
  'directory-place-ambiguous': {
    page: 'institutions',
    props: {
      ...directory,
      query: { place: '鼓楼区', name: '', kind: 'work-station' },
      trouble: {
        code: 'place-ambiguous',
        given: '鼓楼区',
        meant: [
          { code: '320106', fullName: '江苏省南京市鼓楼区' },
          { code: '350102', fullName: '福建省福州市鼓楼区' },
        ],
      },
    },
  },
  'directory-after-malformed': {
    page: 'institutions',
    props: { ...directory, query: { place: '宁波市', name: '', kind: '' }, trouble: { code: 'after-malformed' } },
  },
  'institution-station': { page: 'institution', props: { chrome, institution: profile(station) } },
  'institution-real': { page: 'institution', props: { chrome, institution: profile(street) } },
  'institution-suspended': { page: 'institution', props: { chrome, institution: profile(remote) } },
} as const satisfies Record<
  string,
  { page: 'institutions'; props: DirectoryPageProps } | { page: 'institution'; props: InstitutionProfilePageProps }
>
