import { Modal } from 'antd'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'

/** Asks before a half-filled form is left: what was typed is kept nowhere else. */
export const LeaveGuard = ({ active }: { active: boolean }) => {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => active && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    if (!active) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [active])
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title="还没有登记，确定离开吗？"
      okText="离开，不登记"
      cancelText="继续填写"
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      离开后，已填写的内容不保留。
    </Modal>
  )
}
