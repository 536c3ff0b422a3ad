import { Button, Drawer } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Outlet, ScrollRestoration, useLocation } from 'react-router'
import { SessionGate } from '../session/SessionGate.tsx'
import { SideMenu } from './SideMenu.tsx'

/** The frame of every page for signed-in staff. */
export const Shell = () => (
  <SessionGate>
    <Frame />
  </SessionGate>
)

const Frame = () => {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const [menuOpen, setMenuOpen] = useState(false)
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    // A new page is read from its beginning, as after a full load.
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return (
    <div className="frame">
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="brand">
        <b>维权一张网 · 工作台</b>
        <Button className="menu-button" aria-expanded={menuOpen} onClick={() => setMenuOpen(true)}>
          菜单
        </Button>
      </header>
      <aside className="side" aria-label="菜单">
        <SideMenu />
      </aside>
      <Drawer
        title="菜单"
        placement="left"
        size={260}
        open={menuOpen}
        onClose={() => setMenuOpen(false)}
        destroyOnHidden
      >
        <SideMenu onChoose={() => setMenuOpen(false)} />
      </Drawer>
      <main id="main" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <ScrollRestoration />
    </div>
  )
}
