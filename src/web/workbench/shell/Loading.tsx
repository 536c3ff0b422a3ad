import { Spin } from 'antd'

/** Says in words what is being fetched. */
export const Loading = ({ what }: { what: string }) => (
  <div className="loading" role="status">
    <Spin size="small" aria-hidden />
    <span>正在读取{what}…</span>
  </div>
)
