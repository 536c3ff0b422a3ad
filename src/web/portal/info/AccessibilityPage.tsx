import type { AccessibilityPageProps } from '../../../contract/portal/info.ts'
import { formatDate } from '../../ui/format.ts'
import { Page } from '../Page.tsx'

export const AccessibilityPage = ({ chrome, contact, testedOn }: AccessibilityPageProps) => (
  <Page chrome={chrome} title="无障碍声明" width="wide">
    <h1>无障碍声明</h1>
    <p className="lead">这个网站应当人人能用，包括老年人、看不见或看不清的人、不用鼠标的人。</p>
    <h2>做到了什么</h2>
    <ul>
      <li>不需要脚本：旧手机、旧浏览器也能填写和查询。</li>
      <li>全部用键盘就能操作，焦点清楚可见；每页开头可以跳到正文。</li>
      <li>字可以放大到两倍，窄屏幕不用左右拖动；按钮和链接足够大。</li>
      <li>每个输入框都有名称和说明；填错时，页面顶部列出原因并带您去改，已填的内容不会丢。</li>
      <li>没有图形验证码，没有滚动广告，没有自动播放，填写没有倒计时。</li>
      <li>支持系统的高对比度和减少动画设置，可以打印。</li>
    </ul>
    <h2>依据什么标准</h2>
    <p>
      以《Web 内容无障碍指南》（WCAG）2.2 的 AA 级和国家标准 GB/T 37668-2019《信息技术
      互联网内容无障碍可访问性技术要求与测试方法》为目标。
      {testedOn ? `最近一次自查：${formatDate(testedOn)}。` : null}
    </p>
    <h2>还没有做到的</h2>
    <ul>
      <li>还没有经过第三方检测。</li>
      <li>您或对方上传的图片、扫描件不一定能朗读；需要文字说明时请联系办理机构。</li>
      <li>还没有手语和民族语言版本。</li>
    </ul>
    <h2>遇到困难</h2>
    <p>请告诉我们：{contact}。也可以到机构窗口或打电话办理，效力相同。</p>
  </Page>
)
