import { Button } from 'antd'
import { useEffect } from 'react'
import { useRouteError } from 'react-router'
import { workbenchPaths } from '../../../contract/paths.ts'
import { useDocumentTitle } from './PageHead.tsx'

/** Chunks of an older release are gone after a new one is installed; the page must be loaded again to find the new ones. */
const isOldRelease = (error: unknown) =>
  error instanceof TypeError && /dynamically imported module|Importing a module script failed/.test(error.message)

/** For faults: what nobody foresaw. Refusals are shown where they happen. */
export const ErrorPage = () => {
  const error = useRouteError()
  useDocumentTitle('出错了')
  useEffect(() => {
    console.error(error)
  }, [error])
  return (
    <section className="error-page">
      <h1>{isOldRelease(error) ? '工作台已更新' : '这个页面出错了'}</h1>
      <p>
        {isOldRelease(error)
          ? '请刷新页面，使用新版本。'
          : '错误不在您的操作。请刷新页面再试；如果仍然出错，请把下面这行文字告诉管理员。'}
      </p>
      {isOldRelease(error) ? null : (
        <p className="fault">{error instanceof Error ? error.message.slice(0, 300) : ''}</p>
      )}
      <p className="row">
        <Button type="primary" onClick={() => window.location.reload()}>
          刷新页面
        </Button>
        <Button href={workbenchPaths.home()}>回到今日待办</Button>
      </p>
    </section>
  )
}
