import { Link } from 'react-router'
import { workbenchPaths } from '../../../contract/paths.ts'
import { PageHead } from './PageHead.tsx'

export const NotFoundPage = () => (
  <>
    <PageHead title="没有这个页面" />
    <p>
      地址可能抄错了。<Link to={workbenchPaths.home()}>回到今日待办</Link>
    </p>
  </>
)
